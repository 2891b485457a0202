/** Grades values that are made of weak words: one of them is a placeholder, several are doubtful. */

import type { Judge } from './judge.ts';
import { drop, lower } from './judge.ts';
import { countWeakWords } from './weak-words.ts';

/** Longer values are not made of words alone. */
const LONGEST = 40;
const SHORTEST = 3;

export const judgeWeakValue: Judge = ({ value, match }) => {
  const tail = value.slice(match.publicPrefix);
  if (tail.length > LONGEST) return null;
  if (tail.length < SHORTEST) return drop('the value is too short to be a secret');
  const digits = tail.match(/[0-9]/g)?.length ?? 0;
  const words = countWeakWords(tail.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
  if (words === null) return null;
  if (words <= 1 && digits <= 3) return drop('the value is a word that stands for a password');
  return digits <= 4 && words * 2 + 2 > digits ? lower('the value is made of words that stand for a password') : null;
};
