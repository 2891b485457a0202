/** Drops what is a name in a program rather than a value: mostly words, joined by capitals, signs or nothing. */

import type { Judge } from './judge.ts';
import { drop } from './judge.ts';

/** A word: small letters, fewer behind a capital, with a vowel among them. */
const WORD = /[A-Z][a-z]{3,}|[a-z]{5,}/g;
const VOWEL = /[aeiouy]/i;
/** Random strings of letters and digits have a third of their characters in such words at most. */
const MOST = 0.6;
const SHORTEST = 16;

/** The share of characters of `text` that lie in words, 0 to 1. */
export function wordShare(text: string): number {
  const words = text.match(WORD)?.filter(word => VOWEL.test(word) && !/[^aeiouyAEIOUY]{5}/.test(word)) ?? [];
  return words.reduce((sum, word) => sum + word.length, 0) / Math.max(1, text.length);
}

export const judgeIdentifier: Judge = ({ value, match }) => {
  const tail = value.slice(match.publicPrefix);
  if (match.by === 'pattern' && match.publicPrefix === 0) return null;
  if (tail.length < SHORTEST || wordShare(tail) < MOST) return null;
  return drop('the value is made of words, as names in programs are');
};
