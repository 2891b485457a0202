/** Drops values that nobody's generator made: one character over and over, runs of the alphabet or of the keyboard. */

import { byteSet } from '../../text/byte-set.ts';
import { entropyOfText } from '../../text/entropy.ts';
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
/** Values of this length or more with less entropy than this, in bits a character, were typed with one finger. */
const FEW_FROM = 16;
const FEW = 1.9;

const REPEATED = new RegExp(`([0-9a-z])\\1{${LONG_REPEAT - 1}}`);

/** For each sequence, the character that follows each character in it. */
const SUCCESSORS = SEQUENCES.map(sequence => {
  const next = new Uint8Array(128);
  for (let at = 1; at < sequence.length; at++) next[sequence.charCodeAt(at - 1)] = sequence.charCodeAt(at);
  return next;
});

/** 1 where a character follows another in any of the sequences: `first * 128 + second`. */
const FOLLOWS = new Uint8Array(128 * 128);
for (const sequence of SEQUENCES)
  for (let at = 1; at < sequence.length; at++) FOLLOWS[sequence.charCodeAt(at - 1) * 128 + sequence.charCodeAt(at)] = 1;

/** Signs that part the characters of a run. */
const PARTING = byteSet('-_.: ');

/**
 * Whether so many neighbours in a row are neighbours in some sequence, be it not the same one. Rarely so. `isUndoubled` asks it
 * of the text that `undoubled` would make.
 */
function mayHoldRun(value: string, isUndoubled: boolean): boolean {
  let run = 1;
  let before = 0;
  let single = -1;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (isUndoubled && (PARTING[code] === 1 || code === single)) {
      if (code === single) single = -1;
      continue;
    }
    single = code;
    run = code < 128 && FOLLOWS[before * 128 + code] === 1 ? run + 1 : 1;
    if (run >= LONG_RUN) return true;
    before = code < 128 ? code : 0;
  }
  return false;
}

/** Whether `value`, in lower case, holds a long stretch of the sequence with these successors. */
function holdsRun(value: string, next: Uint8Array): boolean {
  let run = 1;
  for (let at = 1; at < value.length; at++) {
    run = next[value.charCodeAt(at - 1)] === value.charCodeAt(at) ? run + 1 : 1;
    if (run >= LONG_RUN) return true;
  }
  return false;
}

/** The tail behind a fixed prefix such as `ghp_`, so that a short alphabet in the prefix does not count. */
const tailOf = (value: string, publicPrefix: number): string => value.slice(publicPrefix).toLowerCase();

/** In a value of any length so long a run is no accident, but that of `A`, by which base64 shows zeros. */
const LONG_REPEATED = /([0-9a-zB-Z])\1{15}/;

const isPeriodic = (tail: string): boolean => {
  for (let period = 1; period <= Math.min(8, tail.length / 3); period++) {
    let at = period;
    while (at < tail.length && tail.charCodeAt(at) === tail.charCodeAt(at - period)) at += 1;
    if (at === tail.length) return true;
  }
  return false;
};

/** `aabbccdd`, `AABB-CCDD` as `abcd`: doubled and parted, a run stays a run. */
const undoubled = (tail: string): string => tail.replace(/[-_.: ]/g, '').replace(/(.)\1/g, '$1');

const holdsRunOfAny = (text: string): boolean => SUCCESSORS.some(next => holdsRun(text, next));

const holdsAnyRun = (tail: string): boolean =>
  (mayHoldRun(tail, false) && holdsRunOfAny(tail)) || (mayHoldRun(tail, true) && holdsRunOfAny(undoubled(tail)));

/** Whether a text is the same few characters over and over, or holds a run of the alphabet or the keyboard. */
export const isMonotone = (text: string): boolean => isPeriodic(text.toLowerCase()) || holdsAnyRun(text.toLowerCase());

export const judgeMonotone: Judge = ({ value, match }) => {
  const tail = tailOf(value, match.publicPrefix);
  if (/\s/.test(tail)) return null;
  if (tail.length >= FEW_FROM && entropyOfText(tail) < FEW) return drop('the value is made of very few characters');
  if (isPeriodic(tail)) return drop('the value repeats the same few characters');
  if ((tail.length < 60 && REPEATED.test(tail)) || LONG_REPEATED.test(value))
    return drop('one character is repeated many times');
  return holdsAnyRun(tail) ? drop('the value holds a run of the alphabet, the digits or the keyboard') : null;
};
