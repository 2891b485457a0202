/** Which lines of each changed file git itself calls added: the hunk headers of one diff without context, for all files at once. */

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { LineRange } from '../../model/span.ts';
import { endOfLine, readHunkHeader } from '../../text/diff-hunk.ts';
import { tryGit } from './plumbing.ts';
import type { ChangedFile } from './raw-diff.ts';

/** What git is told so that neither settings nor attributes change the diff: renames are found, nothing is run, all is text. */
export const DIFF_OPTIONS: readonly string[] = ['--no-ext-diff', '--no-textconv', '--no-color', '-M', '-O/dev/null'];

/** What a diff is told that is read for its hunk headers. */
export const HUNK_OPTIONS: readonly string[] = [
  '-U0',
  '--inter-hunk-context=0',
  '--text',
  '--full-index',
  '--submodule=short',
];

/** Contents, old and new, that one diff may be about: it bounds the diff's length. */
const GROUP_BYTES = 32 * 1024 * 1024;

/** Windows takes no command line above 32,767 characters. */
const GROUP_ARGUMENTS = 20_000;

/** Added lines by `pairKey`, and what git could not do. A pair that is not in it has no known lines: all of them count. */
export type AddedLines = {
  readonly byPair: ReadonlyMap<string, readonly LineRange[]>;
  readonly failures: readonly Diagnostic[];
};

/** Names a change by its two contents, so that no path has to be read from a diff's headers. */
export const pairKey = (file: Pick<ChangedFile, 'oldId' | 'newId'>): string => `${file.oldId}..${file.newId}`;

function addRange(ranges: { first: number; last: number }[], first: number, count: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && last.last === first - 1) last.last += count;
  else ranges.push({ first, last: first + count - 1 });
}

function skipHunk(diff: Buffer, from: number, lines: number): number {
  let at = from;
  for (let left = lines; at < diff.length; ) {
    if (diff[at] !== 0x5c) {
      if (left === 0) break;
      left -= 1;
    }
    at = endOfLine(diff, at);
  }
  return at;
}

/** Reads a `git diff -U0 --full-index` whose hunks hold what their headers count; the lines themselves are stepped over. */
export function readAddedRanges(diff: Buffer): Map<string, LineRange[]> {
  const byPair = new Map<string, { first: number; last: number }[]>();
  let ranges: { first: number; last: number }[] = [];
  let key = '';
  for (let at = 0; at < diff.length; ) {
    const end = endOfLine(diff, at);
    const text = diff.toString('latin1', at, Math.min(end, at + 1024)).trimEnd();
    at = end;
    const pair = /^index ([0-9a-f]{40,64}\.\.[0-9a-f]{40,64})(?: \d{6})?$/.exec(text)?.[1];
    if (pair !== undefined) {
      key = pair;
      ranges = [];
    }
    const header = text.startsWith('@@ ') ? readHunkHeader(text) : null;
    if (header === null) continue;
    const [removed = 0, added = 0] = header.counts ?? [];
    byPair.set(key, ranges);
    if (added > 0) addRange(ranges, header.newStart, added);
    at = skipHunk(diff, at, removed + added);
  }
  return byPair;
}

type Group = { readonly files: ChangedFile[]; bytes: number; argument: number };

/** One group when all contents fit in it, as a diff of everything needs no names; else as many as sizes and names call for. */
function groupFiles(files: readonly ChangedFile[], sizes: ReadonlyMap<string, number>, named: boolean): Group[] {
  const sizeOf = (file: ChangedFile) => (sizes.get(file.oldId) ?? 0) + (sizes.get(file.newId) ?? 0);
  const total = files.reduce((sum, file) => sum + sizeOf(file), 0);
  if (files.length === 0) return [];
  if (!named && total <= GROUP_BYTES) return [{ files: [...files], bytes: total, argument: 0 }];
  const groups: Group[] = [];
  for (const file of files) {
    const bytes = sizeOf(file);
    const argument = Buffer.byteLength(file.path) + Buffer.byteLength(file.oldPath) + 40;
    const last = groups.at(-1);
    if (last !== undefined && last.bytes + bytes <= GROUP_BYTES && last.argument + argument <= GROUP_ARGUMENTS) {
      last.files.push(file);
      last.bytes += bytes;
      last.argument += argument;
    } else groups.push({ files: [file], bytes, argument });
  }
  return groups;
}

/** One call of git. Without `scoped` the diff is about every change, else about the files of the group alone. */
function readGroup(cwd: string, group: Group, scoped: boolean): Map<string, LineRange[]> | Diagnostic {
  const paths = scoped ? group.files.flatMap(file => [...new Set([file.oldPath, file.path])]) : [];
  const outcome = tryGit({
    cwd,
    args: [
      'diff',
      '--cached',
      ...DIFF_OPTIONS,
      ...HUNK_OPTIONS,
      '--diff-filter=MR',
      '--',
      ...paths.map(path => `:(top,literal)${path}`),
    ],
    // A line costs one marker more than its own bytes, at worst as much as the line; a file costs its headers.
    maxOutput: 2 * group.bytes + (group.files.length + 16) * 32_768,
  });
  if (outcome.ok) return readAddedRanges(outcome.output);
  const names = group.files.length === 1 ? '' : ` and ${group.files.length - 1} more`;
  const message = `git could not tell the added lines of this file${names}, so all of their lines count: ${outcome.reason}.`;
  return { kind: 'git-failed', path: group.files[0]?.path ?? '', message };
}

/**
 * Asks git for the added lines of `files`, staged changes whose two contents are in `sizes` (bytes by object id). `others`
 * says that there are changes beside them that git must not look at, such as files too long to diff. Usually one process;
 * more where the contents are many megabytes. A diff that fails is a diagnostic, and the lines of its files stay unknown.
 */
export function readAddedLines(
  cwd: string,
  files: readonly ChangedFile[],
  sizes: ReadonlyMap<string, number>,
  others: boolean,
): AddedLines {
  const groups = groupFiles(files, sizes, others);
  const byPair = new Map<string, readonly LineRange[]>();
  const failures: Diagnostic[] = [];
  for (const group of groups) {
    const ranges = readGroup(cwd, group, others || groups.length > 1);
    if ('kind' in ranges) failures.push(ranges);
    else for (const [pair, lines] of ranges) byPair.set(pair, lines);
  }
  return { byPair, failures };
}
