/** Versions in the way of semver.org: numbers, a prerelease of identifiers, a build. Each ecosystem bends the rules in its own way. */

import { compareDigits, compareNumbers, compareText } from './digits.ts';

export type Identified = {
  readonly numbers: readonly string[];
  readonly prerelease: readonly string[];
  readonly build: readonly string[];
};

const SHAPE = /^(\d+(?:\.\d+)*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/** Reads `1.2.3-rc.1+build`, with any number of numbers; null for anything else. */
export function readIdentified(text: string): Identified | null {
  const [, numbers, prerelease, build] = SHAPE.exec(text) ?? [];
  if (numbers === undefined) return null;
  return {
    numbers: numbers.split('.'),
    prerelease: prerelease?.split('.') ?? [],
    build: build?.split('.') ?? [],
  };
}

const DIGITS = /^\d+$/;

export const isNumber = (text: string): boolean => DIGITS.test(text);

/** Numbers come before words, and a list before those that begin with it (semver.org, 11.4). */
export function compareIdentifiers(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; ; at++) {
    const [x, y] = [a[at], b[at]];
    if (x === undefined || y === undefined) return a.length - b.length;
    const numbers = [isNumber(x), isNumber(y)];
    if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
    const order = numbers[0] ? compareDigits(x, y) : compareText(x, y);
    if (order !== 0) return order;
  }
}

/** A version without a prerelease comes behind all of its prereleases. Builds are not looked at. */
export function compareReleases(a: Identified, b: Identified): number {
  const order = compareNumbers(a.numbers, b.numbers);
  if (order !== 0) return order;
  if (a.prerelease.length === 0 || b.prerelease.length === 0) return b.prerelease.length - a.prerelease.length;
  return compareIdentifiers(a.prerelease, b.prerelease);
}

/** A comparison of texts out of a reader and a comparison of what it reads. */
export const comparing =
  <T>(read: (text: string) => T | null, compare: (a: T, b: T) => number) =>
  (a: string, b: string): number | null => {
    const [x, y] = [read(a), read(b)];
    return x === null || y === null ? null : compare(x, y);
  };

const hasZeroAhead = (text: string): boolean => text.length > 1 && text.startsWith('0') && isNumber(text);

/** Whether numbers are written as semver.org wants them: without zeros before them. */
export const isStrict = ({ numbers, prerelease }: Identified): boolean =>
  !numbers.some(hasZeroAhead) && !prerelease.some(hasZeroAhead);
