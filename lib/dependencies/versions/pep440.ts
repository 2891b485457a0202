/** Python's versions after PEP 440, and Poetry's `^` and `~`. The one file that imports `@renovatebot/pep440`. */

import * as pep440 from '@renovatebot/pep440';
import type { VersionOrder } from './order.ts';

const bound = (numbers: readonly number[], place: number): string =>
  numbers.map((number, index) => (index < place ? number : index === place ? number + 1 : 0)).join('.');

/** The specifiers that Poetry's caret and tilde, a bare version or a wildcard stand for; others are their own. */
function toSpecifier(part: string): string {
  const [, operator = '', version = ''] = /^(\^|~(?!=)|)\s*(\d+(?:\.\d+)*\S*)$/.exec(part) ?? [];
  if (version === '') return part;
  if (operator === '') return `==${version}`;
  const numbers = (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
  const first = numbers.findIndex(number => number > 0);
  const place = operator === '~' ? Math.min(1, numbers.length - 1) : first === -1 ? numbers.length - 1 : first;
  return `>=${version},<${bound(numbers, place)}`;
}

const specifiersOf = (range: string): string =>
  range
    .split(',')
    .map(part => toSpecifier(part.trim()))
    .filter(part => part !== '*' && part !== '')
    .join(',');

/** Poetry's alternatives are parted by `||`. */
function satisfies(version: string, range: string): boolean | null {
  if (pep440.valid(version) === null) return null;
  const alternatives = range.split('||').map(specifiersOf);
  if (!alternatives.every(alternative => alternative === '' || pep440.validRange(alternative))) return null;
  return alternatives.some(alternative => alternative === '' || pep440.satisfies(version, alternative));
}

export const pythonOrder: VersionOrder = {
  compare: (a, b) => (pep440.valid(a) === null || pep440.valid(b) === null ? null : pep440.compare(a, b)),
  satisfies,
  exact: range => {
    const version = range.replace(/^\s*={2,3}\s*/, '');
    return version === range ? null : pep440.valid(version.trim());
  },
};
