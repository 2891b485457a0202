import { describe, expect, test } from 'vitest';
import { ENTROPY_RULE } from '../../lib/detection/detectors/entropy.ts';
import type { ListedRule } from '../../lib/run/rule-docs.ts';
import { categoryOf, findRule, keywordsOf, plainName, rulesOfService } from '../../lib/run/rule-docs.ts';
import { compareCoverage, countCoverage } from '../../lib/run/rule-docs-coverage.ts';
import { makeRule, prepare } from '../rules.ts';

const ruleset = prepare([
  makeRule('acme-token', '(?:acme_|acmx_)[0-9a-z]{20}', { service: 'Acme, Inc.', keywords: ['acme_', 'acmx_'] }),
  makeRule('acme-key', '[0-9a-f]{32}', { service: 'Acme, Inc.', near: ['acme'] }),
  makeRule('zeta-cookie', 'zeta=(?<secret>[0-9a-f]{32})', { service: 'Zeta', keywords: ['zeta='] }),
]);

const RULES: readonly ListedRule[] = [
  ...ruleset.rules.map(
    (compiled): ListedRule => ({
      ...{ id: compiled.id, service: compiled.service, description: compiled.description },
      ...{ severity: compiled.severity, confidence: compiled.confidence, remediation: '', references: [] },
      kind: 'secret',
      origin: 'built-in',
      category: categoryOf(compiled),
      keywords: keywordsOf(ruleset, compiled),
      compiled,
    }),
  ),
  { ...ENTROPY_RULE, kind: 'secret', origin: 'built-in', category: categoryOf(null), keywords: [], compiled: null },
];

test('rules are listed with their keywords and by how they know their secrets', () => {
  expect(RULES.map(({ id, category, keywords }) => [id, category, keywords])).toEqual([
    ['acme-token', 'self-identifying', ['acme_', 'acmx_']],
    ['acme-key', 'near', ['acme']],
    ['zeta-cookie', 'structural', ['zeta=']],
    ['generic-high-entropy', 'generic', []],
  ]);
});

test('a rule is found by its id, and an unknown one by the nearest', () => {
  expect(findRule(RULES, 'acme-key').category).toBe('near');
  expect(() => findRule(RULES, 'acme-tokn')).toThrow(expect.objectContaining({ remedy: 'Did you mean `acme-token`?' }));
  expect(() => findRule(RULES, 'zeta')).toThrow(expect.objectContaining({ remedy: 'Did you mean `zeta-cookie`?' }));
  expect(() => findRule(RULES, 'qqqqqqqqqqqqqqqqqqq')).toThrow(/there is no rule/);
});

test.each(['acme', 'ACME INC', 'Acme, Inc.'])('the service %j', name => {
  expect(rulesOfService(RULES, name).map(({ id }) => id)).toEqual(['acme-token', 'acme-key']);
});

test('an unknown service', () => {
  expect(() => rulesOfService(RULES, 'Zetta')).toThrow(expect.objectContaining({ remedy: 'Did you mean `Zeta`?' }));
});

describe('coverage', () => {
  test('counts services and categories', () => {
    expect(countCoverage(RULES)).toEqual({
      rules: 4,
      services: [
        { service: 'Acme, Inc.', rules: 2 },
        { service: 'Generic', rules: 1 },
        { service: 'Zeta', rules: 1 },
      ],
      categories: { 'self-identifying': 1, near: 1, structural: 1, generic: 1, package: 0 },
    });
  });

  test.each([
    ['x', 'x', ['ACMX_'], 'keyword', ['acme-token']],
    ['zeta-thing', 'zeta', ['thing'], 'service', ['zeta-cookie']],
    ['omega', 'omega', ['omega'], null, []],
    ['generic-api-key', 'generic', [], null, []],
  ])('%s of %s with %j is covered by %s', (name, service, keywords, by, ids) => {
    expect(compareCoverage(RULES, [{ name, service, keywords }])).toEqual([{ name, by, rules: ids }]);
  });
});

test('names of services are compared by letters and digits', () => {
  expect(plainName('Face++ (Megvii)')).toBe('facemegvii');
});
