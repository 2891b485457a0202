/** The anchors at both ends of a token that the compiler adds to a rule's pattern, so that no rule has to spell them out. */

import type { CharSet, Item } from './pattern.ts';
import { parsePattern } from './pattern.ts';

/**
 * No letter or digit directly before, unless it belongs to an escape: `\n`, `\u0022`, `%3D`. Stands before the pattern.
 */
const LEFT = '(?:(?<![0-9A-Za-z])|(?<=\\\\[abfnrtv]|\\\\u[0-9A-Fa-f]{4}|\\\\x[0-9A-Fa-f]{2}|%[0-9A-Fa-f]{2}))';

/** Signs that continue a token when the token's own last characters may be one of them. */
const CONTINUING = '_-+/=';

function lastSets(items: readonly Item[]): CharSet[] {
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at];
    if (item === undefined || item.kind === 'assertion') continue;
    if (item.kind === 'set') return [item.set];
    if (item.kind === 'repeat')
      return item.min > 0 ? lastSets([item.item]) : [...lastSets([item.item]), ...lastSets(items.slice(0, at))];
    if (item.kind === 'group') return item.alternatives.flatMap(lastSets);
    return [];
  }
  return [];
}

/** A separator between the parts of a token continues nothing; padding does, though it stands by itself. */
const isBroad = (set: CharSet, sign: string): boolean =>
  sign === '=' || set.reduce((sum, member) => sum + member, 0) > 2;

/** Wraps the pattern of a token: nothing that belongs to a word before it, nothing that would continue it behind it. */
export function addBoundaries(pattern: string): string {
  const sets = parsePattern(pattern).alternatives.flatMap(lastSets);
  const signs = [...CONTINUING].filter(sign => sets.some(set => isBroad(set, sign) && set[sign.charCodeAt(0)] === 1));
  return `${LEFT}(?:${pattern})(?![0-9A-Za-z${signs.map(sign => `\\${sign}`).join('')}])`;
}
