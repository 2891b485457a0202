/** Versions of Composer: its normalisation to four numbers and a stability, then PHP's `version_compare`. */

import { orderOf } from './comparators.ts';
import { compareDigits, compareNumbers } from './digits.ts';
import { comparing, isNumber } from './identifiers.ts';

const SHAPE =
  /^v?(\d{1,20}(?:\.\d{1,20}){0,3})(?:[._-]?(stable|beta|b|rc|alpha|a|patch|pl|p)((?:[.-]?\d{1,20})*))?(?:[.-]?(dev))?(?:\+[0-9a-z.-]*)?$/i;

/** The order of PHP: what is not in it comes first of all. `#` stands for a number, also for one that is missing. */
const FORMS = ['dev', 'alpha', 'beta', 'rc', '#', 'patch'];
const LONG: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', p: 'patch', pl: 'patch' };

type Version = { readonly numbers: readonly string[]; readonly suffix: readonly string[] };

function read(text: string): Version | null {
  const [, numbers, stability = '', counts = '', dev] = SHAPE.exec(text.trim()) ?? [];
  if (numbers === undefined) return null;
  const word = stability.toLowerCase();
  const form = word === 'stable' ? [] : word === '' ? [] : [LONG[word] ?? word, ...(counts.match(/\d+/g) ?? [])];
  return { numbers: numbers.split('.'), suffix: [...form, ...(dev === undefined ? [] : ['dev'])] };
}

const rankOf = (part: string): number => FORMS.indexOf(isNumber(part) ? '#' : part);

function compareSuffixes(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [x, y] = [a[at], b[at]];
    if (x === undefined) return y !== undefined && isNumber(y) ? -1 : rankOf('0') - rankOf(y ?? '0');
    if (y === undefined) return isNumber(x) ? 1 : rankOf(x) - rankOf('0');
    const order = isNumber(x) && isNumber(y) ? compareDigits(x, y) : rankOf(x) - rankOf(y);
    if (order !== 0) return order;
  }
  return 0;
}

/** Branches (`dev-main`) have no place in the order. */
export const packagistOrder = orderOf(
  comparing(read, (a, b) => compareNumbers(a.numbers, b.numbers) || compareSuffixes(a.suffix, b.suffix)),
  true,
);
