/**
 * Every fixture of every manifest format. `UPDATE_FIXTURES=1 npx vitest run test/dependencies/manifests/fixtures.test.ts`
 * writes each `expected.json` anew: read the difference line by line before it is committed.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileGlobs } from '../../../lib/text/glob.ts';
import { CASES, EXPECTED, FIXTURE_FORMATS, FORMATS, misplaced, renderExpected } from './cases.ts';

/** What every format must have been shown, since every file can be so. */
const CASES_OF_ALL = ['crlf', 'empty', 'not-the-format', 'truncated'];

test('the registry and the fixtures have the same formats', () => {
  expect(FIXTURE_FORMATS).toEqual(Object.keys(FORMATS).sort());
});

describe.each(Object.entries(FORMATS))('%s', (id, { files, load }) => {
  const cases = CASES.filter(({ format }) => format === id);

  test('has the cases that every format has', () => {
    expect(cases.map(({ name }) => name)).toEqual(expect.arrayContaining(CASES_OF_ALL));
  });

  test.each(cases)('$name', async ({ name, folder, path, text }) => {
    const { parse, ecosystem } = await load();
    const parsed = parse({ path, text });
    expect(compileGlobs([...files])(path), 'the file fits the globs of its format').toBe(true);
    expect(misplaced(text, parsed)).toEqual([]);
    const rendered = renderExpected(text, parsed, ecosystem ?? '');
    const file = join(folder, EXPECTED);
    if (process.env['UPDATE_FIXTURES']) writeFileSync(file, rendered);
    expect(rendered).toBe(readFileSync(file, 'utf8'));
    if (name === 'empty') expect(parsed).toMatchObject({ packages: [], faults: [] });
    if (name === 'not-the-format') expect(parsed.packages).toEqual([]);
    if (name === 'crlf') expect(text).toContain('\r\n');
  });
});
