/** Reads a text of any length in constant memory: whole when it fits into one buffer, else as pieces that overlap. */

import type { Chunk, Origin } from '../model/chunk.ts';
import type { SourceItem } from '../model/source.ts';
import type { Position } from '../model/span.ts';
import { createDecoder, detectEncoding, type Encoding, markLength, type WideEncoding } from '../text/encoding.ts';
import { positionAt } from '../text/lines.ts';

/** Reads up to `length` bytes into `target` at `offset` and returns how many; 0 at the end of the text, and again after it. */
export type ReadBytes = (target: Buffer, offset: number, length: number) => number;

export type PieceText = {
  readonly path: string;
  readonly origin: Origin;
  /** What the caller has read already: it comes first. */
  readonly head?: Buffer;
  /** Asked once, when the start of the text is read: says why the text must not be scanned, or null. */
  readonly refuse?: (start: TextStart) => SourceItem | null;
};

/** `length` bytes have been read; `whole` says that there are no more. */
export type TextStart = { readonly length: number; readonly whole: boolean };

export type PieceSizes = {
  /** Least number of bytes that a piece owns, but for the last one; more than 8. */
  readonly piece: number;
  /** Bytes of context on both sides of it. */
  readonly margin: number;
};

export const PIECE = 4 * 1024 * 1024;
export const MARGIN = 64 * 1024;

const USUAL: PieceSizes = { piece: PIECE, margin: MARGIN };
const START: Position = { line: 1, column: 1 };
/** Read of a text before it is looked at: enough to tell that it is binary, so that nothing more of it is read. */
const HEAD = 64 * 1024;
/** How much of a wide text is decoded at a time. */
const BLOCK = 64 * 1024;

let shared: Buffer | null = null;

/** The usual buffer is made once and used again for every text. One byte more than fits tells a longer text from one that fits. */
function takeBuffer(sizes: PieceSizes): Buffer {
  const length = sizes.piece + 2 * sizes.margin + 1;
  if (sizes !== USUAL) return Buffer.allocUnsafeSlow(length);
  shared ??= Buffer.allocUnsafeSlow(length);
  return shared;
}

/** A text on its way through the buffer. */
type Reading = {
  readonly buffer: Buffer;
  read: ReadBytes;
  /** Bytes in the buffer. */
  length: number;
  ended: boolean;
};

/** Reads until the buffer holds `most` bytes, or all that there are. */
function fill(reading: Reading, most: number = reading.buffer.length): void {
  const { buffer } = reading;
  while (!reading.ended && reading.length < most) {
    const count = reading.read(buffer, reading.length, most - reading.length);
    if (count > 0) reading.length += count;
    else reading.ended = true;
  }
}

/** Reads `head` and then what `read` gives. */
function readBehind(head: Buffer, read: ReadBytes): ReadBytes {
  let at = 0;
  return (target, offset, length) => {
    if (at === head.length) return read(target, offset, length);
    const count = head.copy(target, offset, at, Math.min(head.length, at + length));
    at += count;
    return count;
  };
}

/** Reads a text in a wide encoding, mark included, as UTF-8. */
function readDecoded(encoding: WideEncoding, read: ReadBytes): ReadBytes {
  const decode = createDecoder(encoding);
  const block = Buffer.allocUnsafe(BLOCK);
  let decoded = Buffer.alloc(0);
  let ended = false;
  let first = true;
  return (target, offset, length) => {
    while (decoded.length === 0 && !ended) {
      const count = read(block, 0, block.length);
      ended = count <= 0;
      const raw = block.subarray(0, Math.max(0, count));
      decoded = Buffer.from(decode(first ? raw.subarray(markLength(raw, encoding)) : raw, ended));
      first = false;
    }
    const count = decoded.copy(target, offset, 0, length);
    decoded = decoded.subarray(count);
    return count;
  };
}

