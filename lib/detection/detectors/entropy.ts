/**
 * Finds values that look random where a program or a configuration assigns or quotes them, whatever service they belong
 * to.
 */

import type { Match } from '../../model/match.ts';
import type { RuleDoc } from '../../model/rule.ts';
import { byteSet, DIGITS, HEX_DIGITS, LOWER_CASE, mark, UPPER_CASE } from '../../text/byte-set.ts';
import { entropyOf } from '../../text/entropy.ts';
import { mayBeAssigned, readAssignment } from '../assignment/around.ts';
import type { TextView } from '../text-view.ts';

export const ENTROPY_RULE: RuleDoc = {
  id: 'generic-high-entropy',
  service: 'Generic',
  description: 'High-entropy value',
  severity: 'medium',
  confidence: 'low',
  remediation:
    'If this is a credential, revoke it where it was issued and read it from the environment or a secret store instead. If it is not, allow it with a reason.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'],
};

/** Longer runs are encoded data, not credentials that a person hands around. */
const LONGEST = 140;

const LOWER = 1;
const UPPER = 2;
const DIGIT = 4;
const SIGN = 8;

/** The class of each byte that a token may hold; 0 for every other byte. */
const CLASS = new Uint8Array(256);
mark(CLASS, LOWER_CASE, LOWER);
mark(CLASS, UPPER_CASE, UPPER);
mark(CLASS, DIGITS, DIGIT);
mark(CLASS, '-+/_', SIGN);

const IS_HEX = byteSet(HEX_DIGITS);

/** Counts over one token. `changes` is how often neighbours are of different classes. */
type Shape = { lower: number; upper: number; digits: number; signs: number; hex: number; changes: number };

function shapeOf(bytes: Uint8Array, start: number, end: number): Shape {
  const shape = { lower: 0, upper: 0, digits: 0, signs: 0, hex: 0, changes: 0 };
  let before = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const kind = CLASS[byte] ?? 0;
    if (kind === LOWER) shape.lower += 1;
    else if (kind === UPPER) shape.upper += 1;
    else if (kind === DIGIT) shape.digits += 1;
    else shape.signs += 1;
    shape.hex += IS_HEX[byte] ?? 0;
    if (kind !== before && before !== 0) shape.changes += 1;
    before = kind;
  }
  return shape;
}

/**
 * The entropy, in bits a character, that 99 of 100 random strings reach, by alphabet and length: measured on strings of a
 * generator. Lower-case hexadecimal can never reach 4.0, and no string can exceed the logarithm of its length.
 */
const FLOORS = {
  hex: [
    [20, 2.85],
    [24, 3.02],
    [32, 3.25],
    [40, 3.39],
    [64, 3.6],
    [128, 3.8],
  ],
  'one-case': [
    [20, 3.38],
    [24, 3.58],
    [32, 3.88],
    [40, 4.06],
    [64, 4.45],
    [128, 4.8],
  ],
  mixed: [
    [20, 3.62],
    [24, 3.85],
    [32, 4.2],
    [40, 4.42],
    [64, 4.88],
    [128, 5.38],
  ],
} as const;

export type TokenAlphabet = keyof typeof FLOORS;

/** The least entropy of a random token of this length and alphabet, between two measured lengths on a line over log n. */
export function leastEntropy(length: number, alphabet: TokenAlphabet): number {
  const floors: readonly (readonly [number, number])[] = FLOORS[alphabet];
  let [shorter, least] = floors[0] ?? [length, 0];
  for (const [longer, floor] of floors) {
    if (length <= longer)
      return longer === shorter
        ? floor
        : least + ((floor - least) * Math.log(length / shorter)) / Math.log(longer / shorter);
    [shorter, least] = [longer, floor];
  }
  return least;
}

/** Whether a digit is among the bytes. Most runs are names in programs, and have none. */
function holdsDigit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (CLASS[bytes[at] as number] === DIGIT) return true;
  return false;
}

/** Whether a run of token characters has the alphabet, mix and entropy of something random. */
export function looksRandom(bytes: Uint8Array, start: number, end: number): boolean {
  if (!holdsDigit(bytes, start, end)) return false;
  const length = end - start;
  const { lower, upper, digits, signs, hex, changes } = shapeOf(bytes, start, end);
  if (digits === length || signs > length / 4) return false;
  const oneCase = lower === 0 || upper === 0;
  if (hex === length && oneCase) {
    return length >= 32 && changes >= length / 5 && entropyOf(bytes, start, end) >= leastEntropy(length, 'hex');
  }
  if (oneCase) {
    const mixed = digits >= length / 16 && changes >= length / 7 && signs <= 2;
    return mixed && entropyOf(bytes, start, end) >= leastEntropy(length, 'one-case');
  }
  const mixed = changes >= length * 0.36 && lower >= 3 && upper >= 3;
  return mixed && entropyOf(bytes, start, end) >= leastEntropy(length, 'mixed');
}

/** Every token in an assignment or a string that looks random, also in the chunk's context; judges decide how much that means. */
export function detectEntropy(view: TextView): Match[] {
  const matches: Match[] = [];
  const runs = view.runs();
  for (let run = 0; run < runs.length; run += 2) {
    const start = runs[run] as number;
    const end = runs[run + 1] as number;
    const match = end - start > LONGEST ? null : examine(view, start, end);
    if (match !== null) matches.push(match);
  }
  return matches;
}

const EQUALS = 61;

function examine(view: TextView, start: number, end: number): Match | null {
  const { bytes } = view;
  let padded = end;
  while (padded < bytes.length && padded - end < 2 && bytes[padded] === EQUALS) padded += 1;
  if (!mayBeAssigned(bytes, start, padded) || !looksRandom(bytes, start, end)) return null;
  const assignment = readAssignment(bytes, start, padded);
  if (assignment === null) return null;
  const secret = { start, end: padded };
  return {
    rule: ENTROPY_RULE,
    by: 'entropy',
    span: secret,
    secret,
    name: assignment.name,
    entropy: 0,
    publicPrefix: 0,
  };
}
