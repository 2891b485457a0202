/** Whether an advisory is about a version: the rules of the OSV schema (`affected[].ranges`, `affected[].versions`). */

import type { Advisory, AffectedRange } from '../../model/advisory.ts';
import type { Ecosystem } from '../../model/package.ts';
import { isSameVersion, versionOrder } from '../versions/index.ts';

/** Whether it has neither beginning nor end: then every version is in it, also one that cannot be read. */
export const isEverything = ({ introduced, fixed, lastAffected, limit }: AffectedRange): boolean =>
  introduced === null && fixed === null && lastAffected === null && limit === null;

export const coversEverything = ({ ranges }: Pick<Advisory, 'ranges'>): boolean => ranges.some(isEverything);

function isInRange(ecosystem: Ecosystem, version: string, range: AffectedRange): boolean {
  if (isEverything(range)) return true;
  const { compare } = versionOrder(ecosystem);
  const holds = (bound: string | null, test: (order: number) => boolean): boolean => {
    const order = bound === null ? null : compare(version, bound);
    return bound === null || (order !== null && test(order));
  };
  return (
    holds(range.introduced, order => order >= 0) &&
    holds(range.fixed, order => order < 0) &&
    holds(range.lastAffected, order => order <= 0) &&
    holds(range.limit, order => order < 0)
  );
}

/** Whether it is in a range, or listed by itself. */
export const isAffected = (ecosystem: Ecosystem, version: string, { ranges, versions }: Advisory): boolean =>
  ranges.some(range => isInRange(ecosystem, version, range)) ||
  versions.some(listed => isSameVersion(ecosystem, version, listed));

/** The lowest version above this one that is a fix of one of the advisories and is affected by none of them, or null. */
export function lowestFix(ecosystem: Ecosystem, version: string, advisories: readonly Advisory[]): string | null {
  const { compare } = versionOrder(ecosystem);
  const fixes = advisories.flatMap(({ ranges }) => ranges.flatMap(({ fixed }) => fixed ?? []));
  const candidates = [...new Set(fixes)]
    .filter(fixed => (compare(fixed, version) ?? 0) > 0)
    .filter(fixed => !advisories.some(advisory => isAffected(ecosystem, fixed, advisory)));
  return candidates.reduce<string | null>(
    (lowest, fixed) => (lowest === null || (compare(fixed, lowest) ?? 0) < 0 ? fixed : lowest),
    null,
  );
}
