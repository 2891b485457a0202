/** Names that differ from a popular one in how they name the language: `python3-dateutil` for `python-dateutil`. */

import type { Ecosystem } from '../../model/package.ts';
import type { Confidence } from '../../model/severity.ts';

/** A popular name that another looks like, and how: a clause behind the two names. */
export type Likeness = { readonly other: string; readonly how: string; readonly confidence: Confidence };

type Affixes = { readonly before: readonly string[]; readonly behind: readonly string[] };

const AFFIXES: Partial<Record<Ecosystem, Affixes>> = {
  PyPI: {
    before: ['python-', 'python3-', 'py-', 'python', 'py'],
    behind: ['-python', '-python3', '-py', 'python', 'py'],
  },
  npm: { before: ['node-', 'nodejs-', 'js-'], behind: ['-js', '.js', 'js', '-node', '-nodejs'] },
};

const SHORTEST_REST = 4;
/** Where an affix gives way to another, and where one is added or taken away: many such names are packages of their own. */
const LAST_RANK_CHANGED = 1000;
const LAST_RANK_ADDED = 150;

const HOW = 'they differ in how they name the language';

/** The names that stand for `name` with one of `affixes` changed for another or taken away; `join` puts an affix to the rest. */
function findAtOneEnd(
  rest: string,
  affixes: readonly string[],
  join: (rest: string, affix: string) => string,
  isPopular: (other: string, last: number) => boolean,
): string | null {
  if (rest.length < SHORTEST_REST) return null;
  const changed = affixes.map(affix => join(rest, affix)).find(other => isPopular(other, LAST_RANK_CHANGED));
  return changed ?? (isPopular(rest, LAST_RANK_ADDED) ? rest : null);
}

/** The popular name that is left or made when the affix of `name` is changed or taken away. */
export function findAffixed(
  ecosystem: Ecosystem,
  name: string,
  rankOf: (name: string) => number | null,
): Likeness | null {
  const { before = [], behind = [] } = AFFIXES[ecosystem] ?? {};
  const isPopular = (other: string, last: number): boolean => other !== name && (rankOf(other) ?? last + 1) <= last;
  for (const affix of before.filter(start => name.startsWith(start))) {
    const other = findAtOneEnd(name.slice(affix.length), before, (rest, start) => start + rest, isPopular);
    const isPython3 = affix === 'python3-' && other?.startsWith('python-') === true;
    if (other !== null) return { other, how: HOW, confidence: isPython3 ? 'medium' : 'low' };
  }
  for (const affix of behind.filter(end => name.endsWith(end))) {
    const other = findAtOneEnd(name.slice(0, -affix.length), behind, (rest, end) => rest + end, isPopular);
    if (other !== null) return { other, how: HOW, confidence: 'low' };
  }
  return null;
}
