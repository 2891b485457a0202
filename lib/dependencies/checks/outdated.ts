/** Packages behind the newest version that the local database knows of. */

import type { KnownVersions } from '../../model/advisory.ts';
import type { Ecosystem } from '../../model/package.ts';
import type { RuleDoc } from '../../model/rule.ts';
import { versionOrder } from '../versions/index.ts';
import type { NameCheck } from './check.ts';
import { fixedVersion } from './facts.ts';

const RULE: RuleDoc = {
  id: 'outdated-package',
  service: 'Packages',
  description: 'Package behind its newest known version',
  severity: 'low',
  confidence: 'low',
  remediation: 'Move to the newest version of the same major, and plan for the newest of all.',
  references: ['https://semver.org/'],
};

const majorOf = (version: string): string => /^v?(\d+)/.exec(version)?.[1] ?? '';

/** The newest of these versions, if it is above `version`. */
function newestAbove(ecosystem: Ecosystem, version: string, versions: readonly string[]): string | null {
  const { compare } = versionOrder(ecosystem);
  return versions.reduce<string | null>((newest, candidate) => {
    const order = compare(candidate, newest ?? version);
    return order !== null && order > 0 ? candidate : newest;
  }, null);
}

/** Both null where it is the newest, or cannot be compared. */
export function findNewer(ecosystem: Ecosystem, version: string, { newest }: KnownVersions) {
  const same = newest.filter(candidate => majorOf(candidate) === majorOf(version));
  return { ofMajor: newestAbove(ecosystem, version, same), ofAll: newestAbove(ecosystem, version, newest) };
}

/** What others bring along is theirs to renew. Being behind is no fault that should stop a change: a hint, and a verdict where one is asked for. */
export const outdatedPackage: NameCheck = {
  rule: RULE,
  judge: ({ package: found, name, database }) => {
    const version = found.direct ? fixedVersion(found) : null;
    const known = version === null ? null : (database?.versions(found.ecosystem, name) ?? null);
    if (version === null || known === null) return null;
    const { ofMajor, ofAll } = findNewer(found.ecosystem, version, known);
    const best = ofMajor ?? ofAll;
    if (best === null) return null;
    const date = database?.ecosystems.get(found.ecosystem)?.versions?.date ?? '';
    const told = [
      ...(ofMajor === null ? [] : [`${ofMajor}, the newest of its major`]),
      ...(ofAll === null || ofAll === ofMajor ? [] : [`${ofAll}, the newest of all`]),
    ];
    return {
      ruleId: RULE.id,
      message: `${found.name} ${version} is behind ${told.join(', and ')} (as of ${date})`,
      replacement: `${found.name} ${best}`,
      package: found,
    };
  },
};
