/** Which commits a scan of the history is about, and whether the repository holds all of what they hold. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { GateError } from '../../model/failure.ts';
import { tryGit } from './plumbing.ts';

/** Replaced objects and notes of what replaces them would hide commits that are there and are pushed. */
export const AS_STORED = '--no-replace-objects';

/**
 * The ids of the commits that `revisions` name (as git-rev-list reads them), each behind its parents and otherwise by date;
 * none in an empty range or a repository without commits. Throws GateError when git can't list them.
 */
export function listCommits(cwd: string, revisions: readonly string[]): string[] {
  const args = [AS_STORED, 'rev-list', '--reverse', '--date-order', ...revisions];
  const outcome = tryGit({ cwd, args });
  if (outcome.ok) return outcome.output.toString('latin1').split('\n').slice(0, -1);
  const where = tryGit({ cwd, args: ['rev-parse', '--git-dir'] });
  if (!where.ok) {
    throw new GateError(`git finds no history: ${where.reason}.`, 'Run gate inside a git repository.');
  }
  const shallow = readShallowCommits(cwd).length > 0;
  throw new GateError(
    `git could not list the commits: ${outcome.reason}.`,
    shallow
      ? 'The clone is shallow and may lack them: fetch the history first (git fetch --unshallow).'
      : 'Check the names of the commits; run git fsck where they are right.',
  );
}

/** The commits at which a shallow clone ends; none in a whole one. */
export function readShallowCommits(cwd: string): string[] {
  const outcome = tryGit({ cwd, args: ['rev-parse', '--git-path', 'shallow'] });
  if (!outcome.ok) return [];
  try {
    const file = resolve(cwd, outcome.output.toString('utf8').trimEnd());
    return readFileSync(file, 'latin1').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

/** Says that commits before some of `commits` are not in this clone, if that is so. */
export function reportShallow(cwd: string, commits: readonly string[]): Diagnostic[] {
  const ends = new Set(readShallowCommits(cwd));
  if (ends.size === 0) return [];
  const cut = commits.filter(commit => ends.has(commit)).length;
  if (cut === 0) return [];
  const message = `the clone is shallow: what lies before ${cut} of its commits was not scanned, and all that those hold counts as new. Fetch the rest with git fetch --unshallow`;
  return [{ kind: 'shallow-clone', message }];
}

/** Whether git may fetch objects of this repository only when they are asked for. */
export function isPartialClone(cwd: string): boolean {
  const settings = '^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter))$';
  return tryGit({ cwd, args: ['config', '--get-regexp', settings] }).ok;
}

/** Ids of the objects that `commits` and those before them hold and that a partial clone has not fetched. Throws GateError when git can't tell. */
export function listUnfetched(cwd: string, commits: readonly string[]): Set<string> {
  const args = [AS_STORED, 'rev-list', '--objects', '--missing=print', '--stdin'];
  const outcome = tryGit({ cwd, args, input: `${commits.join('\n')}\n` });
  if (!outcome.ok) {
    throw new GateError(`git could not list the objects of the partial clone: ${outcome.reason}.`, REFETCH);
  }
  const ids = new Set<string>();
  for (const [, id = ''] of outcome.output.toString('latin1').matchAll(/^\?([0-9a-f]{40,64})/gm)) ids.add(id);
  return ids;
}

const REFETCH = 'Fetch the objects first, as by git fetch --refetch --no-filter.';

/** Says how many contents a partial clone lacks. */
export function reportUnfetched(count: number): Diagnostic[] {
  if (count === 0) return [];
  const message = `the clone is partial: ${count} content${count === 1 ? '' : 's'} of the history ${count === 1 ? 'has' : 'have'} not been fetched, so that it is not scanned whole. ${REFETCH}`;
  return [{ kind: 'partial-clone', message }];
}
