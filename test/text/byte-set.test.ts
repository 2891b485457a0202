import { expect, test } from 'vitest';
import { byteSet, DIGITS, HEX_DIGITS, LOWER_CASE, mark, UPPER_CASE } from '../../lib/text/byte-set.ts';

const members = (table: Uint8Array): string =>
  [...table.keys()]
    .filter(byte => table[byte] !== 0)
    .map(byte => String.fromCharCode(byte))
    .join('');

test.each([
  [DIGITS, /[0-9]/],
  [LOWER_CASE, /[a-z]/],
  [UPPER_CASE, /[A-Z]/],
  [HEX_DIGITS, /[0-9a-fA-F]/],
  [`${DIGITS}+/\u00e9`, /[0-9+/\u00e9]/],
])('holds the bytes of %s and no others', (characters, pattern) => {
  const all = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  expect(members(byteSet(characters))).toBe(all.filter(char => pattern.test(char)).join(''));
});

test('a later mark of a byte counts', () => {
  const table = byteSet('abc');
  mark(table, 'bd', 7);
  expect([...'abcde'].map(char => table[char.charCodeAt(0)])).toEqual([1, 7, 1, 7, 0]);
});
