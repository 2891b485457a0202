/**
 * How the matches of a pattern begin, as far as one look forward settles it: some fixed bytes, a stretch of one byte set, and
 * a byte that is none of the stretch. `://` stands in every other text; a stretch of a user's name behind it up to a colon does not.
 */

import type { CharSet, Item } from './pattern.ts';

/** The stretch of `set` begins `offset` bytes behind the start of the match, has up to `max` bytes and ends before one of `stop`. */
export type Lead = { readonly offset: number; readonly set: CharSet; readonly max: number; readonly stop: CharSet };

/** The items one behind the other, without assertions and without groups of one alternative. */
const flatten = (items: readonly Item[]): readonly Item[] =>
  items.flatMap(item => {
    if (item.kind === 'assertion') return [];
    const only = item.kind === 'group' && item.alternatives.length === 1 ? item.alternatives[0] : undefined;
    return only === undefined ? [item] : flatten(only);
  });

/** The set of the byte that an item surely begins with; null where it may match nothing or is more than a set. */
function firstSet(item: Item | undefined): CharSet | null {
  if (item?.kind === 'set') return item.set;
  return item?.kind === 'repeat' && item.min > 0 ? firstSet(item.item) : null;
}

/** The lead of a pattern; null where it begins in several ways or no stretch is told from what follows. */
export function leadOf(alternatives: readonly (readonly Item[])[]): Lead | null {
  const [items, ...others] = alternatives;
  if (items === undefined || others.length > 0) return null;
  const flat = flatten(items);
  let offset = 0;
  for (const [index, item] of flat.entries()) {
    if (item.kind === 'repeat' && item.item.kind === 'set' && item.min < item.max) {
      const { set } = item.item;
      const stop = firstSet(flat[index + 1]);
      if (stop === null || item.max > 255 || stop.some((member, code) => member === 1 && set[code] === 1)) return null;
      return { offset, set, max: item.max, stop };
    }
    const fixed = item.kind === 'repeat' && item.min === item.max ? item.item : item;
    if (fixed.kind !== 'set') return null;
    offset += item.kind === 'repeat' ? item.min : 1;
  }
  return null;
}
