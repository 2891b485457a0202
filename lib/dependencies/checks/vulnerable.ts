/** Packages with known vulnerabilities, by the local database: one report for each advisory, whatever else is said of the package. */

import type { Advisory, AdvisoryDatabase } from '../../model/advisory.ts';
import type { Package } from '../../model/package.ts';
import type { RuleDoc } from '../../model/rule.ts';
import { coversEverything, isAffected, lowestFix } from '../advisories/affected.ts';
import { canonicalName } from '../names.ts';
import { versionOrder } from '../versions/index.ts';
import type { Check, Trouble } from './check.ts';
import { fixedVersion } from './facts.ts';

export const VULNERABLE_PACKAGE: RuleDoc = {
  id: 'vulnerable-package',
  service: 'Packages',
  description: 'Package version with a known vulnerability',
  severity: 'medium',
  confidence: 'high',
  remediation:
    'Move to the version that is named, or a later one. Where there is none, see whether what is vulnerable is used, and what the advisory says to do.',
  references: ['https://ossf.github.io/osv-schema/'],
};

/** `(GHSA-…, CVE-…, 2025-01-31)`. */
function recordOf({ id, aliases, date }: Advisory): string {
  const other = aliases.find(alias => alias.startsWith('CVE-'));
  return `(${[id, other, date].filter(part => part !== undefined && part !== '').join(', ')})`;
}

/** The lowest version that a range names and allows: what somebody gets who keeps to the oldest. */
function lowestAllowed({ ecosystem, range }: Package): string | null {
  const [version] = /\d[0-9A-Za-z.+-]*/.exec(range ?? '') ?? [];
  if (range === null || version === undefined) return null;
  return versionOrder(ecosystem).satisfies(version, range) === true ? version : null;
}

function judgeFixed(found: Package, version: string, all: readonly Advisory[]): Trouble[] {
  const affecting = all.filter(advisory => isAffected(found.ecosystem, version, advisory));
  if (affecting.length === 0) return [];
  const fix = lowestFix(found.ecosystem, version, all);
  return affecting.map(advisory => {
    const what = advisory.summary === '' ? '' : `: ${advisory.summary}`;
    const remedy = fix === null ? '; no version is known to be fixed' : `; fixed in ${fix}`;
    return {
      ruleId: VULNERABLE_PACKAGE.id,
      severity: advisory.severity,
      message: `${found.name} ${version} is vulnerable${what}${remedy} ${recordOf(advisory)}`,
      ...(fix === null ? {} : { replacement: `${found.name} ${fix}` }),
      package: found,
      about: advisory.id,
    };
  });
}

/** What a range resolves to is not known here, and mostly it is the newest: a hint, but for what all versions have. */
function judgeOpen(found: Package, all: readonly Advisory[]): Trouble[] {
  const lowest = lowestAllowed(found);
  return all.flatMap((advisory): Trouble[] => {
    const isSure = coversEverything(advisory);
    if (!isSure && (lowest === null || !isAffected(found.ecosystem, lowest, advisory))) return [];
    const what = advisory.summary === '' ? '' : `: ${advisory.summary}`;
    const whole = `${found.name} is vulnerable in every version${what} ${recordOf(advisory)}`;
    const maybe = `${found.name} ${found.range} may resolve to ${lowest}, which is vulnerable${what} ${recordOf(advisory)}`;
    const of = { ruleId: VULNERABLE_PACKAGE.id, package: found, about: advisory.id };
    return [
      isSure
        ? { ...of, severity: advisory.severity, message: whole }
        : { ...of, severity: 'low', confidence: 'low', message: maybe },
    ];
  });
}

export function createVulnerableCheck(database: AdvisoryDatabase | null): Check {
  return {
    rules: [VULNERABLE_PACKAGE],
    inspect: ({ packages }) => {
      if (database === null) return [];
      const seen = new Set<string>();
      return packages.flatMap(found => {
        if (found.source !== 'registry') return [];
        const version = fixedVersion(found);
        const key = `${found.ecosystem} ${found.name} ${version ?? found.range}`;
        if (seen.has(key)) return [];
        seen.add(key);
        const all = database.vulnerable(found.ecosystem, canonicalName(found.ecosystem, found.name));
        if (all.length === 0) return [];
        return version === null ? judgeOpen(found, all) : judgeFixed(found, version, all);
      });
    },
  };
}
