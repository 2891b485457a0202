import { expect, test } from 'vitest';
import { lintRules, showProblem, testRules } from '../../lib/run/check-rules.ts';
import { makeRule } from '../rules.ts';

const user = { origin: 'user', file: 'own.yaml' } as const;
const RULES = [
  makeRule('acme-token', 'acme_[0-9a-z]{20}', {
    keywords: ['acme_'],
    match: ['acme_{lower-alnum:20}'],
    noMatch: ['acme_{lower-alnum:19}'],
  }),
  makeRule('acme-copy', 'acme_[0-9a-z]{20}', { ...user, match: ['acme_{lower-alnum:20}'] }),
  makeRule('acme-slow', '(a+)+$', user),
  makeRule('acme-broken', '(', user),
  makeRule('acme-wrong', 'bcme_[0-9a-z]{20}', { ...user, match: ['xxxx_{lower-alnum:20}', '{nothing}'] }),
];
const own = (rule: { readonly origin: string }): boolean => rule.origin === 'user';

test('lint names slow, unanchored, broken, doubled and shadowed rules', () => {
  const twin = makeRule('acme-twin', '(?:acme)_[0-9a-z]{20}', { match: ['acme_{lower-alnum:20}'], noMatch: ['x'] });
  const problems = lintRules([...RULES, twin], rule => own(rule) || rule === twin).map(showProblem);
  expect(problems).toEqual([
    expect.stringMatching(/^own\.yaml:1: acme-broken: invalid pattern: /),
    'own.yaml:1: acme-slow: a quantifier without a bound',
    'own.yaml:1: acme-slow: a quantifier inside a quantifier',
    'own.yaml:1: acme-slow: no keyword at a bounded place in every match',
    'test.yaml:1: acme-twin: shadowed by acme-copy in every example',
  ]);
  const doubled = lintRules([...RULES, makeRule('acme-again', 'bcme_[0-9a-z]{20}', user)], own).map(showProblem);
  expect(doubled).toContain('own.yaml:1: acme-again: the same pattern as acme-wrong');
});

test('test runs the examples beside all rules', () => {
  expect(testRules(RULES, rule => rule.id === 'acme-wrong').map(showProblem)).toEqual([
    expect.stringContaining('acme-broken'),
    'own.yaml:1: acme-wrong: unknown template {nothing}',
  ]);
  const found = testRules(RULES.slice(0, 2), rule => rule.id === 'acme-token').map(showProblem);
  expect(found).toEqual(['test.yaml:1: acme-token: does not match "acme_{lower-alnum:20}" (found by acme-copy)']);
});
