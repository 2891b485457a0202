/** What tells runs of base64 and hexadecimal characters from other runs of token characters, and where a text in base64 ends. */

import { byteSet, HEX_DIGITS } from '../../text/byte-set.ts';
import { endOfRun } from '../../text/token-runs.ts';

export const SHORTEST_BASE64 = 24;
export const SHORTEST_HEX = 32;
/** A run is followed this far; what lies beyond is not decoded. */
export const LONGEST_RUN = 256 * 1024;
/** Base64 is broken into lines of 60, 64 or 76; shorter ones are a value each. */
const SHORTEST_LINE = 60;

const HEX = byteSet(HEX_DIGITS);
const NEWLINE = 10;
const RETURN = 13;
const EQUALS = 61;

export const isHex = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let at = start; at < end; at++) if (HEX[bytes[at] as number] === 0) return false;
  return true;
};

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
    const after = endOfRun(bytes, next);
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
