/** Decodes runs of base64 and hexadecimal, with gzip inside them, when what comes out is text. */

import { isUtf8 } from 'node:buffer';
import type { Span } from '../../model/span.ts';
import { decodeText } from '../../text/encoding.ts';
import type { Step } from './layer.ts';
import { wholeStep } from './layer.ts';
import { endOfBase64, isHex, SHORTEST_BASE64, SHORTEST_HEX } from './runs.ts';

/** Least share of the decoded bytes that must be printable. */
const PRINTABLE_SHARE = 0.95;
/** Decoded bytes that are looked at before anything is decoded in earnest. */
const HEAD = 12;

const SEXTETS = Uint8Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code);
  const at = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(char);
  return at !== -1 ? at : char === '-' ? 62 : char === '_' ? 63 : 0;
});

const NIBBLES = Uint8Array.from({ length: 256 }, (_, code) => Number.parseInt(String.fromCharCode(code), 16) || 0);

const PRINTABLE = Uint8Array.from({ length: 256 }, (_, code) =>
  (code >= 0x20 && code < 0x7f) || code === 9 || code === 10 || code === 13 ? 1 : 0,
);

const head = new Uint8Array(HEAD);

function readBase64Head(bytes: Uint8Array, start: number): void {
  for (let quad = 0; quad < HEAD / 3; quad++) {
    const at = start + quad * 4;
    const bits =
      ((SEXTETS[bytes[at] as number] as number) << 18) |
      ((SEXTETS[bytes[at + 1] as number] as number) << 12) |
      ((SEXTETS[bytes[at + 2] as number] as number) << 6) |
      (SEXTETS[bytes[at + 3] as number] as number);
    head[quad * 3] = bits >> 16;
    head[quad * 3 + 1] = (bits >> 8) & 255;
    head[quad * 3 + 2] = bits & 255;
    if (quad === 0 && !mayBeginText()) return;
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
const isMarked = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) || (bytes[0] === 0xff && bytes[1] === 0xfe);

/** Whether three bytes may begin a text: printable, the low half of UTF-16, a byte order mark, or gzip. */
const mayBeginText = (): boolean =>
  (PRINTABLE[head[0] as number] === 1 &&
    (PRINTABLE[head[1] as number] === 1 || head[1] === 0) &&
    PRINTABLE[head[2] as number] === 1) ||
  isGzip(head) ||
  isMarked(head);

/** Whether the head is that of a text. */
function headIsText(): boolean {
  if (!mayBeginText()) return false;
  if (isGzip(head) || isMarked(head)) return true;
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
  const { end } = run;
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

/** Texts in base64 or hexadecimal that begin with one of `runs`; each at most `most()` bytes, asked before each. */
export function decodePacked(
  bytes: Buffer,
  runs: readonly Span[],
  most: () => number,
  keep: (step: Step) => void,
): void {
  let done = 0;
  for (const run of runs) {
    if (run.start < done || run.end - run.start < SHORTEST_BASE64) continue;
    const step = decodeRun(bytes, run, most());
    if (step === null) continue;
    done = step.place(0, 0).end;
    keep(step);
  }
}
