/** What the local database says of malicious packages. */

import type { Advisory } from '../../model/advisory.ts';
import { coversEverything, isAffected, isEverything } from '../advisories/affected.ts';
import { versionOrder } from '../versions/index.ts';
import type { Subject, Trouble } from './check.ts';
import { fixedVersion } from './facts.ts';

const ID = 'malicious-package';

const recordOf = ({ id, date }: Advisory): string => (date === '' ? `(${id})` : `(${id}, ${date})`);

/** Digests tell a bad archive under any name, on any mirror. */
export function judgeByRecordedDigest({ package: found, database }: Subject): Trouble | null {
  if (database === null) return null;
  for (const digest of found.integrity) {
    const bad = database.badArchive(digest);
    if (bad === null) continue;
    const since = bad.date === '' ? '' : `, ${bad.date}`;
    const message = `${found.name} has the digest of a malicious archive of ${bad.name} (${bad.id}${since})`;
    return { ruleId: ID, confidence: 'high', message, package: found };
  }
  return null;
}

/**
 * In its first hour the record of a hijacked package says that all versions are bad. Of one that many use, only the versions that
 * it lists besides are believed.
 */
const withoutHaste = (advisory: Advisory): Advisory => ({
  ...advisory,
  ranges: advisory.ranges.filter(range => !isEverything(range)),
});

function judgeOne(subject: Subject, advisory: Advisory, isPopular: boolean): Trouble | null {
  const { package: found } = subject;
  const of = { ruleId: ID, package: found, severity: advisory.severity };
  const isWhole = coversEverything(advisory);
  const believed = isPopular ? withoutHaste(advisory) : advisory;
  const version = fixedVersion(found);
  if (isWhole && !isPopular) return { ...of, message: `${found.name} is malicious ${recordOf(advisory)}` };
  if (isWhole && believed.ranges.length + believed.versions.length === 0) {
    const message = `a record says that ${found.name} is malicious in every version, which of a package that many use is rarely so: see which versions are meant ${recordOf(advisory)}`;
    return { ...of, severity: 'low', message, isWarning: true };
  }
  if (version !== null) {
    if (!isAffected(found.ecosystem, version, believed)) return null;
    return { ...of, message: `${found.name} ${version} is malicious ${recordOf(advisory)}` };
  }
  const { range } = found;
  const { satisfies } = versionOrder(found.ecosystem);
  const possible = believed.versions.find(bad => range === null || satisfies(bad, range) === true);
  if (possible === undefined) return null;
  const asked = range === null ? '' : ` ${range}`;
  const message = `${found.name}${asked} may resolve to ${possible}, which is malicious ${recordOf(advisory)}`;
  return { ...of, severity: 'low', confidence: 'low', message };
}

const weightOf = ({ isWarning, confidence }: Trouble): number => (isWarning ? 1 : confidence === 'low' ? 0 : 2);

/** The gravest of what the records say of the package, or null. */
export function judgeByRecord(subject: Subject): Trouble | null {
  const { package: found, name, database, data } = subject;
  const all = database?.malicious(found.ecosystem, name) ?? [];
  if (all.length === 0) return null;
  const isPopular = data.rank(found.ecosystem, name) !== null;
  const troubles = all.flatMap(advisory => judgeOne(subject, advisory, isPopular) ?? []);
  return troubles.sort((a, b) => weightOf(b) - weightOf(a))[0] ?? null;
}
