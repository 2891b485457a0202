/** Ranges that are lists of comparisons (`>=1.2, <2`): what most ecosystems without a range syntax of their own understand. */

import type { VersionOrder } from './order.ts';

const COMPARISON = /^(>=|<=|!=|==|=|>|<)?\s*([0-9A-Za-z][^\s,|<>=!~^*]*)$/;

const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
  '=': order => order === 0,
  '==': order => order === 0,
  '!=': order => order !== 0,
};

/** Parts by commas, `and`, or blanks before an operator. */
const partsOf = (range: string): string[] =>
  range
    .split(/,|\band\b|\s+(?=[<>=!])/)
    .map(part => part.trim())
    .filter(part => part !== '');

/** Whether every comparison of the range holds; null where one is something else. */
export function satisfiesComparisons(compare: VersionOrder['compare'], version: string, range: string): boolean | null {
  const parts = partsOf(range);
  if (parts.length === 0) return null;
  let all = true;
  for (const part of parts) {
    const [, operator = '=', bound = ''] = COMPARISON.exec(part) ?? [];
    const order = bound === '' ? null : compare(version, bound);
    if (order === null) return null;
    all &&= HOLDS[operator]?.(order) === true;
  }
  return all;
}

/** The version of a range that is one comparison with `=`, `==`, or none where `bare` versions are exact. */
export function exactComparison(compare: VersionOrder['compare'], range: string, bare: boolean): string | null {
  const [, operator, version = ''] = COMPARISON.exec(range.trim()) ?? [];
  const isExact = operator === undefined ? bare : operator === '=' || operator === '==';
  return isExact && version !== '' && compare(version, version) === 0 ? version : null;
}

/** An order whose ranges are comparisons. `bare`: whether a version alone means that very version. */
export const orderOf = (compare: VersionOrder['compare'], bare: boolean): VersionOrder => ({
  compare,
  satisfies: (version, range) => satisfiesComparisons(compare, version, range),
  exact: range => exactComparison(compare, range, bare),
});
