/** The parts of the text report that are easier said than shown: order, words and the summary. */

import { describe, expect, it } from 'vitest';
import type { DiagnosticKind } from '../../lib/model/diagnostic.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { ScanResult } from '../../lib/model/scan-result.ts';
import { groupByFile } from '../../lib/reporters/order.ts';
import type { RenderOptions } from '../../lib/reporters/reporter.ts';
import { renderText } from '../../lib/reporters/text.ts';
import { countOf, countOfReason, formatBytes, formatSeconds } from '../../lib/reporters/wording.ts';
import { CASES, makeFinding, makeResult, makeRule } from './cases.ts';

const PLAIN: RenderOptions = { color: false, quiet: false, verbose: false, failOn: 'low' };

const lastLine = (result: ScanResult, options: Partial<RenderOptions> = {}): string =>
  renderText(result, { ...PLAIN, ...options })
    .trimEnd()
    .split('\n')
    .at(-1) ?? '';

describe('the order', () => {
  const at = (path: string, severity: Finding['severity'], startLine = 1): Finding =>
    makeFinding({ severity, location: { path, startLine } });

  it('puts graver files first, tests and examples after their equals, then goes by path and line', () => {
    const shuffled = [
      at('a/tests/x.ts', 'high', 9),
      at('z.ts', 'low', 3),
      at('z.ts', 'high', 8),
      at('docs/b.md', 'critical'),
      at('z.ts', 'high', 2),
      at('Z.ts', 'high'),
      at('test', 'high'),
    ];
    const order = groupByFile(shuffled).map(group =>
      group.map(({ location }) => `${location.path}:${location.startLine}`),
    );
    expect(order).toEqual([
      ['docs/b.md:1'],
      ['Z.ts:1'],
      ['test:1'],
      ['z.ts:2', 'z.ts:8', 'z.ts:3'],
      ['a/tests/x.ts:9'],
    ]);
  });

  it('leaves the result as it is', () => {
    const findings = Object.freeze([at('b', 'low'), at('a', 'high')]);
    groupByFile(findings);
    expect(findings.map(({ location }) => location.path)).toEqual(['b', 'a']);
  });
});

describe('the summary', () => {
  const finding = makeFinding({ severity: 'medium' });
  const failure = { kind: 'not-found' as const, message: 'No such file.' };
  const nothing = { files: 0, bytes: 0, skipped: {}, seconds: 0 };

  it.each<[string, Partial<ScanResult>, Partial<RenderOptions>, RegExp]>([
    ['a clean run', {}, {}, /^No findings · scanned 120 files, 1\.2 MB in 0\.31 s$/],
    ['a quiet clean run', {}, { quiet: true }, /^No findings · scanned/],
    ['an empty run', { stats: nothing }, {}, /^Nothing was scanned$/],
    [
      'a run that left everything out',
      { stats: { ...nothing, skipped: { binary: 2, ignored: 1000 } } },
      {},
      /^Nothing was scanned · skipped 1,002 \(2 binary, 1,000 ignored\)$/,
    ],
    [
      'an empty run whose diagnostic says so itself',
      { stats: nothing, diagnostics: [{ kind: 'nothing-scanned', message: 'Nothing was scanned: no input.' }] },
      {},
      /^Nothing was scanned: no input$/,
    ],
    ['a failure without findings', { diagnostics: [failure] }, {}, /^Incomplete: 1 error · No findings · scanned/],
    [
      'a failure that left nothing',
      { diagnostics: [failure], stats: nothing },
      {},
      /^Incomplete: 1 error · Nothing was scanned$/,
    ],
    ['a finding', { findings: [finding] }, {}, /^1 finding \(1 medium\) in 1 file · scanned/],
    [
      'a finding that passes',
      { findings: [finding] },
      { failOn: 'high' },
      /· 1 below high severity \(--fail-on high lets it pass\)$/,
    ],
    [
      'a hidden finding',
      { hidden: 1 },
      { minConfidence: 'high' },
      /· 1 below high confidence \(--min-confidence low shows it\)$/,
    ],
    ['hidden findings', { hidden: 2 }, {}, /· 2 below the confidence asked for \(--min-confidence low shows them\)$/],
  ])('of %s', (_name, part, options, expected) => {
    expect(lastLine(makeResult(part), options)).toMatch(expected);
  });

  it.each<[string, Partial<ScanResult>, RenderOptions['failOn'], number]>([
    ['green when clean', {}, 'low', 32],
    ['yellow when nothing was scanned', { stats: nothing }, 'low', 33],
    ['yellow when every finding passes', { findings: [finding] }, 'high', 33],
    ['red when a finding fails the run', { findings: [finding] }, 'medium', 31],
    ['red after a failure', { diagnostics: [failure] }, 'low', 31],
  ])('is %s', (_name, part, failOn, color) => {
    expect(lastLine(makeResult(part), { color: true, failOn })).toContain(`\u001b[${color}m`);
  });
});

