/**
 * What `git commit` would record: the staged content of each changed file whole, with the lines that the change adds. The
 * index that git's environment names is read, never the work tree.
 */

import { GateError } from '../model/failure.ts';
import type { SourceItem } from '../model/source.ts';
import type { FindVerdict } from '../model/verdict.ts';
import { type AddedLines, DIFF_OPTIONS, pairKey, readAddedLines } from './git/added-lines.ts';
import { type BlobPlace, makeBlobItem, report, reportBroken, reportTooBig } from './git/blob-item.ts';
import { readBlobs, readSizes } from './git/objects.ts';
import { tryGit } from './git/plumbing.ts';
import { type ChangedFile, hasOldText, holdsNewText, MAX_OLD_SIZE, readRawDiff } from './git/raw-diff.ts';
import { partByVerdict } from './git/verdicts.ts';

export type StagedOptions = {
  /** A folder of the work tree, usually the current one. */
  readonly cwd: string;
  /** Bytes above which a file is left unread. */
  readonly maxFileSize: number;
  /** Null: every content is read. */
  readonly findVerdict: FindVerdict | null;
};

type SizedFile = ChangedFile & { readonly id: string; readonly size: number };

/** Outside a repository `git diff` says only that it knows no `--cached`; another command knows why there is none. */
function failToList(cwd: string, reason: string): never {
  const where = tryGit({ cwd, args: ['rev-parse', '--git-dir'] });
  throw new GateError(
    `git could not list the staged changes: ${where.ok ? reason : where.reason}.`,
    'Run gate inside a git repository, or name the files to scan.',
  );
}

/** `damaged` when git could not look for renames, which reads contents. */
type StagedFiles = { readonly files: readonly ChangedFile[]; readonly damaged: boolean };

/** Unborn HEAD, merges and temporary indexes are git's own business here. */
function listStagedFiles(cwd: string): StagedFiles {
  const args = ['diff', '--cached', '--raw', '-z', '--no-abbrev', ...DIFF_OPTIONS];
  const first = tryGit({ cwd, args });
  const outcome = first.ok || first.status !== 128 ? first : tryGit({ cwd, args: [...args, '--no-renames'] });
  if (!outcome.ok) return failToList(cwd, outcome.reason);
  const files = readRawDiff(outcome.output) ?? failToList(cwd, 'its output could not be read');
  return { files, damaged: !first.ok };
}

const placeOf = (file: ChangedFile): BlobPlace => ({
  path: file.path,
  id: file.newId,
  mode: file.newMode,
  before: hasOldText(file) ? file.oldId : null,
  commit: null,
});

/** Asks git for the added lines of the files that had lines before; it is named the files when it must not look at others. */
function compare(
  cwd: string,
  files: readonly SizedFile[],
  sizes: ReadonlyMap<string, number>,
  scoped: boolean,
): AddedLines {
  const old = files.filter(hasOldText);
  const comparable = old.filter(file => (sizes.get(file.oldId) ?? Number.POSITIVE_INFINITY) <= MAX_OLD_SIZE);
  return readAddedLines(cwd, comparable, sizes, scoped || comparable.length < old.length);
}

/**
 * Yields one chunk for each staged file that gains lines, in git's order, with paths from the top of the work tree. Files
 * that are binary, too big, Git LFS pointers, missing from the object store or in conflict are diagnostics; deleted files,
 * submodules, and renames or modes without new lines are nothing. Throws a GateError when git is missing or can't list the
 * changes.
 */
export function* stagedSource(options: StagedOptions): Generator<SourceItem> {
  const { cwd, maxFileSize } = options;
  const { files, damaged } = listStagedFiles(cwd);
  for (const { status, path } of files) {
    if (status === 'U')
      yield report('git-failed', path, 'is in conflict in the index; resolve it and stage it before the scan');
  }
  const changed = files.filter(holdsNewText);
  if (changed.length === 0) return;
  const sizes = readSizes(
    cwd,
    changed.flatMap(file => (hasOldText(file) ? [file.newId, file.oldId] : [file.newId])),
  );
  const readable: SizedFile[] = [];
  for (const file of changed) {
    const size = sizes.get(file.newId);
    if (size === undefined) yield reportBroken(placeOf(file));
    else if (size > maxFileSize) yield reportTooBig(file.path, size, maxFileSize);
    else readable.push({ ...file, id: file.newId, size });
  }
  const { byPair, failures } = compare(cwd, readable, sizes, damaged || readable.length < changed.length);
  for (const diagnostic of failures) yield { kind: 'diagnostic', diagnostic };
  const addedIn = (file: SizedFile) => (hasOldText(file) ? (byPair.get(pairKey(file)) ?? null) : null);
  const wanted = readable.filter(file => addedIn(file)?.length !== 0);
  const { unknown, clean } = partByVerdict(wanted, addedIn, options.findVerdict);
  yield* clean;
  let index = 0;
  for (const blob of readBlobs(cwd, unknown)) {
    const file = unknown[index++];
    if (file !== undefined) yield makeBlobItem(placeOf(file), blob, addedIn(file));
  }
}
