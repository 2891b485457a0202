/** Versions of NuGet: semver.org 2.0 with up to four numbers, and letters without regard to case (the documentation of NuGet). */

import { exactComparison, satisfiesComparisons } from './comparators.ts';
import type { Identified } from './identifiers.ts';
import { compareReleases, comparing, readIdentified } from './identifiers.ts';
import type { VersionOrder } from './order.ts';

function read(text: string): Identified | null {
  const version = readIdentified(text.toLowerCase());
  return version !== null && version.numbers.length <= 4 ? version : null;
}

const compare = comparing(read, compareReleases);

const INTERVAL = /^([[(])\s*([^,\s[\]()]*)\s*(,)?\s*([^,\s[\]()]*)\s*([\])])$/;

/** The comparisons that `[1.0,2.0)` and a version alone, which is the least one wanted, stand for. */
export function readInterval(range: string): string | null {
  const [, open, low = '', comma, high = '', close] = INTERVAL.exec(range.trim()) ?? [];
  if (open === undefined) return null;
  if (comma === undefined) return open === '[' && close === ']' && low !== '' ? `==${low}` : null;
  const bounds = [
    low === '' ? '' : `${open === '[' ? '>=' : '>'}${low}`,
    high === '' ? '' : `${close === ']' ? '<=' : '<'}${high}`,
  ];
  return bounds.filter(bound => bound !== '').join(',') || null;
}

export const nugetOrder: VersionOrder = {
  compare,
  satisfies: (version, range) => {
    const least = /^[0-9][^\s,*[\]()]*$/.test(range) ? `>=${range}` : range;
    return satisfiesComparisons(compare, version, readInterval(range) ?? least);
  },
  exact: range => exactComparison(compare, readInterval(range) ?? '', false),
};
