/** Names that the full set of an ecosystem's names does not hold: made up, or newer than the set, or private. */

import { isListed } from '../advisories/is-listed.ts';
import type { NameCheck } from './check.ts';
import { hallucinatedPackage } from './hallucinated.ts';

/**
 * Reports by the rule on made-up names. A digest says that something was fetched once, and a scope is mostly a company's own:
 * no more than a hint then. Names with facts of their own have other checks.
 */
export const unknownName: NameCheck = {
  rule: hallucinatedPackage.rule,
  judge: ({ package: found, name, facts, isOwn, data, database }) => {
    if (database === null || facts.length > 0 || isOwn(name) || data.rank(found.ecosystem, name) !== null) return null;
    if (database.isKnown(found.ecosystem, name) !== false) return null;
    if (isListed(database, found.ecosystem, name)) return null;
    const date = database.ecosystems.get(found.ecosystem)?.names?.date ?? '';
    const mayBePrivate = name.startsWith('@') || found.integrity.length > 0 || !found.direct;
    return {
      ruleId: hallucinatedPackage.rule.id,
      confidence: mayBePrivate ? 'low' : 'medium',
      message: `${found.name} is not in the known set of ${date}: the name is made up, private, or newer than that`,
      package: found,
    };
  },
};
