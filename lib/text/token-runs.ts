/**
 * Finds runs of the characters that tokens and base64 are made of, without looking at every byte: the last byte at which a
 * run of the least length could end is read first, as in the string search of Boyer and Moore, and most windows are left at
 * once.
 */

import { byteSet, DIGITS, LOWER_CASE, UPPER_CASE } from './byte-set.ts';

/** 1 for each byte that a token may hold: letters, digits and the signs of either alphabet of base64. */
export const TOKEN_BYTES = byteSet(`${DIGITS}${UPPER_CASE}${LOWER_CASE}+/_-`);

/** A shorter run is no token that a machine made. */
export const SHORTEST_TOKEN = 20;

/**
 * Start and end of each run, one run behind the other and in order. A long text has hundreds of thousands of them: numbers
 * cost the collector of garbage less than as many objects would.
 */
export type Runs = readonly number[];

/** Every longest run of token characters that begins between `from` and `to` and has at least `least` of them. */
export function findRuns(bytes: Uint8Array, from: number, to: number, least: number): Runs {
  const runs: number[] = [];
  const last = Math.min(bytes.length, to + least - 1);
  let start = from;
  if (from > 0 && TOKEN_BYTES[bytes[from - 1] as number] === 1) start = endOfRun(bytes, from);
  let known = start;
  while (start + least <= last) {
    const probe = start + least;
    let at = probe - 1;
    while (at >= known && TOKEN_BYTES[bytes[at] as number] === 1) at -= 1;
    if (at >= known) {
      known = probe;
      start = at + 1;
      continue;
    }
    const end = endOfRun(bytes, probe);
    runs.push(start, end);
    start = end + 1;
    known = start;
  }
  return runs;
}

/** Where the run that holds byte `from − 1`, or begins at `from`, ends. */
export function endOfRun(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && TOKEN_BYTES[bytes[at] as number] === 1) at += 1;
  return at;
}
