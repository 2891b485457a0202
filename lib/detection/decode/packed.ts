/** Decodes runs of base64 and hexadecimal, with gzip inside them, when what comes out is text. */

import { isUtf8 } from 'node:buffer';
import type { Span } from '../../model/span.ts';
import { DIGITS, HEX_DIGITS, LOWER_CASE, mark, UPPER_CASE } from '../../text/byte-set.ts';
import { decodeText } from '../../text/encoding.ts';
import type { Runs } from '../../text/token-runs.ts';
import type { Step } from './layer.ts';
import { wholeStep } from './layer.ts';
import { endOfBase64, isHex, LONGEST_RUN, SHORTEST_BASE64, SHORTEST_HEX } from './runs.ts';

/** Least share of the decoded bytes that must be printable. */
const PRINTABLE_SHARE = 0.95;
/** Decoded bytes that are looked at before anything is decoded in earnest. */
const HEAD = 12;

/** What the characters of either alphabet of base64 stand for. */
const SEXTETS = new Uint8Array(256);
[...`${UPPER_CASE}${LOWER_CASE}${DIGITS}`].forEach((char, value) => {
  mark(SEXTETS, char, value);
});
mark(SEXTETS, '+-', 62);
mark(SEXTETS, '/_', 63);

const NIBBLES = new Uint8Array(256);
[...HEX_DIGITS].forEach(digit => {
  mark(NIBBLES, digit, Number.parseInt(digit, 16));
});

const PRINTABLE = Uint8Array.from({ length: 256 }, (_, code) =>
  (code >= 0x20 && code < 0x7f) || code === 9 || code === 10 || code === 13 ? 1 : 0,
);

const head = new Uint8Array(HEAD);

/** The three bytes that four characters of base64 stand for, as one number. */
const readQuad = (bytes: Uint8Array, at: number): number =>
  ((SEXTETS[bytes[at] as number] as number) << 18) |
  ((SEXTETS[bytes[at + 1] as number] as number) << 12) |
  ((SEXTETS[bytes[at + 2] as number] as number) << 6) |
  (SEXTETS[bytes[at + 3] as number] as number);

function readBase64Head(bytes: Uint8Array, start: number): void {
  for (let quad = 0; quad < HEAD / 3; quad++) {
    const bits = readQuad(bytes, start + quad * 4);
    head[quad * 3] = bits >> 16;
    head[quad * 3 + 1] = (bits >> 8) & 255;
    head[quad * 3 + 2] = bits & 255;
  }
}

