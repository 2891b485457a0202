import { describe, expect, test } from 'vitest';
import { findFault, lengthOf, parsePattern } from '../../../lib/detection/ruleset/pattern.ts';

const matches = (pattern: string, text: string): string | null =>
  new RegExp(parsePattern(pattern).source, 'm').exec(text)?.[0] ?? null;

describe('dialects', () => {
  test.each([
    ['(?i)ghp_[a-z]{3}', 'GHP_AbC', 'GHP_AbC'],
    ['ab(?i)cd', 'ABCD', 'ABCD'],
    ['x(a(?i)b|c)d', 'xCd', 'xCd'],
    ['x(a(?i)b|c)d', 'xCD', null],
    ['(?i:ab)c', 'ABc', 'ABc'],
    ['(?i:ab)c', 'ABC', null],
    ['(?i)a(?-i:b)', 'AB', null],
    ['(?P<name>a)(?P=name)', 'aa', null],
    ['[[:alnum:]_]{4}', '-a_1B', 'a_1B'],
    ['[]a]{2}', 'x]a', ']a'],
    ['[^]a]', ']ab', 'b'],
    ['(?x) a b # comment\n c', 'abc', 'abc'],
    ['(?s)a.b', 'a\nb', 'a\nb'],
    ['a.b', 'a\nb', null],
    ['\\Aab\\z', 'x\nab\ny', 'ab'],
    ['^ab$', 'x\nab\r\ny', 'ab'],
    ['\\h{2}x', ' \tx', ' \tx'],
    ['\\d\\w\\s', '1a ', '1a '],
    ['a\\sb', 'a\u00a0b', null],
    ['a\\Sb', 'a\u00a0b', 'a\u00a0b'],
    ['[^a]', '\u20ac', '\u20ac'],
    ['é', 'É é', 'é'],
    ['(?i)é', 'É', 'É'],
  ])('%j on %j', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});

test.each([
  ['a{2,3}(?:bc|d)', 3, 5],
  ['a*', 0, Number.POSITIVE_INFINITY],
  ['(?=abc)x', 1, 1],
  ['(?:ab)?', 0, 2],
])('%j takes %d to %d bytes', (pattern, min, max) => {
  expect(lengthOf([{ kind: 'group', alternatives: parsePattern(pattern).alternatives, name: null }])).toEqual({
    min,
    max,
  });
});

test('the secret is the group of that name, wherever it stands', () => {
  expect(parsePattern('(a)(?<secret>b)').secretGroup).toBe(2);
  expect(parsePattern('(a)(b)').secretGroup).toBe(0);
});

test.each(['(', '[a', 'a{2}{3}', '*a', '\\p{L}', '(?P<a>x)(?P<a>y)'])('%j has a fault', pattern => {
  expect(findFault(pattern)).toMatch(/\w/);
});

test('a fault is a clause that does not repeat the pattern', () => {
  expect(findFault('(internal_name')).not.toContain('internal_name');
});
