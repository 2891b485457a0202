/** Packages and versions that are known to harm whoever installs them, by name or by the digest of what is fetched. */

import type { PackageFact } from '../../model/package-fact.ts';
import type { RuleDoc } from '../../model/rule.ts';
import type { NameCheck, Subject, Trouble } from './check.ts';
import { factOf, fixedVersion, noteOf, recordOf } from './facts.ts';
import { judgeByRecord, judgeByRecordedDigest } from './malicious-record.ts';

const RULE: RuleDoc = {
  id: 'malicious-package',
  service: 'Packages',
  description: 'Package that is known to be malicious',
  severity: 'critical',
  confidence: 'high',
  remediation:
    'Remove it, and go back to a version from before or use another package. Where it was installed, rotate every secret that the machine holds.',
  references: ['https://ossf.github.io/osv-schema/', 'https://openssf.org/projects/malicious-packages/'],
};

/** Digests tell a bad archive under any name, on any mirror. */
function byDigest({ package: found, data }: Subject): Trouble | null {
  const fact = found.integrity.map(data.badHash).find(known => known !== null);
  if (fact === undefined || fact === null) return null;
  const message = `${found.name} has the digest of a malicious archive of ${fact.name}${noteOf(fact)} ${recordOf(fact)}`;
  return { ruleId: RULE.id, confidence: 'high', message, package: found };
}

const since = (fact: PackageFact): string => `${noteOf(fact)} ${recordOf(fact)}`;

/**
 * A range that allows a bad version is a hint and no more: registries take such versions down, and the lockfile says what was
 * installed.
 */
function byName(subject: Subject): Trouble | null {
  const { package: found } = subject;
  const reaching = factOf(subject, ['malicious']);
  if (reaching === null) return null;
  const { fact, reach } = reaching;
  const of = { ruleId: RULE.id, package: found };
  if (reach.how === 'possible') {
    const asked = found.range === null ? '' : ` ${found.range}`;
    const message = `${found.name}${asked} may resolve to ${reach.version}, which is malicious${since(fact)}`;
    return { ...of, severity: 'low', confidence: 'low', message };
  }
  const version = reach.how === 'exact' ? ` ${fixedVersion(found)}` : '';
  const message = `${found.name}${version} is malicious${since(fact)}`;
  const weaker = fact.confidence === 'high' ? {} : ({ severity: 'high', confidence: fact.confidence } as const);
  return { ...of, ...weaker, message };
}

export const maliciousPackage: NameCheck = {
  rule: RULE,
  judge: subject => {
    const byArchive = byDigest(subject) ?? judgeByRecordedDigest(subject);
    if (byArchive !== null || subject.package.source !== 'registry') return byArchive;
    const known = byName(subject);
    // What is only possible gives way to what is certain.
    return known === null || known.confidence === 'low' ? (judgeByRecord(subject) ?? known) : known;
  },
};
