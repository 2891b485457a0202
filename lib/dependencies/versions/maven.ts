/** Versions of Maven, by the algorithm of `ComparableVersion` in Maven's own source (maven-artifact 3.9). */

import { exactComparison, satisfiesComparisons } from './comparators.ts';
import { compareDigits, compareText } from './digits.ts';
import { readInterval } from './nuget.ts';
import type { VersionOrder } from './order.ts';

type Item =
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'word'; readonly rank: string }
  | { readonly kind: 'list'; readonly items: Item[] };

const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const ALIASES = new Map([
  ['ga', ''],
  ['final', ''],
  ['release', ''],
  ['cr', 'rc'],
]);
const BEFORE_DIGIT = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);
const RELEASE = String(QUALIFIERS.indexOf(''));
const ZERO: Item = { kind: 'number', digits: '0' };

/** Known qualifiers have a digit by which they are compared; all others come behind them, by letter. */
function readWord(text: string): Item {
  const word = ALIASES.get(text) ?? text;
  const place = QUALIFIERS.indexOf(word);
  return { kind: 'word', rank: place === -1 ? `${QUALIFIERS.length}-${word}` : String(place) };
}

const readItem = (text: string, isDigit: boolean): Item =>
  isDigit ? { kind: 'number', digits: text.replace(/^0+(?=\d)/, '') } : readWord(text);

function isNothing(item: Item): boolean {
  if (item.kind === 'number') return item.digits === '0';
  return item.kind === 'word' ? item.rank === RELEASE : item.items.length === 0;
}

/** Takes away what says nothing at the end of a list, and before the lists at its end. */
function normalise(items: Item[]): void {
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at];
    if (item === undefined) return;
    if (isNothing(item)) items.splice(at, 1);
    else if (item.kind !== 'list') return;
  }
}

/** The parser's state: lists nested in one another, the innermost last. */
function createLists() {
  const stack: Item[][] = [[]];
  const current = (): Item[] => stack.at(-1) ?? [];
  return {
    isEmpty: (): boolean => current().length === 0,
    add: (item: Item): number => current().push(item),
    nest: (): void => {
      const items: Item[] = [];
      current().push({ kind: 'list', items });
      stack.push(items);
    },
    close: (): Item[] => {
      for (const items of stack.toReversed()) normalise(items);
      return stack[0] ?? [];
    },
  };
}

const isDigitCode = (code: number): boolean => code >= 48 && code <= 57;

/** Lists nest with every change between letters and digits: a longer version than any that exists is not read. */
const LONGEST = 500;

function parse(version: string): Item[] {
  const lists = createLists();
  let [isDigit, start] = [false, 0];
  for (let at = 0; at < version.length; at++) {
    const sign = version[at];
    if (sign === '.' || sign === '-') {
      lists.add(at === start ? ZERO : readItem(version.slice(start, at), isDigit));
      start = at + 1;
      if (sign === '-') lists.nest();
      continue;
    }
    const nextIsDigit = isDigitCode(version.charCodeAt(at));
    if (nextIsDigit !== isDigit && at > start) {
      const part = version.slice(start, at);
      if (nextIsDigit && !lists.isEmpty()) lists.nest();
      lists.add(isDigit ? readItem(part, true) : readWord(BEFORE_DIGIT.get(part) ?? part));
      start = at;
      lists.nest();
    }
    isDigit = nextIsDigit;
  }
  if (version.length > start) {
    if (!isDigit && !lists.isEmpty()) lists.nest();
    lists.add(readItem(version.slice(start), isDigit));
  }
  return lists.close();
}

function read(text: string): Item[] | null {
  const version = text.trim().toLowerCase();
  return version.length > LONGEST || !/^[!-~]+$/.test(version) ? null : parse(version);
}

function compareToNothing(item: Item): number {
  if (item.kind === 'number') return item.digits === '0' ? 0 : 1;
  if (item.kind === 'list') return item.items.map(compareToNothing).find(order => order !== 0) ?? 0;
  return compareText(item.rank, RELEASE);
}

/** What comes first where two items are of different kinds. */
const KINDS = { word: 0, list: 1, number: 2 } as const;

function compareItems(a: Item, b: Item): number {
  if (a.kind === 'number' && b.kind === 'number') return compareDigits(a.digits, b.digits);
  if (a.kind === 'list' && b.kind === 'list') return compareLists(a.items, b.items);
  if (a.kind === 'word' && b.kind === 'word') return compareText(a.rank, b.rank);
  return KINDS[a.kind] - KINDS[b.kind];
}

/** Of a missing item and another. */
function compareParts(a: Item | undefined, b: Item | undefined): number {
  if (a === undefined) return b === undefined ? 0 : -compareToNothing(b);
  return b === undefined ? compareToNothing(a) : compareItems(a, b);
}

function compareLists(a: readonly Item[], b: readonly Item[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const order = compareParts(a[at], b[at]);
    if (order !== 0) return order;
  }
  return 0;
}

const compare: VersionOrder['compare'] = (a, b) => {
  const [x, y] = [read(a), read(b)];
  return x === null || y === null ? null : compareLists(x, y);
};

export const mavenOrder: VersionOrder = {
  compare,
  satisfies: (version, range) => satisfiesComparisons(compare, version, readInterval(range) ?? range),
  exact: range => {
    const interval = readInterval(range);
    return exactComparison(compare, interval ?? range, interval === null);
  },
};
