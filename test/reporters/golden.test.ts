/** Every case in every format of the registry, against test/golden; and what holds for all formats. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPORTERS } from '../../lib/reporters/index.ts';
import type { RenderOptions, Reporter } from '../../lib/reporters/reporter.ts';
import { CASES, makeFinding, makeResult } from './cases.ts';

const GOLDEN = path.join(import.meta.dirname, '..', 'golden');

const PLAIN: RenderOptions = { color: false, quiet: false, verbose: false, failOn: 'low', minConfidence: 'medium' };

/** Further renderings of a case, which differ in their options. */
const VARIANTS: Readonly<Record<string, readonly [name: keyof typeof CASES, options: Partial<RenderOptions>]>> = {
  'many-quiet': ['many', { quiet: true }],
  'many-verbose': ['many', { verbose: true }],
  'many-color': ['many', { color: true, failOn: 'high' }],
  'diagnostics-quiet': ['diagnostics', { quiet: true }],
  'diagnostics-verbose': ['diagnostics', { verbose: true }],
  'suppressed-verbose': ['suppressed', { verbose: true }],
};

const reporters: readonly Reporter[] = Object.values(REPORTERS);
const rows = reporters.flatMap(reporter => Object.entries(CASES).map(([name, result]) => ({ reporter, name, result })));

describe.each(rows)('$reporter.id of $name', ({ reporter, name, result }) => {
  it('is as it was', async () => {
    const render = await reporter.load();
    await expect(render(result, PLAIN)).toMatchFileSnapshot(path.join(GOLDEN, `${name}.${reporter.id}`));
  });

  it('ends with one newline and holds no character that a terminal obeys', async () => {
    const render = await reporter.load();
    const text = render(result, PLAIN);
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/[\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('is the same every time', async () => {
    const render = await reporter.load();
    expect(render(structuredClone(result), PLAIN)).toBe(render(result, PLAIN));
  });
});

describe('text, with other options', () => {
  it.each(Object.entries(VARIANTS))('%s is as it was', async (name, [of, options]) => {
    const render = await REPORTERS.text.load();
    const result = CASES[of] ?? makeResult();
    await expect(render(result, { ...PLAIN, ...options })).toMatchFileSnapshot(path.join(GOLDEN, `${name}.text`));
  });
});

describe('the registry', () => {
  it.each(Object.entries(REPORTERS))('knows %s by its own name', (key, reporter: Reporter) => {
    expect(reporter.id).toBe(key);
    expect(reporter.description).toMatch(/^\S.{10,80}$/);
  });

  it('has a golden file for each row and no other', () => {
    const expected = [
      ...rows.map(({ name, reporter }) => `${name}.${reporter.id}`),
      ...Object.keys(VARIANTS).map(name => `${name}.text`),
    ];
    expect(fs.readdirSync(GOLDEN).sort()).toEqual(expected.sort());
  });
});

describe.each(reporters)('$id', reporter => {
  const canary = `canary${Math.random().toString(36).slice(2)}`;
  const all: RenderOptions[] = [
    PLAIN,
    { ...PLAIN, verbose: true },
    { ...PLAIN, quiet: true },
    { ...PLAIN, color: true },
  ];

  it('writes the fields it knows and nothing else that hangs on a finding', async () => {
    const render = await reporter.load();
    const tainted = { ...makeFinding(), secret: canary, location: { ...makeFinding().location, raw: canary } };
    const result = {
      ...makeResult(),
      findings: [tainted],
      suppressed: [{ finding: tainted, suppression: { by: 'inline' as const, reason: '', raw: canary } }],
      canary,
    };
    for (const options of all) expect(render(result, options)).not.toContain(canary);
  });

  it('tells the message and the masked form as they are', async () => {
    const render = await reporter.load();
    const text = render(makeResult({ findings: [makeFinding({ message: 'Key for a {b} [c] \u00fc' })] }), PLAIN);
    expect(text).toContain('Key for a {b} [c] \u00fc');
    expect(text).toContain(makeFinding().masked);
  });
});
