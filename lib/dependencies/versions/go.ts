/** Versions of Go modules: those of golang.org/x/mod/semver, by the algorithm of semver.org. Written with or without the `v`. */

import { orderOf } from './comparators.ts';
import type { Identified } from './identifiers.ts';
import { compareReleases, comparing, isStrict, readIdentified } from './identifiers.ts';

/** `v1` and `v1.2` stand for `v1.0.0` and `v1.2.0`, and take neither prerelease nor build. */
function read(text: string): Identified | null {
  const version = readIdentified(text.replace(/^v/, ''));
  if (version === null || version.numbers.length > 3 || !isStrict(version)) return null;
  const isShort = version.numbers.length < 3;
  return isShort && version.prerelease.length + version.build.length > 0 ? null : version;
}

export const goOrder = orderOf(comparing(read, compareReleases), true);
