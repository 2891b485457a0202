/**
 * Decodes text in which characters are written as escapes: `%41`, `\u0041`, `\x41`, `&#65;`. Only stretches where several
 * escapes of printable ASCII stand close together are decoded, each with the rest of its lines.
 */

import type { Span } from '../../model/span.ts';
import type { Hits } from '../../text/automaton.ts';
import type { Encoding, Step } from './layer.ts';

/** Escapes that make a stretch worth decoding, and how far one may stand from the next, in bytes. */
const LEAST = 3;
const GAP = 64;
/** Bytes of the lines around the escapes that are part of the layer. */
const BEFORE = 256;
const BEHIND = 512;
const LONGEST = 64 * 1024;
const NEWLINE = 10;

type EscapeEncoding = Exclude<Encoding, 'base64' | 'hex' | 'gzip'>;

/** An escape read at some offset: its value and its length in bytes. `raw` is a byte, else it is a code point. */
type Escape = { readonly value: number; readonly length: number; readonly raw: boolean };

type Reader = (bytes: Buffer, at: number) => Escape | null;

/** The digits of radix 16 or 10 from `at` to `end` as a number; -1 where there is something else or nothing. */
function readNumber(bytes: Buffer, at: number, end: number, radix: 10 | 16): number {
  if (end > bytes.length || end <= at) return -1;
  let value = 0;
  for (let index = at; index < end; index++) {
    const byte = bytes[index] as number;
    const letter = byte | 32;
    const digit = byte >= 48 && byte <= 57 ? byte - 48 : letter >= 97 && letter <= 102 ? letter - 87 : 99;
    if (digit >= radix) return -1;
    value = value * radix + digit;
  }
  return value;
}

const fixed =
  (prefix: number, digits: number, raw: boolean): Reader =>
  (bytes, at) => {
    const value = readNumber(bytes, at + prefix, at + prefix + digits, 16);
    return value === -1 ? null : { value, length: prefix + digits, raw };
  };

const NAMED: readonly (readonly [string, number])[] = [
  ['quot;', 34],
  ['amp;', 38],
  ['apos;', 39],
  ['lt;', 60],
  ['gt;', 62],
];

const readEntity: Reader = (bytes, at) => {
  if (bytes[at + 1] !== 35) {
    const name = bytes.toString('latin1', at + 1, at + 6);
    const found = NAMED.find(([entity]) => name.startsWith(entity));
    return found === undefined ? null : { value: found[1], length: found[0].length + 1, raw: false };
  }
  const hex = ((bytes[at + 2] ?? 0) | 32) === 120;
  const from = at + (hex ? 3 : 2);
  const end = bytes.subarray(from, from + 8).indexOf(59);
  const value = end < 1 ? -1 : readNumber(bytes, from, from + end, hex ? 16 : 10);
  return value === -1 || value > 0x10ffff ? null : { value, length: from + end + 1 - at, raw: false };
};

type Family = {
  readonly encoding: EscapeEncoding;
  /** What an escape that counts begins with. */
  readonly needle: Buffer;
  /** The same, as keywords that most texts do not hold. */
  readonly keywords: readonly string[];
  /** What any escape of the family begins with. */
  readonly sign: Buffer;
  readonly read: Reader;
};

const family = (
  encoding: EscapeEncoding,
  needle: string,
  sign: string,
  read: Reader,
  keywords: readonly string[] = [needle],
): Family => ({ encoding, needle: Buffer.from(needle), keywords, sign: Buffer.from(sign), read });

const FAMILIES: readonly Family[] = [
  family('percent', '%', '%', fixed(1, 2, true), ['%2', '%3', '%4', '%5', '%6', '%7']),
  family('unicode', '\\u00', '\\u', fixed(2, 4, false)),
  family('hex-escape', '\\x', '\\x', fixed(2, 2, true)),
  family('entity', '&#', '&', readEntity),
];

/** What the search for keywords should find, so that texts without escapes are told by its hits. */
export const ESCAPE_KEYWORDS: readonly string[] = FAMILIES.flatMap(({ keywords }) => keywords);

/** How many escapes of each family a text may hold, at most; null where nobody knows. */
export type EscapeCounts = ArrayLike<number> | null;

/**
 * Makes the function that counts escapes among the hits of `keywords`; its answer is good until it is asked again. It knows
 * nothing where those of `ESCAPE_KEYWORDS` are not among the keywords.
 */
