/** Packages that their owners have given up, by the lockfile's own word or by what is known. */

import type { RuleDoc } from '../../model/rule.ts';
import { isSameVersion } from '../versions/index.ts';
import type { NameCheck, Subject, Trouble } from './check.ts';
import { factOf, fixedVersion, noteOf, remedyOf, replacementOf, sourceOf } from './facts.ts';

const RULE: RuleDoc = {
  id: 'deprecated-package',
  service: 'Packages',
  description: 'Package that its owners have given up',
  severity: 'low',
  confidence: 'high',
  remediation: 'Move to what its owners recommend, or to a package that is kept.',
  references: ['https://docs.npmjs.com/deprecating-and-undeprecating-packages-or-package-versions'],
};

/** Of the text of a registry as much as a message takes; it is written by strangers. */
const LONGEST_REASON = 160;

const shorten = (text: string): string => {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON - 1).trimEnd()}…` : line.replace(/\.$/, '');
};

function byLockfile({ package: found }: Subject): string | null {
  if (found.deprecated === undefined) return null;
  const reason = shorten(found.deprecated);
  const version = fixedVersion(found);
  return `${found.name}${version === null ? '' : ` ${version}`} is deprecated${reason === '' ? '' : `: ${reason}`}`;
}

/** What the newest list says: the version was taken back, or the whole package given up. */
function byDatabase({ package: found, name, database }: Subject): Pick<Trouble, 'message' | 'severity'> | null {
  const known = database?.versions(found.ecosystem, name) ?? null;
  if (known === null) return null;
  const version = fixedVersion(found);
  const date = `(as of ${database?.ecosystems.get(found.ecosystem)?.versions?.date ?? ''})`;
  if (version !== null && known.yanked.some(yanked => isSameVersion(found.ecosystem, yanked, version))) {
    return { severity: 'medium', message: `${found.name} ${version} was taken back by its owners ${date}` };
  }
  if (known.archived === null) return null;
  const reason = shorten(known.archived);
  return { message: `${found.name} is given up by its owners${reason === '' ? '' : `: ${reason}`} ${date}` };
}

/** What others bring along is theirs to replace: a hint at most, and only by the word of the lockfile. */
export const deprecatedPackage: NameCheck = {
  rule: RULE,
  judge: subject => {
    const { package: found } = subject;
    const said = byLockfile(subject);
    const known = found.direct ? factOf(subject, ['deprecated']) : null;
    const fact = known === null || known.reach.how === 'possible' ? null : known.fact;
    const listed = byDatabase(subject);
    if (said === null && fact === null) {
      if (listed === null) return null;
      const isYanked = listed.severity !== undefined;
      return { ruleId: RULE.id, ...listed, package: found, confidence: found.direct || isYanked ? 'high' : 'low' };
    }
    const message =
      said ?? (fact === null ? '' : `${found.name} is deprecated${noteOf(fact)}${remedyOf(fact)} ${sourceOf(fact)}`);
    const sure = said !== null ? 'high' : (fact?.confidence ?? 'high');
    const trouble: Trouble = { ruleId: RULE.id, message, package: found, confidence: found.direct ? sure : 'low' };
    return fact === null ? trouble : { ...trouble, ...replacementOf(fact) };
  },
};
