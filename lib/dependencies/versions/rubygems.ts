/** Versions of gems, by the algorithm of `Gem::Version` in RubyGems' own source. */

import { exactComparison, satisfiesComparisons } from './comparators.ts';
import { compareDigits, compareText } from './digits.ts';
import { comparing, isNumber } from './identifiers.ts';
import type { VersionOrder } from './order.ts';

const SHAPE = /^[0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

const withoutZeros = (segments: readonly string[]): readonly string[] => {
  let end = segments.length;
  while (end > 0 && /^0+$/.test(segments[end - 1] ?? '')) end--;
  return segments.slice(0, end);
};

/** Runs of digits and of letters; zeros at the end, and at the end of the numbers before the first word, say nothing. */
function read(text: string): readonly string[] | null {
  const version = text.trim() === '' ? '0' : text.trim();
  if (!SHAPE.test(version)) return null;
  const segments = version.replaceAll('-', '.pre.').match(/\d+|[a-z]+/gi) ?? [];
  const word = segments.findIndex(segment => !isNumber(segment));
  const cut = word === -1 ? segments.length : word;
  return [...withoutZeros(segments.slice(0, cut)), ...withoutZeros(segments.slice(cut))];
}

/** Words come before numbers: they are prereleases. */
function compareSegments(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [x, y] = [a[at] ?? '0', b[at] ?? '0'];
    const numbers = [isNumber(x), isNumber(y)];
    if (numbers[0] !== numbers[1]) return numbers[0] ? 1 : -1;
    const order = numbers[0] ? compareDigits(x, y) : compareText(x, y);
    if (order !== 0) return order;
  }
  return 0;
}

const compare = comparing(read, compareSegments);

/** `~> 1.2.3` is `>= 1.2.3` below `1.3`; words at the end do not count for the bound. */
function toComparisons(part: string): string {
  const [, version] = /^~>\s*(\S+)$/.exec(part) ?? [];
  if (version === undefined) return part;
  const numbers = (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.');
  const kept = numbers.length > 1 ? numbers.slice(0, -1) : numbers;
  const last = kept.length - 1;
  return `>=${version},<${kept.map((number, at) => (at === last ? Number(number) + 1 : number)).join('.')}.a`;
}

export const rubyOrder: VersionOrder = {
  compare,
  satisfies: (version, range) =>
    satisfiesComparisons(
      compare,
      version,
      range
        .split(',')
        .map(part => toComparisons(part.trim()))
        .join(','),
    ),
  exact: range => exactComparison(compare, range, true),
};
