/**
 * Finds runs of base64 and hexadecimal characters without looking at every byte: the last byte at which a run of the least
 * length could end is read first, as in the string search of Boyer and Moore, and most windows are left at once.
 */

import type { Span } from '../../model/span.ts';

export const SHORTEST_BASE64 = 24;
export const SHORTEST_HEX = 32;
/** A run is followed this far; what lies beyond is not decoded. */
export const LONGEST_RUN = 256 * 1024;
/** Base64 is broken into lines of 60, 64 or 76; shorter ones are a value each. */
const SHORTEST_LINE = 60;

const tableOf = (chars: RegExp): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, code) => (chars.test(String.fromCharCode(code)) ? 1 : 0));

const TOKEN = tableOf(/[0-9A-Za-z+/_-]/);
const HEX = tableOf(/[0-9A-Fa-f]/);
const NEWLINE = 10;
const RETURN = 13;
const EQUALS = 61;

export const isHex = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let at = start; at < end; at++) if (HEX[bytes[at] as number] === 0) return false;
  return true;
};

/**
 * Every longest run of base64 characters (of either alphabet) that begins between `from` and `to` and has at least `least`
 * of them, in order. Runs that are cut at `LONGEST_RUN` have no second part.
 */
export function findRuns(bytes: Uint8Array, from: number, to: number, least: number): Span[] {
  const runs: Span[] = [];
  const last = Math.min(bytes.length, to + least - 1);
  let start = from;
  if (from > 0 && TOKEN[bytes[from - 1] as number] === 1) start = skipRun(bytes, from);
  let known = start;
  while (start + least <= last) {
    const probe = start + least;
    let at = probe - 1;
    while (at >= known && TOKEN[bytes[at] as number] === 1) at -= 1;
    if (at >= known) {
      known = probe;
      start = at + 1;
      continue;
    }
    const end = skipRun(bytes, probe);
    runs.push({ start, end: Math.min(end, start + LONGEST_RUN) });
    start = end + 1;
    known = start;
  }
  return runs;
}

function skipRun(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && TOKEN[bytes[at] as number] === 1) at += 1;
  return at;
}

/**
 * The end of base64 text that begins with the run `start` to `end`: behind its padding, or behind the further lines of the
 * same text where it is broken into lines.
 */
export function endOfBase64(bytes: Uint8Array, start: number, end: number): number {
  let stop = end;
  const width = end - start;
  while (width >= SHORTEST_LINE && stop - start < LONGEST_RUN) {
    const next = nextLine(bytes, stop);
    if (next === -1) break;
    const after = skipRun(bytes, next);
    if (after - next > width || after === next) break;
    stop = after;
    if (after - next < width) break;
  }
  let padded = stop;
  while (padded - stop < 2 && bytes[padded] === EQUALS) padded += 1;
  return padded;
}

/** Where the text of the next line begins when nothing but a line end and its indent stands at `at`; else -1. */
function nextLine(bytes: Uint8Array, at: number): number {
  let next = at;
  if (bytes[next] === RETURN) next += 1;
  if (bytes[next] !== NEWLINE) return -1;
  next += 1;
  const least = next;
  while (next - least < 64 && (bytes[next] === 32 || bytes[next] === 9)) next += 1;
  return next;
}
