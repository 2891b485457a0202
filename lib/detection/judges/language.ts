/** How much letters look like language: words and names of programs follow habits that random letters do not. */

import { BIGRAMS, STEPS } from './bigrams.ts';

const LETTERS = 26;
const SMALLEST = -4;

/** By first letter and second. */
const readRatios = (): Float32Array =>
  Float32Array.from(
    BIGRAMS.flatMap(row => [...row]),
    step => SMALLEST + STEPS.indexOf(step) / 10,
  );

/** Read when the first value is judged. */
let known: Float32Array | null = null;

/**
 * The mean log-likelihood ratio of neighbouring letters against chance, in nats a pair. `run` is lower-case ASCII letters.
 * Of random runs of eight letters 95 % lie below −0.1, of words 95 % above it. 0 for less than two letters.
 */
export function languageScore(run: string): number {
  known ??= readRatios();
  const ratios = known;
  let sum = 0;
  for (let at = 1; at < run.length; at++) {
    sum += ratios[(run.charCodeAt(at - 1) - 97) * LETTERS + run.charCodeAt(at) - 97] ?? 0;
  }
  return run.length < 2 ? 0 : sum / (run.length - 1);
}

/** Short runs are like words by chance more often. */
const leastScore = (length: number): number => (length <= 3 ? 0.45 : length <= 5 ? 0.2 : -0.1);

/** Splits at capitals as names are split, and says how many letters lie in runs of three or more that read like words. */
export function countWordLetters(text: string): number {
  let sum = 0;
  for (const run of text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []) {
    if (run.length >= 3 && languageScore(run.toLowerCase()) >= leastScore(run.length)) sum += run.length;
  }
  return sum;
}
