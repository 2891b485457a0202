/** Tells whether a fact speaks of the very package that a manifest names. */

import type { Package } from '../../model/package.ts';
import type { FactKind, PackageFact } from '../../model/package-fact.ts';
import { isSameVersion, versionOrder } from '../versions/index.ts';
import type { Subject } from './check.ts';

/** `whole`: of all versions. `exact`: of this one. `possible`: of one that the range allows. */
export type Reach = { readonly how: 'whole' | 'exact' } | { readonly how: 'possible'; readonly version: string };

export const ANY_VERSION = '*';
const IS_RANGE = /^[<>=!~^]/;

/** The version that is installed, as far as the manifest fixes it. */
export const fixedVersion = ({ ecosystem, version, range }: Package): string | null =>
  version ?? (range === null ? null : versionOrder(ecosystem).exact(range));

function isOneOf(found: Package, version: string, wanted: string): boolean {
  if (IS_RANGE.test(wanted)) return versionOrder(found.ecosystem).satisfies(version, wanted) === true;
  return isSameVersion(found.ecosystem, version, wanted);
}

/** How a fact reaches a package, or null where it does not. A package without version or range may be of any. */
export function reachOf(fact: PackageFact, found: Package): Reach | null {
  if (fact.versions.includes(ANY_VERSION)) return { how: 'whole' };
  const version = fixedVersion(found);
  if (version !== null) return fact.versions.some(wanted => isOneOf(found, version, wanted)) ? { how: 'exact' } : null;
  const { range, ecosystem } = found;
  const order = versionOrder(ecosystem);
  const possible = fact.versions.find(
    wanted => !IS_RANGE.test(wanted) && (range === null || order.satisfies(wanted, range) === true),
  );
  return possible === undefined ? null : { how: 'possible', version: possible };
}

export type Reaching = { readonly fact: PackageFact; readonly reach: Reach };

const CERTAINTY: Readonly<Record<Reach['how'], number>> = { exact: 2, whole: 1, possible: 0 };

/** The fact of one of these kinds that says most of a package, and how it reaches it. */
export function factOf({ package: found, facts }: Subject, kinds: readonly FactKind[]): Reaching | null {
  let best: Reaching | null = null;
  for (const fact of facts) {
    if (!kinds.includes(fact.kind)) continue;
    const reach = reachOf(fact, found);
    if (reach === null) continue;
    if (best === null || CERTAINTY[reach.how] > CERTAINTY[best.reach.how]) best = { fact, reach };
  }
  return best;
}

/** `, NOTE` where there is one. */
export const noteOf = ({ note }: PackageFact): string => (note === undefined ? '' : `, ${note}`);

/** `(SOURCE)`, as messages end. */
export const sourceOf = ({ source }: PackageFact): string => `(${source})`;

/** `(SOURCE, DATE)`, where it matters since when. */
export const recordOf = ({ source, date }: PackageFact): string => `(${source}, ${date})`;

/** `; use X` or `; ADVICE`, or nothing. */
export const remedyOf = ({ use, advice }: PackageFact): string =>
  use !== undefined ? `; use ${use}` : advice !== undefined ? `; ${advice}` : '';

/** What to write instead, where one package takes its place. */
export const replacementOf = ({ use }: PackageFact): { readonly replacement?: string } =>
  use === undefined ? {} : { replacement: use };
