/** How long a run of token characters every match of a pattern holds: where a text has none, the pattern need not be run. */

import { TOKEN_BYTES } from '../../text/token-runs.ts';
import type { CharSet, Item } from './pattern.ts';
import { lengthOf } from './pattern.ts';

/** What is certain of every text that some items match: whether all of it is token characters, and runs of them in it. */
type Runs = {
  readonly all: boolean;
  readonly length: number;
  /** Least run at the start, at the end and anywhere. */
  readonly first: number;
  readonly last: number;
  readonly longest: number;
};

const NOTHING: Runs = { all: true, length: 0, first: 0, last: 0, longest: 0 };
const OTHER: Runs = { all: false, length: 0, first: 0, last: 0, longest: 0 };
const ONE: Runs = { all: true, length: 1, first: 1, last: 1, longest: 1 };
/** Repetitions that are looked at one by one; no run that is asked for is longer. */
const MOST = 64;

const isToken = (set: CharSet): boolean => set.every((member, code) => member === 0 || TOKEN_BYTES[code] === 1);

const join = (left: Runs, right: Runs): Runs => ({
  all: left.all && right.all,
  length: left.length + right.length,
  first: left.all ? left.length + right.first : left.first,
  last: right.all ? right.length + left.last : right.last,
  longest: Math.max(left.longest, right.longest, left.last + right.first),
});

const either = (left: Runs, right: Runs): Runs => ({
  all: left.all && right.all,
  length: Math.min(left.length, right.length),
  first: Math.min(left.first, right.first),
  last: Math.min(left.last, right.last),
  longest: Math.min(left.longest, right.longest),
});

const ofSequence = (items: readonly Item[]): Runs => items.map(ofItem).reduce(join, NOTHING);

function ofItem(item: Item): Runs {
  switch (item.kind) {
    case 'set':
      return isToken(item.set) ? ONE : OTHER;
    case 'assertion':
      return NOTHING;
    case 'opaque':
      return OTHER;
    case 'group':
      return item.alternatives.map(ofSequence).reduce(either);
    case 'repeat': {
      const once = ofItem(item.item);
      const fixed = Array.from({ length: Math.min(item.min, MOST) }, () => once).reduce(join, NOTHING);
      return item.max > item.min || item.min > MOST ? join(fixed, either(NOTHING, once)) : fixed;
    }
  }
}

/** The length and the bytes of texts that are token characters throughout. */
export type TokenShape = { readonly min: number; readonly max: number; readonly set: CharSet };

function addSets(items: readonly Item[], into: CharSet): void {
  for (const item of items) {
    if (item.kind === 'set')
      for (let code = 0; code < into.length; code++) into[code] = (into[code] ?? 0) | (item.set[code] ?? 0);
    else if (item.kind === 'group') for (const alternative of item.alternatives) addSets(alternative, into);
    else if (item.kind === 'repeat') addSets([item.item], into);
  }
}

/** What every match is made of when it is token characters throughout and bounded; else null. */
export function tokenShape(alternatives: readonly (readonly Item[])[]): TokenShape | null {
  const { all } = alternatives.map(ofSequence).reduce(either);
  const { min, max } = lengthOf([{ kind: 'group', alternatives, name: null }]);
  if (!all || max === Number.POSITIVE_INFINITY) return null;
  const set = new Uint8Array(256);
  for (const items of alternatives) addSets(items, set);
  return { min, max, set };
}

/** The length of the longest run of token characters that every match holds; where that is more than 64, at least 64. */
export const leastTokenRun = (alternatives: readonly (readonly Item[])[]): number =>
  alternatives.map(ofSequence).reduce(either).longest;