export function createEscapeCounter(keywords: readonly string[]): (hits: Hits) => EscapeCounts {
  const others = FAMILIES.length;
  const familyOf = new Uint8Array(keywords.length).fill(others);
  for (const [number, family] of FAMILIES.entries()) {
    for (const keyword of family.keywords) {
      const at = keywords.indexOf(keyword);
      if (at === -1) return () => null;
      familyOf[at] = number;
    }
  }
  const counts = new Uint32Array(others + 1);
  return hits => {
    counts.fill(0);
    for (let hit = 0; hit < hits.count; hit++) {
      const number = familyOf[hits.keywords[hit] as number] as number;
      counts[number] = (counts[number] as number) + 1;
    }
    return counts;
  };
}

const counts = ({ value }: Escape): boolean => value >= 0x20 && value < 0x7f;

const startsWith = (bytes: Buffer, at: number, sign: Buffer): boolean =>
  bytes[at] === sign[0] && (sign.length === 1 || bytes[at + 1] === sign[1]);

/**
 * Stretches from the first to behind the last of at least three escapes close together; the first lies in `own`, at `first`
 * or behind it.
 */
function findStretches(bytes: Buffer, { needle, read }: Family, first: number, own: Span): Span[] {
  const stretches: Span[] = [];
  let [start, end, count] = [0, 0, 0];
  const close = (): void => {
    if (count >= LEAST && start < own.end) stretches.push({ start, end });
    count = 0;
  };
  let at = first;
  while (at !== -1 && (at < own.end || count > 0)) {
    const found = read(bytes, at);
    const fits = found !== null && counts(found);
    if (count > 0 && (at - end > GAP || end - start > LONGEST)) close();
    if (fits) {
      if (count === 0) start = at;
      count += 1;
      end = at + found.length;
    }
    const next = at + (found?.length ?? 1);
    at = startsWith(bytes, next, needle) ? next : bytes.indexOf(needle, next);
  }
  close();
  return stretches;
}

/** A stretch with what stands on its lines before and behind it, within bounds. */
function widen(bytes: Buffer, { start, end }: Span): Span {
  const least = Math.max(0, start - BEFORE);
  const newline = bytes.subarray(least, start).lastIndexOf(NEWLINE);
  const tail = bytes.subarray(end, end + BEHIND);
  const lineEnd = tail.indexOf(NEWLINE);
  return { start: least + newline + 1, end: end + (lineEnd === -1 ? tail.length : lineEnd) };
}

const isHigh = (value: number): boolean => value >= 0xd800 && value < 0xdc00;
const isLow = (value: number): boolean => value >= 0xdc00 && value < 0xe000;

/** An escape of the second half of a surrogate pair right behind the first makes one character. */
function joinSurrogates(bytes: Buffer, at: number, first: Escape, read: Reader): Escape {
  if (!isHigh(first.value) || bytes[at + first.length] !== bytes[at]) return first;
  const second = read(bytes, at + first.length);
  if (second === null || !isLow(second.value)) return first;
  const value = 0x10000 + ((first.value - 0xd800) << 10) + (second.value - 0xdc00);
  return { value, length: first.length + second.length, raw: false };
}

function decodeStretch(bytes: Buffer, { start, end }: Span, { encoding, sign, read }: Family): Step {
  const out = Buffer.allocUnsafe(end - start);
  const starts = new Int32Array(end - start + 1);
  let length = 0;
  for (let at = start; at < end; ) {
    const one = startsWith(bytes, at, sign) ? read(bytes, at) : null;
    const joined = one === null ? null : joinSurrogates(bytes, at, one, read);
    if (joined === null || at + joined.length > end) {
      starts[length] = at;
      out[length++] = bytes[at++] as number;
      continue;
    }
    const size = joined.raw ? 1 : out.write(String.fromCodePoint(joined.value), length);
    if (joined.raw) out[length] = joined.value;
    starts.fill(at, length, length + size);
    length += size;
    at += joined.length;
  }
  starts[length] = end;
  const place = (from: number, to: number): Span => ({ start: starts[from] ?? start, end: starts[to] ?? end });
  return { bytes: out.subarray(0, length), encodings: [encoding], place, exact: true };
}

/** Texts with escapes that begin in `own`; each at most `most()` bytes, asked before each. */
export function decodeEscapes(
  bytes: Buffer,
  own: Span,
  counted: EscapeCounts,
  most: () => number,
  keep: (step: Step) => void,
): void {
  for (let number = 0; number < FAMILIES.length; number++) {
    if (counted !== null && (counted[number] as number) < LEAST) continue;
    const one = FAMILIES[number] as Family;
    const first = bytes.indexOf(one.needle, own.start);
    if (first === -1 || first >= own.end) continue;
    let done = 0;
    for (const stretch of findStretches(bytes, one, first, own)) {
      const wide = widen(bytes, stretch);
      const span = { start: Math.max(wide.start, done), end: wide.end };
      if (span.end <= span.start || span.end - span.start > most()) continue;
      done = span.end;
      keep(decodeStretch(bytes, span, one));
    }
  }
}
