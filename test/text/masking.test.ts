import { expect, test } from 'vitest';
import { maskSecret, maskText } from '../../lib/text/masking.ts';

test('a mask tells the public prefix and not the length', () => {
  expect(maskSecret('ghp_abcdef', 4)).toBe('ghp_********');
  expect(maskSecret('x', 0)).toBe(maskSecret('much longer', 0));
});

const hide = (start: number, end: number) => ({ start, end, masked: '**' });

test.each([
  ['one', 'a=secret;', [hide(2, 8)], 2, { text: 'a=**;', start: 2, end: 4 }],
  ['two, the second in focus', 'one two', [hide(0, 3), hide(4, 7)], 4, { text: '** **', start: 3, end: 5 }],
  ['overlapping', 'abcdefgh', [hide(1, 4), hide(3, 6)], 3, { text: 'a**gh', start: 1, end: 3 }],
  ['one inside another', 'abcdefgh', [hide(2, 3), hide(1, 6)], 2, { text: 'a**gh', start: 1, end: 3 }],
  ['none', 'plain', [], 0, { text: 'plain', start: 0, end: 0 }],
])('masks %s', (_, text, masks, focus, expected) => {
  expect(maskText(text, masks, focus)).toEqual(expected);
});
