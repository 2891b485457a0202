/** What holds for every built-in rule. */

import { expect, test } from 'vitest';
import { checkRules } from '../../lib/run/check-rules.ts';
import { builtInRules } from '../rules.ts';

const rules = builtInRules();

test('every rule matches its examples and only its own, and its pattern can be anchored', () => {
  expect(checkRules(rules, () => true)).toEqual([]);
}, 120_000);

test('there are rules for at least 80 services', () => {
  expect(new Set(rules.map(rule => rule.service)).size).toBeGreaterThanOrEqual(80);
});

test('every rule says where its format was read and what to do about a leak', () => {
  const silent = rules.filter(rule => rule.references.length === 0 || rule.remediation.length < 20);
  expect(silent.map(rule => rule.id)).toEqual([]);
  expect(rules.flatMap(rule => rule.references).filter(url => !URL.canParse(url))).toEqual([]);
});

test('an id begins with the name of its file, so that a reader finds the rule', () => {
  const strays = rules.filter(({ id, file }) => !id.startsWith(file.replace(/^.*\//, '').replace('.yaml', '')));
  expect(strays.map(({ id, file }) => `${file}: ${id}`)).toEqual([]);
});

test('a path with a folder fits at any depth, as a name without one does', () => {
  const rooted = rules.flatMap(rule => rule.paths.filter(path => path.includes('/') && !path.startsWith('**/')));
  expect(rooted).toEqual([]);
});
