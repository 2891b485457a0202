/** What becomes of a blob that git holds under a path: a chunk to scan, or the reason why it is none. */

import type { Commit } from '../../model/commit.ts';
import type { DiagnosticKind } from '../../model/diagnostic.ts';
import type { SourceItem } from '../../model/source.ts';
import type { LineRange } from '../../model/span.ts';
import { decodeText } from '../../text/encoding.ts';
import { isLfsPointer } from './lfs-pointer.ts';
import { SYMLINK_MODE } from './raw-diff.ts';

export type BlobPlace = {
  readonly path: string;
  /** The object id of the blob in full. */
  readonly id: string;
  readonly mode: string;
  /** The object id of the content before the change; null where there is none. */
  readonly before: string | null;
  /** Null: the blob is staged. */
  readonly commit: Commit | null;
};

export const report = (kind: DiagnosticKind, path: string, message: string): SourceItem => ({
  kind: 'diagnostic',
  diagnostic: { kind, path, message },
});

/** The blob is missing from the object store, or git can't read it. */
export function reportBroken({ path, id, commit }: BlobPlace): SourceItem {
  const object = `(object ${id.slice(0, 12)}) is missing or damaged`;
  const message =
    commit === null
      ? `its staged content ${object}; run git fsck, or stage the file again`
      : `its content in commit ${commit.id.slice(0, 12)} ${object}; run git fsck, or fetch the repository anew`;
  return report('broken-object', path, message);
}

export const reportTooBig = (path: string, size: number, limit: number): SourceItem =>
  report('too-big', path, `has ${size} bytes, more than the ${limit} that --max-file-size allows`);

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

/**
 * The lines of `added` (counted by git in line feed bytes) as lines of the decoded text. Null, which means all of them,
 * when decoding changed the number of line feed bytes: in UTF-16 other characters hold such a byte too.
 */
function keepLines(added: readonly LineRange[] | null, raw: Buffer, text: Buffer): readonly LineRange[] | null {
  if (added === null || raw === text || raw.length === text.length) return added;
  return countLines(raw) === countLines(text) ? added : null;
}

/** `added` are the lines that count, as git counts them; null is all of them. A `blob` of null is one that can't be read. */
export function makeBlobItem(place: BlobPlace, blob: Buffer | null, added: readonly LineRange[] | null): SourceItem {
  const { path, commit } = place;
  if (blob === null) return reportBroken(place);
  if (isLfsPointer(blob))
    return report('lfs-pointer', path, 'is a Git LFS pointer; the file itself is not in the commit');
  const decoded = place.mode === SYMLINK_MODE ? { kind: 'text' as const, bytes: blob } : decodeText(blob);
  if (decoded.kind === 'binary') return report('binary', path, 'is binary');
  const { bytes } = decoded;
  return {
    kind: 'chunk',
    chunk: {
      path,
      bytes,
      origin: commit === null ? 'staged' : 'commit',
      offset: 0,
      start: { line: 1, column: 1 },
      own: { start: 0, end: bytes.length },
      continued: false,
      added: keepLines(added, blob, bytes),
      blobs: { before: place.before, after: place.id },
      ...(commit === null ? {} : { commit }),
    },
  };
}