/** Afterwards the buffer, which holds the start of a text in `encoding`, begins with text that needs no decoding. */
function decodeStart(reading: Reading, encoding: Exclude<Encoding, 'binary'>): void {
  const { buffer } = reading;
  const raw = buffer.subarray(0, reading.length);
  if (encoding === 'bytes') {
    const mark = markLength(raw, encoding);
    if (mark > 0) {
      buffer.copyWithin(0, mark, reading.length);
      reading.length -= mark;
    }
  } else {
    reading.read = readDecoded(encoding, readBehind(Buffer.from(raw), reading.read));
    reading.length = 0;
    reading.ended = false;
  }
  fill(reading);
}

/** The greatest offset up to `at` that is not within a UTF-8 sequence; `at` itself where the bytes are not UTF-8. */
function cutBefore(bytes: Buffer, at: number): number {
  for (let cut = at; cut >= 0 && cut > at - 4; cut--) {
    const byte = bytes[cut] ?? 0;
    if ((byte & 0xc0) !== 0x80) return byte >= 0xc0 ? cut : at;
  }
  return at;
}

/** The pieces of a text that does not fit into the buffer, which is full. */
function* cutPieces(
  reading: Reading,
  text: Omit<Chunk, 'bytes' | 'offset' | 'start' | 'own' | 'continued'>,
  margin: number,
): Generator<SourceItem> {
  const { buffer } = reading;
  let offset = 0;
  let start = START;
  let own = 0;
  for (;;) {
    const { ended, length } = reading;
    const end = ended ? length : cutBefore(buffer, length - 1);
    const ownEnd = ended ? length : cutBefore(buffer, end - margin);
    const bytes = buffer.subarray(0, end);
    const chunk: Chunk = { ...text, bytes, offset, start, own: { start: own, end: ownEnd }, continued: offset > 0 };
    yield { kind: 'chunk', chunk } satisfies SourceItem;
    if (ended) return;
    const next = cutBefore(buffer, Math.max(0, ownEnd - margin));
    start = positionAt(bytes, start, next);
    buffer.copyWithin(0, next, length);
    reading.length -= next;
    offset += next;
    own = ownEnd - next;
    fill(reading);
  }
}

/** What reading a text yields: a list where one item is all, and else a generator that goes on reading. */
export type TextItems = readonly SourceItem[] | Generator<SourceItem>;

/** Most texts are one chunk, and there are many of them: the hot path makes few objects, of one shape. */
function wholeChunk({ path, origin }: PieceText, bytes: Buffer): SourceItem {
  const own = { start: 0, end: bytes.length };
  return { kind: 'chunk', chunk: { path, origin, added: null, bytes, offset: 0, start: START, own, continued: false } };
}

/**
 * Reads one text to its end and gives it as chunks in UTF-8 or an 8-bit encoding, without a byte order mark; offsets count
 * the bytes of the decoded text. A text of up to 4 MiB and twice the margin is one chunk, an empty one too. Of a longer one
 * each chunk has 64 KiB of context on both sides of the region that it owns; the regions partition the text, and no edge
 * lies within a UTF-8 sequence. Binary is one diagnostic. All texts share one buffer: finish with one before the next.
 * The start of the text is read by the call, the rest as chunks are asked for. Throws what `read` throws.
 */
export function readPieces(read: ReadBytes, text: PieceText, sizes: PieceSizes = USUAL): TextItems {
  const { path, origin, head, refuse } = text;
  const buffer = takeBuffer(sizes);
  const reading: Reading = {
    buffer,
    read: head === undefined ? read : readBehind(head, read),
    length: 0,
    ended: false,
  };
  fill(reading, Math.min(HEAD, buffer.length));
  const encoding = detectEncoding(buffer.subarray(0, reading.length));
  if (encoding !== 'binary') fill(reading);
  const refused = refuse?.({ length: reading.length, whole: reading.ended });
  if (refused) return [refused];
  if (encoding === 'binary') {
    return [{ kind: 'diagnostic', diagnostic: { kind: 'binary', path, message: 'is binary' } }];
  }
  decodeStart(reading, encoding);
  if (reading.ended) return [wholeChunk(text, buffer.subarray(0, reading.length))];
  return cutPieces(reading, { path, origin, added: null }, sizes.margin);
}
