/**
 * Finds where a rule's keywords stand in its matches. A scan then looks only at keyword hits: it steps back the known
 * distance and runs the regular expression there, instead of over the whole text.
 */

import type { CharSet, Item } from './pattern.ts';
import { lengthOf } from './pattern.ts';

/** A match spelt out: byte sets one after the other, with stretches of varying length between them. */
type Step = { readonly set: CharSet } | { readonly min: number; readonly max: number };
type Spelling = readonly Step[];

/** A keyword at a bounded distance from the start of the match; checks are (distance from the keyword's start, set). */
export type Place = { keyword: string; min: number; max: number; checks: Map<number, CharSet> };

/** A pattern is spelt out in at most this many ways; a group beyond it becomes a stretch. */
const MAX_SPELLINGS = 512;
const MAX_REPEATS = 64;
const MAX_CHECKS = 16;
/** Of them, this many at most for the case of the keyword's letters. */
const MAX_CASES = 6;

const stretch = (item: Item): Spelling[] => [[lengthOf([item])]];

/** A set of up to this many characters may be spelt out one by one, where a keyword runs across it. */
const MAX_CHOICES = 32;

/** Each character of a small set by itself, both cases of a letter together; a larger set as it is. */
function spellSet(set: CharSet): Spelling[] {
  const choices = new Map<number, CharSet>();
  set.forEach((member, code) => {
    if (member === 0) return;
    const folded = code >= 65 && code <= 90 ? code + 32 : code;
    const choice = choices.get(folded) ?? new Uint8Array(set.length);
    choice[code] = 1;
    choices.set(folded, choice);
  });
  return choices.size > MAX_CHOICES ? [[{ set }]] : [...choices.values()].map(choice => [{ set: choice }]);
}

function spellItem(item: Item, split: boolean): Spelling[] {
  switch (item.kind) {
    case 'set':
      return split ? spellSet(item.set) : [[{ set: item.set }]];
    case 'assertion':
      return [[]];
    case 'opaque':
      return stretch(item);
    case 'group': {
      const spellings = item.alternatives.flatMap(items => spellItems(items, split));
      return spellings.length > MAX_SPELLINGS ? stretch(item) : spellings;
    }
    case 'repeat':
      return spellRepeat(item, split);
  }
}

function spellRepeat(item: Item & { kind: 'repeat' }, split: boolean): Spelling[] {
  const { min, max } = item;
  if (min > MAX_REPEATS) return spellLong(item, split);
  const once = spellItem(item.item, split && item.item.kind !== 'set');
  if (once.length === 1 || min === 0) {
    const fixed = Array.from({ length: min }, () => once[0] ?? []).flat();
    if (max === min) return [fixed];
    if (min === 0 && max === 1) return [[], ...once];
    const { max: longest } = lengthOf([item.item]);
    return [[...fixed, { min: 0, max: longest * (max - min) }]];
  }
  if (min === 1 && max === 1) return once;
  return stretch(item);
}

/** The first of many repetitions, and a stretch for the others. */
function spellLong({ item, min, max }: Item & { kind: 'repeat' }, split: boolean): Spelling[] {
  const first: Item = { kind: 'repeat', item, min: MAX_REPEATS, max: MAX_REPEATS };
  const others: Item = { kind: 'repeat', item, min: min - MAX_REPEATS, max: max - MAX_REPEATS };
  return spellRepeat(first, split).map(spelling => [...spelling, lengthOf([others])]);
}

/** Every way to spell a sequence of items, or one stretch in place of what would be too many. */
function spellItems(items: readonly Item[], split: boolean): Spelling[] {
  let spellings: Spelling[] = [[]];
  for (const item of items) {
    let next = spellItem(item, split);
    if (next.length * spellings.length > MAX_SPELLINGS) next = stretch(item);
    spellings = spellings.flatMap(before => next.map(after => [...before, ...after]));
  }
  return spellings;
}

const foldedCharacter = (set: CharSet): string | null => {
  let found = -1;
  for (let code = 0; code < set.length; code++) {
    if (set[code] !== 1) continue;
    const folded = code >= 65 && code <= 90 ? code + 32 : code;
    if (found !== -1 && found !== folded) return null;
    found = folded;
  }
  return found === -1 ? null : String.fromCharCode(found);
};

/** For each step its folded character (null when it is not one certain character) and its distance from the start. */
function measure(spelling: Spelling): { folded: string | null; min: number; max: number }[] {
  let min = 0;
  let max = 0;
  return spelling.map(step => {
    const at = { folded: 'set' in step ? foldedCharacter(step.set) : null, min, max };
    min += 'set' in step ? 1 : step.min;
    max += 'set' in step ? 1 : step.max;
    return at;
  });
}

