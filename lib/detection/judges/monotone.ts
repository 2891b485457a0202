/** Drops values that nobody's generator made: one character over and over, runs of the alphabet or of the keyboard. */

import type { Judge } from './judge.ts';
import { drop } from './judge.ts';

const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
].flatMap(row => [row, [...row].reverse().join('')]);

/** A run of at least this many neighbours in a sequence is no accident in a token of ordinary length. */
const LONG_RUN = 8;
const LONG_REPEAT = 6;

/** Length of the longest stretch of `value` that is a stretch of `sequence`, both lower case. */
function longestRun(value: string, sequence: string): number {
  let longest = 0;
  let run = 0;
  for (let at = 1; at < value.length; at++) {
    const here = sequence.indexOf(value[at - 1] ?? '');
    run = here !== -1 && sequence[here + 1] === value[at] ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest + 1;
}

/** The tail behind a fixed prefix such as `ghp_`, so that a short alphabet in the prefix does not count. */
const tailOf = (value: string, publicPrefix: number): string => value.slice(publicPrefix).toLowerCase();

const isPeriodic = (tail: string): boolean => {
  for (let period = 1; period <= Math.min(8, tail.length / 3); period++) {
    if (
      tail ===
      tail
        .slice(0, period)
        .repeat(Math.ceil(tail.length / period))
        .slice(0, tail.length)
    )
      return true;
  }
  return false;
};

export const judgeMonotone: Judge = ({ value, match }) => {
  const tail = tailOf(value, match.publicPrefix);
  if (/\s/.test(tail)) return null;
  if (isPeriodic(tail)) return drop('the value repeats the same few characters');
  if (new RegExp(`([0-9a-z])\\1{${LONG_REPEAT - 1}}`).test(tail) && tail.length < 60)
    return drop('one character is repeated many times');
  return SEQUENCES.some(sequence => longestRun(tail, sequence) >= LONG_RUN)
    ? drop('the value holds a run of the alphabet, the digits or the keyboard')
    : null;
};
