/** Which lines each of many commits adds, by git's own diff of each of them. */

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { LineRange } from '../../model/span.ts';
import { readUnifiedDiff } from '../../text/unified-diff.ts';
import { type AddedLines, HUNK_OPTIONS, readAddedRanges } from './added-lines.ts';
import { diffTree } from './commit-changes.ts';
import type { ChangedFile } from './raw-diff.ts';

/** A commit with those of its files that had lines before, and the paths that git must not look at, as they are too long. */
export type ComparedCommit = {
  readonly id: string;
  readonly files: readonly ChangedFile[];
  readonly left: readonly string[];
};

const isMerge = ({ oldId }: ChangedFile): boolean => oldId.includes(',');

/** Contents, old and new, that one diff may be about. */
const GROUP_BYTES = 32 * 1024 * 1024;
const GROUP_COMMITS = 256;

type Sizes = ReadonlyMap<string, number>;

function sizeOf({ oldId, newId }: ChangedFile, sizes: Sizes): number {
  return [...oldId.split(','), newId].reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
}

/** At worst a line costs as much again as its own bytes, in a merge twice; a file costs its headers. */
function boundOutput(files: readonly ChangedFile[], sizes: Sizes): number {
  return 3 * files.reduce((sum, file) => sum + sizeOf(file, sizes), 0) + (files.length + 16) * 32_768;
}

/** A commit with paths to leave out is a group of its own: in others they may well be compared. */
function* groupCommits(commits: readonly ComparedCommit[], sizes: Sizes): Generator<ComparedCommit[]> {
  let group: ComparedCommit[] = [];
  let bytes = 0;
  for (const commit of commits) {
    const own = commit.files.reduce((sum, file) => sum + sizeOf(file, sizes), 0);
    const full = bytes + own > GROUP_BYTES || group.length === GROUP_COMMITS;
    if (group.length > 0 && (full || commit.left.length + (group[0]?.left.length ?? 0) > 0)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(commit);
    bytes += own;
  }
  if (group.length > 0) yield group;
}

/** The lines of a combined diff that no parent has, by the ids of both sides. */
function readMergeRanges(diff: Buffer): Map<string, LineRange[]> {
  const byPair = new Map<string, LineRange[]>();
  for (const part of readUnifiedDiff(diff)) {
    if (part.kind !== 'hunk' || part.pair === null) continue;
    const ranges = byPair.get(part.pair) ?? [];
    ranges.push(...part.addedToAll);
    byPair.set(part.pair, ranges);
  }
  return byPair;
}

/** Ranges by pair of a group; the reason when git fails at it. */
function readGroup(
  cwd: string,
  group: readonly ComparedCommit[],
  sizes: Sizes,
): Map<string, readonly LineRange[]> | string {
  const left = [...new Set(group.flatMap(commit => commit.left))];
  const paths = left.length === 0 ? [] : [':(top)', ...left.map(path => `:(top,exclude,literal)${path}`)];
  const ranges = new Map<string, readonly LineRange[]>();
  for (const merges of [false, true]) {
    const commits = group.filter(({ files }) => files.some(file => isMerge(file) === merges)).map(({ id }) => id);
    if (commits.length === 0) continue;
    const options = ['-p', '--no-commit-id', '-M', ...HUNK_OPTIONS, ...(merges ? [] : ['--diff-filter=MR'])];
    const bound = boundOutput(
      group.flatMap(({ files }) => files),
      sizes,
    );
    const outcome = diffTree(cwd, commits, options, paths, bound);
    if (!outcome.ok) return outcome.reason;
    const read = merges ? readMergeRanges(outcome.output) : readAddedRanges(outcome.output);
    for (const [pair, lines] of read) ranges.set(pair, lines);
  }
  return ranges;
}

/**
 * The lines that the files of `commits` gain, by `pairKey`; of a merge those that none of its parents has. `sizes` holds the
 * bytes of all contents. What git fails at is a
 * diagnostic, and its files have no known lines.
 */
export function readCommitLines(cwd: string, commits: readonly ComparedCommit[], sizes: Sizes): AddedLines {
  const byPair = new Map<string, readonly LineRange[]>();
  const failures: Diagnostic[] = [];
  const read = (group: readonly ComparedCommit[]): void => {
    const ranges = readGroup(cwd, group, sizes);
    const [first] = group;
    if (typeof ranges !== 'string') for (const [pair, lines] of ranges) byPair.set(pair, lines);
    else if (group.length > 1) for (const commit of group) read([commit]);
    else if (first !== undefined) {
      const message = `git could not tell the added lines of commit ${first.id.slice(0, 12)}, so all lines of its files count: ${ranges}.`;
      failures.push({ kind: 'git-failed', message });
    }
  };
  for (const group of groupCommits(commits, sizes)) read(group);
  return { byPair, failures };
}
