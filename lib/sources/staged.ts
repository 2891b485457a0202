/**
 * What `git commit` would record: the staged content of each changed file whole, with the lines that the change adds. The
 * index that git's environment names is read, never the work tree.
 */

import type { Diagnostic, DiagnosticKind } from '../model/diagnostic.ts';
import { GateError } from '../model/failure.ts';
import type { SourceItem } from '../model/source.ts';
import type { LineRange } from '../model/span.ts';
import { decodeText } from '../text/encoding.ts';
import { type AddedLines, DIFF_OPTIONS, pairKey, readAddedLines } from './git/added-lines.ts';
import { isLfsPointer } from './git/lfs-pointer.ts';
import { readBlobs, readSizes } from './git/objects.ts';
import { tryGit } from './git/plumbing.ts';
import { type ChangedFile, GITLINK_MODE, readRawDiff, SYMLINK_MODE } from './git/raw-diff.ts';

export type StagedOptions = {
  /** A folder of the work tree, usually the current one. */
  readonly cwd: string;
  /** Bytes above which a file is left unread. */
  readonly maxFileSize: number;
};

/** A previous content longer than this is not compared with: all lines of the new one count. */
const MAX_OLD_SIZE = 256_000_000;

type SizedFile = ChangedFile & { readonly id: string; readonly size: number };

const report = (kind: DiagnosticKind, path: string, message: string): SourceItem => ({
  kind: 'diagnostic',
  diagnostic: { kind, path, message } satisfies Diagnostic,
});

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

const holdsNewText = (file: ChangedFile): boolean =>
  file.newMode !== GITLINK_MODE && file.newId !== file.oldId && !'DUX'.includes(file.status);

const hasOldText = (file: ChangedFile): boolean =>
  file.oldMode !== GITLINK_MODE && (file.status === 'M' || file.status === 'R');

/**
 * The lines of `added` (counted by git in line feed bytes) as lines of the decoded text. Null, which means all of them,
 * when decoding changed the number of line feed bytes: in UTF-16 other characters hold such a byte too.
 */
function keepLines(added: readonly LineRange[] | null, raw: Buffer, text: Buffer): readonly LineRange[] | null {
  if (added === null || raw === text || raw.length === text.length) return added;
  return countLines(raw) === countLines(text) ? added : null;
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

function makeItem(file: SizedFile, blob: Buffer | null, added: readonly LineRange[] | null): SourceItem {
  const { path } = file;
  if (blob === null) return reportBroken(file);
  if (isLfsPointer(blob))
    return report('lfs-pointer', path, 'is a Git LFS pointer; the file itself is not in the commit');
  const decoded = file.newMode === SYMLINK_MODE ? { kind: 'text' as const, bytes: blob } : decodeText(blob);
  if (decoded.kind === 'binary') return report('binary', path, 'is binary');
  const { bytes } = decoded;
  return {
    kind: 'chunk',
    chunk: {
      path,
      bytes,
      origin: 'staged',
      offset: 0,
      start: { line: 1, column: 1 },
      own: { start: 0, end: bytes.length },
      continued: false,
      added: keepLines(added, blob, bytes),
      blobs: { before: hasOldText(file) ? file.oldId : null, after: file.newId },
    },
  };
}

const reportBroken = (file: ChangedFile): SourceItem =>
  report(
    'broken-object',
    file.path,
    `its staged content (object ${file.newId.slice(0, 12)}) is missing or damaged; run git fsck, or stage the file again`,
  );

const reportTooBig = (file: ChangedFile, size: number, limit: number): SourceItem =>
  report('too-big', file.path, `has ${size} bytes, more than the ${limit} that --max-file-size allows`);

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
    if (size === undefined) yield reportBroken(file);
    else if (size > maxFileSize) yield reportTooBig(file, size, maxFileSize);
    else readable.push({ ...file, id: file.newId, size });
  }
  const { byPair, failures } = compare(cwd, readable, sizes, damaged || readable.length < changed.length);
  for (const diagnostic of failures) yield { kind: 'diagnostic', diagnostic };
  const addedIn = (file: SizedFile) => (hasOldText(file) ? (byPair.get(pairKey(file)) ?? null) : null);
  const wanted = readable.filter(file => addedIn(file)?.length !== 0);
  let index = 0;
  for (const blob of readBlobs(cwd, wanted)) {
    const file = wanted[index++];
    if (file !== undefined) yield makeItem(file, blob, addedIn(file));
  }
}
