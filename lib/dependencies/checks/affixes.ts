/** Names that differ from a popular one in how they name the language: `python3-dateutil` for `python-dateutil`. */

import type { Ecosystem } from '../../model/package.ts';

/** Each is put in the place of the others, at the same end. The empty one, which adds or takes away, asks for a name that all know. */
const PREFIXES: Partial<Record<Ecosystem, readonly string[]>> = {
  PyPI: ['python-', 'python3-', 'py-', 'python', 'py'],
  npm: ['node-', 'nodejs-', 'js-'],
};
const SUFFIXES: Partial<Record<Ecosystem, readonly string[]>> = {
  PyPI: ['-python', '-python3', '-py', 'python', 'py'],
  npm: ['-js', '.js', 'js', '-node', '-nodejs'],
};

const SHORTEST_REST = 4;
/** Where an affix gives way to another, and where one is added or taken away. */
const LAST_RANK_CHANGED = 1000;
const LAST_RANK_ADDED = 150;

/** The popular name that is left or made when the affix of `name` is changed, added or taken away. */
export function findAffixed(
  ecosystem: Ecosystem,
  name: string,
  rankOf: (name: string) => number | null,
): string | null {
  const prefixes = PREFIXES[ecosystem] ?? [];
  const suffixes = SUFFIXES[ecosystem] ?? [];
  const isPopular = (other: string, last: number): boolean => other !== name && (rankOf(other) ?? last + 1) <= last;
  for (const prefix of prefixes.filter(affix => name.startsWith(affix))) {
    const rest = name.slice(prefix.length);
    if (rest.length < SHORTEST_REST) continue;
    const changed = prefixes.map(other => other + rest).find(other => isPopular(other, LAST_RANK_CHANGED));
    if (changed !== undefined) return changed;
    if (isPopular(rest, LAST_RANK_ADDED)) return rest;
  }
  for (const suffix of suffixes.filter(affix => name.endsWith(affix))) {
    const rest = name.slice(0, -suffix.length);
    if (rest.length < SHORTEST_REST) continue;
    const changed = suffixes.map(other => rest + other).find(other => isPopular(other, LAST_RANK_CHANGED));
    if (changed !== undefined) return changed;
    if (isPopular(rest, LAST_RANK_ADDED)) return rest;
  }
  return null;
}
