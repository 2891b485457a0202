/**
 * The fast search finds what a plain one finds in real files: by default in a part of the installed packages, with
 * `npm run equivalence -- FOLDER [MEGABYTES]` in any folder.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { builtInRuleset, ROOT } from '../rules.ts';
import { createFastSearch, createPlainSearch } from './plain-search.ts';

const FOLDER = resolve(process.env['GATE_EQUIVALENCE_FOLDER'] ?? join(ROOT, 'node_modules'));
const MEGABYTES = Number(process.env['GATE_EQUIVALENCE_MEGABYTES'] ?? 8);
const TIMEOUT = 60_000 + MEGABYTES * 10_000;

/** A single file is read up to here. */
const LONGEST = 4_000_000;

const compare = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

/** The text files below a folder, in code-unit order, hidden folders left out. */
function* textFiles(folder: string): Generator<{ path: string; bytes: Buffer }> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(compare)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.')) yield* textFiles(path);
    if (!entry.isFile()) continue;
    const bytes = readFileSync(path).subarray(0, LONGEST);
    if (!bytes.includes(0)) yield { path, bytes };
  }
}

test(`${MEGABYTES} MB of real files`, { timeout: TIMEOUT }, () => {
  const plain = createPlainSearch(builtInRuleset());
  const fast = createFastSearch(builtInRuleset());
  const different: unknown[] = [];
  const sums = { files: 0, bytes: 0, matches: 0 };
  for (const { path, bytes } of textFiles(FOLDER)) {
    if (sums.bytes > MEGABYTES * 1e6) break;
    const [expected, found] = [plain(bytes), fast(bytes)];
    if (expected.join() !== found.join()) different.push({ path, expected, found });
    sums.files += 1;
    sums.bytes += bytes.length;
    sums.matches += found.length;
  }
  process.stdout.write(`${sums.files} files, ${(sums.bytes / 1e6).toFixed(1)} MB, ${sums.matches} matches\n`);
  expect(different).toEqual([]);
  expect(sums.files).toBeGreaterThan(0);
});
