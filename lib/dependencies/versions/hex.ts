/** Versions of Hex: those of Elixir's `Version`, which is semver.org with all three numbers. */

import { orderOf } from './comparators.ts';
import type { Identified } from './identifiers.ts';
import { compareReleases, comparing, isStrict, readIdentified } from './identifiers.ts';

function read(text: string): Identified | null {
  const version = readIdentified(text);
  return version !== null && version.numbers.length === 3 && isStrict(version) ? version : null;
}

export const hexOrder = orderOf(comparing(read, compareReleases), true);
