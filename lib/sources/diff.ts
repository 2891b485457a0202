/** A unified diff as a source: each hunk's new side is a chunk, and the lines that the diff adds are the ones that count. */

import type { SourceItem } from '../model/source.ts';
import { decodeText } from '../text/encoding.ts';
import { type DiffPart, readUnifiedDiff } from '../text/unified-diff.ts';

type Hunk = Extract<DiffPart, { kind: 'hunk' }>;

function makeItem(hunk: Hunk): SourceItem {
  const { path, newStart, offset, continued, added, blobs } = hunk;
  const decoded = hunk.bytes.includes(0) ? decodeText(hunk.bytes) : { kind: 'text' as const, bytes: hunk.bytes };
  if (decoded.kind === 'binary') {
    return { kind: 'diagnostic', diagnostic: { kind: 'binary', path, message: 'is binary' } };
  }
  const { bytes } = decoded;
  const start = { line: newStart, column: 1 };
  const own = { start: 0, end: bytes.length };
  const chunk = { path, bytes, origin: 'stdin' as const, offset, start, own, continued, added };
  return { kind: 'chunk', chunk: blobs === null ? chunk : { ...chunk, blobs } };
}

function makeDiagnostic(part: Exclude<DiffPart, Hunk>): SourceItem {
  const { path, line } = part;
  if (part.kind === 'binary') return { kind: 'diagnostic', diagnostic: { kind: 'binary', path, message: 'is binary' } };
  const message = `${part.reason}; what could be read was scanned. Make the diff again, or scan the files themselves`;
  return { kind: 'diagnostic', diagnostic: { kind: 'truncated-diff', path, line, message } };
}

/**
 * Yields one chunk for each hunk of `diff` (UTF-8 or an 8-bit encoding, without byte order mark) that adds lines, with the
 * new file's path and line numbers, and a diagnostic for each binary file and for a diff that is cut short.
 * A diff without a hunk yields nothing. Text between the files, such as a commit's message, is no part of a diff.
 */
export function* diffSource(diff: Buffer): Generator<SourceItem> {
  for (const part of readUnifiedDiff(diff)) yield part.kind === 'hunk' ? makeItem(part) : makeDiagnostic(part);
}
