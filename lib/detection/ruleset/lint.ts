/** Finds what makes a regular expression slow to fail: quantifiers without bounds, and variable ones inside variable ones. */

import type { Item } from './pattern.ts';
import { lengthOf } from './pattern.ts';

/** A finite match longer than this is as good as unbounded. */
const LONGEST = 65_536;
/** Ways in which nested quantifiers may share out the same text, above which a pattern may take for ever. */
const MOST_WAYS = 10_000;

const variable = (item: Item): boolean => {
  if (item.kind === 'repeat') return item.min !== item.max || variable(item.item);
  return item.kind === 'group' && item.alternatives.some(items => items.some(variable));
};

function hasNested(items: readonly Item[]): boolean {
  return items.some(item => {
    if (item.kind === 'group') return item.alternatives.some(hasNested);
    if (item.kind !== 'repeat') return false;
    const { min, max } = lengthOf([item.item]);
    const ways = item.max > 1 ? (max - min + 1) ** Math.min(item.max, 64) : 1;
    return (item.max > 1 && variable(item.item) && ways > MOST_WAYS) || hasNested([item.item]);
  });
}

/** The faults of a parsed pattern, as clauses for a message; empty when every run of it is quick. */
export function lintPattern(alternatives: readonly (readonly Item[])[]): string[] {
  const faults: string[] = [];
  const longest = Math.max(0, ...alternatives.map(items => lengthOf(items).max));
  if (longest > LONGEST) faults.push('a quantifier without a bound');
  if (alternatives.some(hasNested)) faults.push('a quantifier inside a quantifier');
  return faults;
}
