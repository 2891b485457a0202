/** Tells text from binary and turns UTF-16 and UTF-32 into UTF-8, so that detectors see one encoding only. */

/** `bytes` is UTF-8 or an 8-bit encoding: text that is left as it is. */
export type Encoding = 'bytes' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | 'binary';

export type WideEncoding = Exclude<Encoding, 'bytes' | 'binary'>;

export type Decoded = { readonly kind: 'text'; readonly bytes: Buffer } | { readonly kind: 'binary' };

/** Turns the bytes of a text into UTF-8, one piece after the other; `last` says that no more follow. */
export type Decoder = (raw: Buffer, last: boolean) => Buffer;

/** How far git looks for a NUL (`buffer_is_binary` in its xdiff-interface.c). */
const SAMPLE = 8000;

const BYTE_ORDER_MARKS = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['bytes', [0xef, 0xbb, 0xbf]],
] as const;

/** Least share of a text without a mark that must be ASCII before it is taken for UTF-16. */
const ASCII_SHARE = 0.7;

/** Nearly all texts are told by it to begin with no mark. */
const mayBeMark = (first: number | undefined): boolean =>
  first === 0xef || first === 0xff || first === 0xfe || first === 0;

/** Length of a byte order mark at the start of a text in `encoding`, in bytes; 0 where there is none. */
export function markLength(bytes: Buffer, encoding: Encoding): number {
  if (!mayBeMark(bytes[0])) return 0;
  for (const [owner, mark] of BYTE_ORDER_MARKS) {
    if (owner === encoding && bytes[0] === mark[0] && mark.every((byte, index) => bytes[index] === byte)) {
      return mark.length;
    }
  }
  return 0;
}

function findMark(bytes: Buffer): WideEncoding | null {
  if (!mayBeMark(bytes[0])) return null;
  for (const [encoding] of BYTE_ORDER_MARKS) {
    if (encoding !== 'bytes' && markLength(bytes, encoding) > 0) return encoding;
  }
  return null;
}

const isAsciiText = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13);
const isLatin = (byte: number): boolean => byte >= 0xa0;

/** Whether NULs stand in one half of the sample's units only, beside characters that stand in texts, and in most units. */
function looksWide(bytes: Buffer, high: 0 | 1): boolean {
  const units = Math.min(bytes.length, SAMPLE) >> 1;
  let ascii = 0;
  for (let at = 0; at < units * 2; at += 2) {
    const low = bytes[at + 1 - high] ?? 0;
    if (low === 0) return false;
    if (bytes[at + high] !== 0) continue;
    if (isAsciiText(low)) ascii++;
    else if (!isLatin(low)) return false;
  }
  return ascii >= 2 && ascii >= units * ASCII_SHARE;
}

/** A NUL character in a text that a mark calls UTF-16 or UTF-32: git's test, in its own units. */
function holdsNulUnit(bytes: Buffer, width: 2 | 4): boolean {
  const end = Math.min(bytes.length, SAMPLE) - width + 1;
  for (let at = 0; at < end; at += width) {
    if (bytes[at] === 0 && bytes[at + 1] === 0 && (width === 2 || (bytes[at + 2] === 0 && bytes[at + 3] === 0))) {
      return true;
    }
  }
  return false;
}

/**
 * Tells the encoding of a text by its start; `head` is all of it or at least its first 8,000 bytes. UTF-16 is known by its
 * mark, or without one by NULs that stand in one half of its units only; any other NUL in the first 8,000 bytes means binary.
 */
export function detectEncoding(head: Buffer): Encoding {
  const marked = findMark(head);
  if (marked !== null) return holdsNulUnit(head, marked.startsWith('utf-16') ? 2 : 4) ? 'binary' : marked;
  const nul = head.indexOf(0);
  if (nul === -1 || nul >= SAMPLE) return 'bytes';
  if (looksWide(head, 1)) return 'utf-16le';
  return looksWide(head, 0) ? 'utf-16be' : 'binary';
}

const readUtf16 = (units: Buffer, little: boolean): string =>
  little ? units.toString('utf16le') : Buffer.from(units).swap16().toString('utf16le');

/** What is no code point becomes U+FFFD, as lone surrogates of UTF-16 do. */
function readUtf32(units: Buffer, little: boolean): string {
  const parts: string[] = [];
  for (let at = 0; at < units.length; at += 4) {
    const point = little ? units.readUInt32LE(at) : units.readUInt32BE(at);
    parts.push(point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point));
  }
  return parts.join('');
}

const endsInHighSurrogate = (text: string): boolean => (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;

/**
 * A decoder for a text that is read in pieces, its mark cut off by the caller. It keeps a unit or a surrogate pair that a
 * piece ends within for the next one; units that are no character become U+FFFD and a unit cut short at the end is dropped.
 */
export function createDecoder(encoding: WideEncoding): Decoder {
  const wide = encoding.startsWith('utf-32');
  const little = encoding.endsWith('le');
  const width = wide ? 4 : 2;
  let rest: Buffer = Buffer.alloc(0);
  let high = '';
  return (raw, last) => {
    const bytes = rest.length === 0 ? raw : Buffer.concat([rest, raw]);
    const whole = bytes.length - (bytes.length % width);
    rest = Buffer.from(bytes.subarray(whole));
    const units = bytes.subarray(0, whole);
    const text = high + (wide ? readUtf32(units, little) : readUtf16(units, little));
    const kept = !last && !wide && endsInHighSurrogate(text) ? text.length - 1 : text.length;
    high = text.slice(kept);
    return Buffer.from(text.slice(0, kept), 'utf8');
  };
}

/**
 * The text in `bytes`, which are all of it: UTF-8 and 8-bit text is a view of the same memory without its mark, UTF-16 and
 * UTF-32 are a new buffer in UTF-8.
 */
export function decodeText(bytes: Buffer): Decoded {
  const encoding = detectEncoding(bytes);
  if (encoding === 'binary') return { kind: 'binary' };
  const mark = markLength(bytes, encoding);
  const text = mark === 0 ? bytes : bytes.subarray(mark);
  return { kind: 'text', bytes: encoding === 'bytes' ? text : createDecoder(encoding)(text, true) };
}