function readHexHead(bytes: Uint8Array, start: number): void {
  for (let at = 0; at < HEAD; at++) {
    head[at] =
      ((NIBBLES[bytes[start + at * 2] as number] as number) << 4) |
      (NIBBLES[bytes[start + at * 2 + 1] as number] as number);
  }
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;

/** What three bytes may begin, as bits: printable text or its low half of UTF-16, gzip, text behind a byte order mark. */
const PLAIN = 1;
const GZIP = 2;
const UTF8_MARK = 4;
const UTF16_MARK = 8;

const bitsOf = (plain: (byte: number) => boolean, gzip: number, utf8: number, utf16: number | null): Uint8Array =>
  Uint8Array.from(
    { length: 256 },
    (_, byte) =>
      (plain(byte) ? PLAIN : 0) |
      (byte === gzip ? GZIP : 0) |
      (byte === utf8 ? UTF8_MARK : 0) |
      (utf16 === null || byte === utf16 ? UTF16_MARK : 0),
  );

const isPrintable = (byte: number): boolean => PRINTABLE[byte] === 1;
const FIRST = bitsOf(isPrintable, 0x1f, 0xef, 0xff);
const SECOND = bitsOf(byte => isPrintable(byte) || byte === 0, 0x8b, 0xbb, 0xfe);
const THIRD = bitsOf(isPrintable, 8, 0xbf, null);

/** The bits of what may begin with these three bytes, the first of them on the left; 0 for nothing. */
const beginningOf = (bits: number): number =>
  (FIRST[bits >> 16] as number) & (SECOND[(bits >> 8) & 255] as number) & (THIRD[bits & 255] as number);

/** The first look at a run: nearly all of them are turned away here. */
const mayHoldText = (bytes: Uint8Array, start: number, end: number): boolean =>
  beginningOf(readQuad(bytes, start)) !== 0 || (end - start >= SHORTEST_HEX && isHex(bytes, start + 2, start + 8));

/** Whether the head is that of a text. */
function headIsText(): boolean {
  const beginning = beginningOf(((head[0] as number) << 16) | ((head[1] as number) << 8) | (head[2] as number));
  if (beginning === 0) return false;
  if (beginning !== PLAIN) return true;
  for (let at = 3; at < HEAD; at++) {
    if (PRINTABLE[head[at] as number] === 0 && (head[at] !== 0 || at % 2 === 0)) return false;
  }
  return true;
}

function isText(bytes: Buffer): boolean {
  const high = isUtf8(bytes) ? 1 : 0;
  let printable = 0;
  for (const byte of bytes) printable += byte < 0x80 ? (PRINTABLE[byte] ?? 0) : high;
  return printable >= bytes.length * PRINTABLE_SHARE;
}

/** Unpacks gzip into at most `most` bytes; null when it is broken or larger. */
function gunzip(bytes: Buffer, most: number): Buffer | null {
  try {
    return process.getBuiltinModule('node:zlib').gunzipSync(bytes, { maxOutputLength: Math.max(1, most) });
  } catch {
    return null;
  }
}

function toStep(decoded: Buffer, encoding: 'base64' | 'hex', span: Span, most: number): Step | null {
  const zipped = isGzip(decoded);
  const bytes = zipped ? gunzip(decoded, most) : decoded;
  if (bytes === null || bytes.length > most) return null;
  const text = decodeText(bytes);
  if (text.kind === 'binary' || text.bytes.length === 0 || !isText(text.bytes)) return null;
  return wholeStep(text.bytes, zipped ? [encoding, 'gzip'] : [encoding], span);
}

function decodeRun(bytes: Buffer, run: Span, most: number): Step | null {
  const end = Math.min(run.end, run.start + LONGEST_RUN);
  const prefixed = bytes[run.start] === 48 && ((bytes[run.start + 1] as number) | 32) === 120;
  const start =
    prefixed || (bytes[run.start] === 120 && bytes[run.start - 1] === 92) ? run.start + (prefixed ? 2 : 1) : run.start;
  if (end - start >= SHORTEST_HEX && (end - start) % 2 === 0 && isHex(bytes, start, end)) {
    readHexHead(bytes, start);
    if (headIsText())
      return toStep(Buffer.from(bytes.toString('latin1', start, end), 'hex'), 'hex', { start, end }, most);
  }
  readBase64Head(bytes, run.start);
  if (!headIsText()) return null;
  const stop = endOfBase64(bytes, run.start, end);
  const decoded = Buffer.from(bytes.toString('latin1', run.start, stop), 'base64');
  return toStep(decoded, 'base64', { start: run.start, end: stop }, most);
}

/** Texts in base64 or hexadecimal that begin with one of `runs` in `own`; each at most `most()` bytes, asked before each. */
export function decodePacked(
  bytes: Buffer,
  runs: Runs,
  own: Span,
  most: () => number,
  keep: (step: Step) => void,
): void {
  let done = own.start;
  for (let run = 0; run < runs.length; run += 2) {
    const start = runs[run] as number;
    const end = runs[run + 1] as number;
    if (start < done || start >= own.end || end - start < SHORTEST_BASE64 || !mayHoldText(bytes, start, end)) continue;
    const step = decodeRun(bytes, { start, end }, most());
    if (step === null) continue;
    done = step.place(0, 0).end;
    keep(step);
  }
}
