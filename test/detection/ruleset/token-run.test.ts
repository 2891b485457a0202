import { expect, test } from 'vitest';
import { compileRules } from '../../../lib/detection/ruleset/compile.ts';
import { parsePattern } from '../../../lib/detection/ruleset/pattern.ts';
import { leastTokenRun, tokenShape } from '../../../lib/detection/ruleset/token-run.ts';
import { makeRule } from '../../rules.ts';

test.each([
  ['key_[0-9a-f]{32}', 36],
  ['[a-z]{2,9}x', 3],
  ['[a-z]{3}\\.[a-z]{5}', 5],
  ['[a-z]{3}[.a-z][a-z]{5}', 5],
  ['[a-z]{3}[.a-z]?[a-z]{5}', 5],
  ['[a-z]{3}[a-z]?[a-z]{5}', 8],
  ['[a-z]{3}(?:-|_)[a-z]{5}', 9],
  ['[a-z]{3}(?:-|\\.)[a-z]{5}', 5],
  ['(?:[a-z]{9}|[0-9]{4})x', 5],
  ['(?:[a-z]{9}|\\.)x', 1],
  ['(?:ab\\.){3}', 2],
  ['(?:a\\.b){3}', 2],
  ['(?:a\\.b){1,3}', 1],
  ['(?:[a-z]{4}){5}', 20],
  ['(?:[a-z]{4}){0,5}', 0],
  ['(?<=[a-z]{40})\\.(?=[a-z]{40})', 0],
  ['[a-z]{100,400}', 64],
  ['(a)\\1', 1],
  ['[^.]{40}', 0],
])('every match of %j holds %i token characters in a row', (pattern, length) => {
  expect(leastTokenRun(parsePattern(pattern).alternatives)).toBe(length);
});

test.each([
  ['[0-9a-f]{32}', 32, 32, '0123456789abcdef'],
  ['(?:aa|b)[cd]{20,30}', 21, 32, 'abcd'],
  ['[ab]{20,}', null, null, null],
  ['[a.]{20}', null, null, null],
])('%j is token characters throughout', (pattern, min, max, bytes) => {
  const shape = tokenShape(parsePattern(pattern).alternatives);
  const members = shape && [...shape.set].flatMap((member, code) => (member === 1 ? [String.fromCharCode(code)] : []));
  expect([shape?.min ?? null, shape?.max ?? null, members?.join('') ?? null]).toEqual([min, max, bytes]);
});

test('a rule holds a token when twenty characters are certain', () => {
  const { rules } = compileRules([
    makeRule('test-long', 'tok_[0-9A-Za-z]{16}', { keywords: ['tok_'] }),
    makeRule('test-short', 'tok_[0-9A-Za-z]{15,40}', { keywords: ['tok_'] }),
  ]);
  expect(rules.map(({ token }) => token)).toEqual([{ min: 20, whole: null }, null]);
});
