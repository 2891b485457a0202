/** What each commit changes: git's raw diff of many commits in one process, merges by what none of their parents has. */

import type { Commit } from '../../model/commit.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { AS_STORED } from './commits.ts';
import { type GitOutcome, tryGit } from './plumbing.ts';
import { type ChangedFile, readCombinedRecord, readRecord } from './raw-diff.ts';

export type CommitChanges = { readonly commit: Commit; readonly files: readonly ChangedFile[] };

/** For each commit in git's order what it changes, or why that can't be told. */
export type CommitItem = CommitChanges | Diagnostic;

/** What a diff of commits is told so that neither settings nor attributes change it; `-c`: merges against all parents. */
export const TREE_OPTIONS: readonly string[] = ['--stdin', '-r', '--root', '-c', '--no-ext-diff', '--no-textconv'];

/** A commit that can't be read costs a process of its own: how many before we say that there are too many. */
const MAX_BROKEN = 50;

const HEAD = /^([0-9a-f]{40,64}) (\S{1,40})$/;

/** Null when the output is not of the format or ends within a record. */
export function readCommitChanges(output: Buffer): CommitChanges[] | null {
  const fields = output.toString('utf8').split('\0');
  if (fields.pop() !== '') return null;
  const all: { commit: Commit; files: ChangedFile[] }[] = [];
  for (let at = 0; at < fields.length; ) {
    const field = (fields[at] ?? '').replace(/^\n/, '');
    const [, id, authorDate] = HEAD.exec(field) ?? [];
    if (field === '' || (id !== undefined && authorDate !== undefined)) {
      if (id !== undefined && authorDate !== undefined) all.push({ commit: { id, authorDate }, files: [] });
      at += 1;
      continue;
    }
    const read = field.startsWith('::') ? readCombinedRecord(field, fields, at + 1) : readRecord(field, fields, at + 1);
    const last = all.at(-1);
    if (read === null || last === undefined) return null;
    last.files.push(read.file);
    at = read.next;
  }
  return all;
}

/** Runs `git diff-tree` on `commits`; `options` say what it writes. */
export function diffTree(
  cwd: string,
  commits: readonly string[],
  options: readonly string[],
  paths: readonly string[] = [],
  maxOutput?: number,
): GitOutcome {
  const args = [
    AS_STORED,
    'diff-tree',
    ...TREE_OPTIONS,
    '-O/dev/null',
    ...options,
    ...(paths.length > 0 ? ['--', ...paths] : []),
  ];
  const input = `${commits.join('\n')}\n`;
  return tryGit({ cwd, args, input, ...(maxOutput === undefined ? {} : { maxOutput }) });
}

function reportCommit(commit: string, reason: string): Diagnostic {
  const message = `git could not tell what commit ${commit.slice(0, 12)} changes, so it was not scanned: ${reason}. Run git fsck, or fetch the repository anew`;
  return { kind: 'broken-object', message };
}

/** Halves what git fails at until the commits that it fails at are alone. */
function* readHalves(
  cwd: string,
  commits: readonly string[],
  options: readonly string[],
  broken: { count: number },
): Generator<CommitItem> {
  const outcome = diffTree(cwd, commits, [...options, '--raw', '-z', '--no-abbrev', '--format=%H %aI']);
  const changes = outcome.ok ? readCommitChanges(outcome.output) : null;
  if (changes !== null) {
    yield* changes;
    return;
  }
  const reason = outcome.ok ? 'its output could not be read' : outcome.reason;
  const [first = ''] = commits;
  if (commits.length === 1) {
    broken.count += 1;
    yield reportCommit(first, reason);
  } else if (broken.count >= MAX_BROKEN) {
    const message = `git fails at too many commits; ${commits.length} from ${first.slice(0, 12)} on were not scanned: ${reason}`;
    yield { kind: 'git-failed', message };
  } else {
    const middle = commits.length >> 1;
    yield* readHalves(cwd, commits.slice(0, middle), options, broken);
    yield* readHalves(cwd, commits.slice(middle), options, broken);
  }
}

/**
 * What each of `commits` changes: against its parent, of a merge what differs from each of its parents, of a root commit
 * everything. A commit without changes yields nothing; one that git can't read is a diagnostic. `renames` follows renames.
 */
export function readChanges(cwd: string, commits: readonly string[], renames: boolean): Generator<CommitItem> {
  return readHalves(cwd, commits, [renames ? '-M' : '--no-renames'], { count: 0 });
}
