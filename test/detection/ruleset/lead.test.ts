import { expect, test } from 'vitest';
import { leadOf } from '../../../lib/detection/ruleset/lead.ts';
import { parsePattern } from '../../../lib/detection/ruleset/pattern.ts';
import { byteSet, DIGITS } from '../../../lib/text/byte-set.ts';

const lead = (pattern: string) => leadOf(parsePattern(pattern).alternatives);

test.each([
  ['ab[0-9]{0,9}:x', { offset: 2, set: byteSet(DIGITS), max: 9, stop: byteSet(':') }],
  ['(?<!z)a(?:(b)c{2})(?=1)[0-9]{1,5}(?!2)(?:[;,]{1,3})?x', null],
  [
    '(?<!z)a(?:(b)c{2})(?=1)[0-9]{1,5}(?!2)[;,]{1,3}x',
    { offset: 4, set: byteSet(DIGITS), max: 5, stop: byteSet(';,') },
  ],
  ['[0-9]?x', { offset: 0, set: byteSet(DIGITS), max: 1, stop: byteSet('x') }],
  ['ab[0-9]{0,9}[0-9a]', null],
  ['ab[0-9]*:', null],
  ['ab[0-9]{2,9}', null],
  ['a[0-9]{0,9}:|b', null],
  ['(?:a|bc)[0-9]{0,9}:', null],
  ['(a)\\1[0-9]{0,9}:', null],
])('%s', (pattern, expected) => {
  expect(lead(pattern)).toEqual(expected);
});