describe('the report', () => {
  it('tells what to do once a rule, and nothing of rules that have no finding to show', () => {
    const rules = [makeRule(), makeRule({ id: 'other', remediation: 'Never told.' })];
    const text = renderText(makeResult({ findings: [makeFinding(), makeFinding()], rules }), PLAIN);
    expect(text.split('Revoke the token').length).toBe(2);
    expect(text).not.toContain('Never told.');
  });

  it('names all failures and at most five of each other kind', () => {
    const many = (kind: DiagnosticKind) =>
      Array.from({ length: 8 }, (_, at) => ({ kind, path: `${kind}${at}`, message: 'Left out.' }));
    const result = makeResult({ diagnostics: [...many('binary'), ...many('not-found')] });
    const text = renderText(result, PLAIN);
    expect(text.match(/not-found\d: /g)).toHaveLength(8);
    expect(text.match(/binary\d: /g)).toHaveLength(5);
    expect(text).toContain('… and 3 more (--verbose names all)');
    expect(text.indexOf('not-found0')).toBeLessThan(text.indexOf('binary0'));
    expect(renderText(result, { ...PLAIN, verbose: true }).match(/binary\d: /g)).toHaveLength(8);
  });

  it('puts carets below the secret, wherever the excerpt says it is', () => {
    const excerpt = { text: 'ab', startColumn: 9, endColumn: 4 };
    const lines = renderText(makeResult({ findings: [makeFinding({ excerpt })] }), PLAIN).split('\n');
    expect(lines.slice(1, 3)).toEqual(['  12 | ab', '     |   ^']);
  });

  it('writes escape sequences only when asked for colours', () => {
    for (const result of Object.values(CASES)) {
      expect(renderText(result, PLAIN)).not.toContain('\u001b');
      expect(renderText(result, { ...PLAIN, color: true })).toContain('\u001b[');
    }
  });
});

describe('words', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [9949, '9.9 KB'],
    [9950, '10 KB'],
    [999_499, '999 KB'],
    [999_500, '1.0 MB'],
    [34_500_000_000, '35 GB'],
    [5e15, '5,000 TB'],
  ])('writes %i bytes as %s', (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });

  it.each([
    [0, '0.00 s'],
    [9.99, '9.99 s'],
    [9.999, '10.0 s'],
    [99.96, '100 s'],
    [4321, '4,321 s'],
  ])('writes %d seconds as %s', (seconds, expected) => {
    expect(formatSeconds(seconds)).toBe(expected);
  });

  it.each([
    [1, 'lfs-pointer', '1 LFS pointer'],
    [2, 'lfs-pointer', '2 LFS pointers'],
    [2, 'too-big', '2 too big'],
    [1_000_000, 'ignored', '1,000,000 ignored'],
  ])('counts %i of %s', (number, reason, expected) => {
    expect(countOfReason(number, reason)).toBe(expected);
  });

  it('knows singular and plural', () => {
    expect([0, 1, 2].map(number => countOf(number, 'file'))).toEqual(['0 files', '1 file', '2 files']);
  });
});
