/** Judges each package of a manifest by its name: one verdict a package, from what is certain to what is only likely. */

import type { AdvisoryDatabase } from '../../model/advisory.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { PackageData } from '../../model/package-fact.ts';
import type { RuleDoc } from '../../model/rule.ts';
import { canonicalName } from '../names.ts';
import type { Check, NameCheck, Subject, Trouble } from './check.ts';
import { confusedPackage } from './confused.ts';
import { deprecatedPackage } from './deprecated.ts';
import { factOf } from './facts.ts';
import { hallucinatedPackage } from './hallucinated.ts';
import { lookalikePackage } from './lookalike.ts';
import { maliciousPackage } from './malicious.ts';
import { outdatedPackage } from './outdated.ts';
import { unknownName } from './unknown-name.ts';

/** In order of precedence: the first that has something to say is the only one. */
const NAME_CHECKS: readonly NameCheck[] = [
  maliciousPackage,
  hallucinatedPackage,
  confusedPackage,
  lookalikePackage,
  unknownName,
  deprecatedPackage,
  outdatedPackage,
];

/** That a package is deprecated or old is for those to know who depend on it, and no matter of a command. */
const OF_COMMANDS = NAME_CHECKS.filter(check => check !== deprecatedPackage && check !== outdatedPackage);

const scopeOf = (name: string): string | null => /^@[^/]+\//.exec(name)?.[0] ?? null;

/** Tells names that the project owns: its own, those of its members, and all in their scopes. */
function ownNames({ ecosystem, projectName, packages }: Manifest): (name: string) => boolean {
  const members = packages.filter(({ source }) => source === 'workspace' || source === 'file');
  const own = new Set(members.map(({ name, ecosystem: of }) => canonicalName(of, name)));
  if (projectName !== undefined && ecosystem !== null) own.add(canonicalName(ecosystem, projectName));
  const scopes = new Set([...own].map(scopeOf));
  return name => {
    const scope = scopeOf(name);
    return own.has(name) || (scope !== null && scopes.has(scope));
  };
}

/** Facts that clear a name: of any verdict from looks, and of the record of a version that was judged wrongly. */
function isCleared(subject: Subject): boolean {
  const clearing = factOf(subject, ['do-not-flag', 'not-a-confusion']);
  return clearing !== null && clearing.reach.how !== 'possible';
}

function judge(subject: Subject, checks: readonly NameCheck[]): Trouble | null {
  const { package: found } = subject;
  if (found.source === 'workspace' || found.source === 'file') return null;
  if (found.source !== 'registry') return found.integrity.length === 0 ? null : maliciousPackage.judge(subject);
  if (isCleared(subject)) return null;
  for (const check of checks) {
    const trouble = check.judge(subject);
    if (trouble !== null) return trouble;
  }
  return null;
}

/** A package that a lockfile holds in several places is reported once. */
const keyOf = ({ ruleId, message }: Trouble): string => `${ruleId} ${message}`;

export const NAME_RULES: readonly RuleDoc[] = [...new Set(NAME_CHECKS.map(({ rule }) => rule))];

export function createNamesCheck(data: PackageData, database: AdvisoryDatabase | null = null): Check {
  return {
    rules: NAME_RULES,
    inspect: manifest => {
      const isOwn = ownNames(manifest);
      const seen = new Set<string>();
      const checks = manifest.role === 'commands' ? OF_COMMANDS : NAME_CHECKS;
      return manifest.packages.flatMap(found => {
        const name = canonicalName(found.ecosystem, found.name);
        const facts = data.facts(found.ecosystem, name);
        const trouble = judge({ package: found, name, facts, isOwn, data, database }, checks);
        if (trouble === null || seen.has(keyOf(trouble))) return [];
        seen.add(keyOf(trouble));
        return trouble;
      });
    },
  };
}
