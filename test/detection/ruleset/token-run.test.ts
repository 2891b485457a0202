import { expect, test } from 'vitest';
import { compileRules } from '../../../lib/detection/ruleset/compile.ts';
import { parsePattern } from '../../../lib/detection/ruleset/pattern.ts';
import { leastTokenRun } from '../../../lib/detection/ruleset/token-run.ts';
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

test('a rule holds a token when twenty characters are certain', () => {
  const { rules } = compileRules([
    makeRule('test-long', 'tok_[0-9A-Za-z]{16}', { keywords: ['tok_'] }),
    makeRule('test-short', 'tok_[0-9A-Za-z]{15,40}', { keywords: ['tok_'] }),
  ]);
  expect(rules.map(({ holdsToken }) => holdsToken)).toEqual([true, false]);
});
