/** One trouble that several databases have records of becomes one advisory. */

import type { Advisory } from '../../model/advisory.ts';
import { SEVERITIES } from '../../model/severity.ts';

/** Whose record gives the name: that of malicious packages, then those that people look things up by. */
const PREFIXES = ['MAL-', 'GHSA-', 'RUSTSEC-', 'GO-', 'PYSEC-', 'CVE-'];

const rankOf = (id: string): number => {
  const place = PREFIXES.findIndex(prefix => id.startsWith(prefix));
  return place === -1 ? PREFIXES.length : place;
};

const compare = (a: Advisory, b: Advisory): number =>
  rankOf(a.id) - rankOf(b.id) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const unique = <T>(items: readonly T[]): T[] => [...new Map(items.map(item => [JSON.stringify(item), item])).values()];

/** What one of them says is affected is: they are written by different people, of whom each may know more. */
function merge(group: readonly Advisory[]): Advisory[] {
  const sorted = [...group].sort(compare);
  const [first, ...others] = sorted;
  if (first === undefined || others.length === 0) return sorted;
  const names = sorted.flatMap(({ id, aliases }) => [id, ...aliases]).filter(name => name !== first.id);
  const severities = sorted.map(({ severity }) => severity);
  const merged: Advisory = {
    id: first.id,
    aliases: unique(names).sort(),
    severity: SEVERITIES.findLast(severity => severities.includes(severity)) ?? first.severity,
    summary: sorted.find(({ summary }) => summary !== '')?.summary ?? '',
    date:
      sorted
        .map(({ date }) => date)
        .filter(date => date !== '')
        .sort()[0] ?? '',
    ranges: unique(sorted.flatMap(({ ranges }) => ranges)),
    versions: unique(sorted.flatMap(({ versions }) => versions)),
  };
  return [merged];
}

/** Merges the advisories of one package that share an id or an alias, directly or by way of others. Sorted by id. */
export function mergeAliases(advisories: readonly Advisory[]): Advisory[] {
  if (advisories.length === 1) return [...advisories];
  const groups = new Map<string, Advisory[]>();
  for (const advisory of advisories) {
    const names = [advisory.id, ...advisory.aliases];
    const joined = new Set(names.flatMap(name => groups.get(name) ?? []));
    const group = [...joined, advisory];
    for (const { id, aliases } of group) for (const name of [id, ...aliases]) groups.set(name, group);
  }
  return [...new Set(groups.values())].flatMap(merge).sort(compare);
}