function findIn(folded: readonly (string | null)[], keyword: string): number[] {
  const found: number[] = [];
  for (let at = 0; at + keyword.length <= folded.length; at++) {
    let length = 0;
    while (length < keyword.length && folded[at + length] === keyword[length]) length += 1;
    if (length === keyword.length) found.push(at);
  }
  return found;
}

/**
 * What stands at certain distances from step `at`: first the letters of the keyword that have one case, since the search
 * for keywords does not look at it, then what follows on the right, then the left.
 */
function checksAround(spelling: Spelling, at: number, length: number): Map<number, CharSet> {
  const checks = new Map<number, CharSet>();
  const add = (index: number): boolean => {
    const step = spelling[index];
    if (step === undefined || !('set' in step) || checks.size >= MAX_CHECKS) return false;
    if (!step.set.every(member => member === 1)) checks.set(index - at, step.set);
    return true;
  };
  for (let index = at; index < at + length && checks.size < MAX_CASES; index++) {
    const step = spelling[index];
    const letter = step !== undefined && 'set' in step && /[a-z]/.test(foldedCharacter(step.set) ?? '');
    if (letter && step.set.reduce((sum, member) => sum + member, 0) === 1) add(index);
  }
  for (let index = at + length; add(index); index++);
  for (let index = at - 1; add(index); index--);
  return checks;
}

/** Two spellings with the keyword at the same distance share one place: what either allows is allowed. */
function mergePlaces(places: readonly Place[]): Place[] {
  const merged = new Map<string, Place>();
  for (const place of places) {
    const key = `${place.keyword}\0${place.min}\0${place.max}`;
    const other = merged.get(key);
    if (other === undefined) {
      merged.set(key, place);
      continue;
    }
    for (const [distance, set] of other.checks) {
      const also = place.checks.get(distance);
      if (also === undefined) other.checks.delete(distance);
      else
        other.checks.set(
          distance,
          set.map((member, code) => member | (also[code] ?? 0)),
        );
    }
  }
  return [...merged.values()];
}

function placeIn(spelling: Spelling, keywords: readonly string[]): Place | null {
  const steps = measure(spelling);
  const folded = steps.map(step => step.folded);
  const places = keywords.flatMap(keyword =>
    findIn(folded, keyword).map((at): Place => {
      const { min, max } = steps[at] ?? { min: 0, max: Number.POSITIVE_INFINITY };
      return { keyword, min, max, checks: checksAround(spelling, at, keyword.length) };
    }),
  );
  const bounded = places.filter(place => place.max < Number.POSITIVE_INFINITY);
  return bounded.sort((a, b) => a.max - a.min - (b.max - b.min))[0] ?? null;
}

/**
 * Places of `keywords` in the matches of a pattern, such that every match holds one of them at its distance; null when
 * that cannot be shown (a spelling without a keyword, or behind a stretch without bound).
 */
export function placeKeywords(alternatives: readonly (readonly Item[])[], keywords: readonly string[]): Place[] | null {
  const lowered = keywords.map(keyword => keyword.toLowerCase());
  for (const split of [false, true]) {
    const spellings = alternatives.flatMap(items => spellItems(items, split));
    const places = spellings.map(spelling => placeIn(spelling, lowered));
    const found = places.filter(place => place !== null);
    if (found.length === places.length) return mergePlaces(found);
  }
  return null;
}

/** Sets of the first bytes of a match that are looked at where it may begin in many places. */
const MAX_HEAD = 4;

/** For each of the first bytes of every match, in order, what it may be; as far as that is certain. */
export function headSets(alternatives: readonly (readonly Item[])[]): CharSet[] {
  const spellings = alternatives.flatMap(items => spellItems(items, false));
  const head: CharSet[] = [];
  while (head.length < MAX_HEAD) {
    const steps = spellings.map(spelling => spelling[head.length]);
    const sets = steps.map(step => (step !== undefined && 'set' in step ? step.set : null));
    const set = sets[0]?.map((_, code) => (sets.some(each => each?.[code] === 1) ? 1 : 0));
    if (set === undefined || sets.includes(null)) break;
    head.push(set);
  }
  return head;
}

/** The longest certain literal of each spelling, three bytes or more; empty when a spelling has none. */
export function inferKeywords(alternatives: readonly (readonly Item[])[]): string[] {
  const found = new Set<string>();
  for (const spelling of alternatives.flatMap(items => spellItems(items, false))) {
    const runs: string[] = [''];
    for (const { folded } of measure(spelling)) {
      if (folded === null || folded.charCodeAt(0) > 127) runs.push('');
      else runs[runs.length - 1] += folded;
    }
    const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
    if (longest.length < 3) return [];
    found.add(longest);
  }
  return [...found];
}
