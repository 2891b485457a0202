/** Versions of Pub, by Dart's pub_semver: semver.org, but that builds count, and come behind the version without one. */

import { orderOf } from './comparators.ts';
import type { Identified } from './identifiers.ts';
import { compareIdentifiers, compareReleases, comparing, readIdentified } from './identifiers.ts';

function read(text: string): Identified | null {
  const version = readIdentified(text);
  return version?.numbers.length === 3 ? version : null;
}

function compare(a: Identified, b: Identified): number {
  const order = compareReleases(a, b);
  if (order !== 0) return order;
  if (a.build.length === 0 || b.build.length === 0) return a.build.length - b.build.length;
  return compareIdentifiers(a.build, b.build);
}

export const pubOrder = orderOf(comparing(read, compare), true);
