/** How old the data is that packages are judged by, and whether that is too old. */

import type { AdvisoryDatabase } from '../model/advisory.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Ecosystem } from '../model/package.ts';
import type { DataAge } from '../model/scan-result.ts';

const DAY = 86_400_000;

/** `ecosystems` are those of the packages that were judged; `facts` is the day of the built-in facts. */
export function describeData(
  facts: string,
  database: AdvisoryDatabase | null,
  ecosystems: ReadonlySet<Ecosystem>,
): DataAge {
  const met = [...ecosystems].sort();
  const dates = met.flatMap(name => database?.ecosystems.get(name)?.advisoriesDate ?? []).sort();
  return {
    facts,
    advisories: database === null ? null : (dates[0] ?? database.date),
    withoutAdvisories: met.filter(name => (database?.ecosystems.get(name)?.advisoriesDate ?? null) === null),
    withoutVersions: met.filter(name => (database?.ecosystems.get(name)?.versions ?? null) === null),
  };
}

/** Whole days from one day to another, `YYYY-MM-DD`. */
export const daysBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

/** Says so where the data is older than the user wants. Without a database the built-in facts count. */
export function judgeAge({ facts, advisories }: DataAge, most: number | null, today: string): Diagnostic[] {
  if (most === null) return [];
  const date = advisories ?? facts;
  const age = daysBetween(date, today);
  if (age <= most) return [];
  const what = advisories === null ? 'there is no local database, and the built-in facts are' : 'the local database is';
  return [
    {
      kind: 'old-data',
      message: `${what} of ${date}, ${age} days old; ${most} are allowed (--max-data-age): run gate db update`,
    },
  ];
}
