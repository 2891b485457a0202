/** Versions after semver.org, with the ranges of npm and Cargo. The one file that imports `semver`. */

import semver from 'semver';
import type { Identified } from './identifiers.ts';
import { compareReleases, comparing, isStrict, readIdentified } from './identifiers.ts';
import type { VersionOrder } from './order.ts';

const LOOSE = { loose: true, includePrerelease: false };

const satisfies = (version: string, range: string): boolean | null => {
  if (semver.valid(version, LOOSE) === null || semver.validRange(range, LOOSE) === null) return null;
  return semver.satisfies(version, range, LOOSE);
};

const compare = (a: string, b: string): number | null =>
  semver.valid(a, LOOSE) === null || semver.valid(b, LOOSE) === null ? null : semver.compare(a, b, LOOSE);

const exact = (range: string): string | null => semver.valid(range.replace(/^\s*=?\s*v?/, ''), LOOSE);

export const npmOrder: VersionOrder = { compare, satisfies, exact };

/** Cargo's numbers go up to 64 bits, more than the library reads. */
function readCargo(text: string): Identified | null {
  const version = readIdentified(text);
  return version !== null && version.numbers.length === 3 && isStrict(version) ? version : null;
}

/** In Cargo a version without an operator means `^`, and commas stand where npm has blanks; `=` alone is exact. */
export const cargoOrder: VersionOrder = {
  compare: comparing(readCargo, compareReleases),
  satisfies: (version, range) => {
    const parts = range.split(',').map(part => part.trim());
    return satisfies(version, parts.map(part => (/^\d/.test(part) ? `^${part}` : part)).join(' '));
  },
  exact: range => (/^\s*=/.test(range) ? exact(range) : null),
};
