import { expect, test } from 'vitest';
import { inferKeywords, placeKeywords } from '../../../lib/detection/ruleset/anchors.ts';
import { parsePattern } from '../../../lib/detection/ruleset/pattern.ts';

const places = (pattern: string, keywords: readonly string[]) =>
  placeKeywords(parsePattern(pattern).alternatives, keywords)?.map(({ keyword, min, max }) => [keyword, min, max]) ??
  null;

test.each([
  ['ghp_[a-z]{36}', ['ghp_'], [['ghp_', 0, 0]]],
  ['(?:sk|rk)_live_x', ['_live_'], [['_live_', 2, 2]]],
  [
    '(?:ghp|gho)_[a-z]{4}',
    ['ghp_', 'gho_'],
    [
      ['ghp_', 0, 0],
      ['gho_', 0, 0],
    ],
  ],
  ['[a-z]{2,9}\\.key', ['.key'], [['.key', 2, 9]]],
  [
    'x?key',
    ['key'],
    [
      ['key', 0, 0],
      ['key', 1, 1],
    ],
  ],
  ['(?i)KEY', ['key'], [['key', 0, 0]]],
  ['(?<=a)key', ['key'], [['key', 0, 0]]],
  ['[a-z]+key', ['key'], null],
  ['abc|key', ['key'], null],
  ['[a-f0-9]{32}', ['heroku'], null],
  ['a{3}b', ['aaab'], [['aaab', 0, 0]]],
])('%j with %j', (pattern, keywords, expected) => {
  expect(places(pattern, keywords)).toEqual(expected);
});

test.each([
  ['myco_[a-z]+', ['myco_']],
  ['(?:alpha|beta)[0-9]', ['alpha', 'beta']],
  ['[a-z]{4}', []],
  ['ab[0-9]', []],
])('%j has the certain literals %j', (pattern, expected) => {
  expect(inferKeywords(parsePattern(pattern).alternatives)).toEqual(expected);
});

test('checks hold what stands at fixed distances from the keyword', () => {
  const [place] = placeKeywords(parsePattern('[0-9]{2}key-[a-f]{3}').alternatives, ['key-']) ?? [];
  expect([...(place?.checks.keys() ?? [])].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 4, 5, 6]);
});
