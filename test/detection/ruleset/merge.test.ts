import { expect, test } from 'vitest';
import { compileRules } from '../../../lib/detection/ruleset/compile.ts';
import { readUserRules } from '../../../lib/detection/ruleset/load.ts';
import { mergeRulesets } from '../../../lib/detection/ruleset/merge.ts';
import { findFault } from '../../../lib/detection/ruleset/pattern.ts';

const compile = (service: string, pattern: string) =>
  compileRules(readUserRules(`- ${service}:\n    - Key: "${pattern}"\n`, 'f.yaml', findFault));

test('every number of a byte set still names the same set', () => {
  const [first, second] = [compile('One', 'one_[a-f]{32}'), compile('Two', 'two_[0-9]{40}')];
  const merged = mergeRulesets(first, second);
  const rule = merged.rules[1];
  const setsOf = (ruleset: typeof merged, numbers: readonly number[]) => numbers.map(number => ruleset.sets[number]);
  const original = second.rules[0];
  expect(original?.head.length).toBeGreaterThan(0);
  expect(setsOf(merged, rule?.head ?? [])).toEqual(setsOf(second, original?.head ?? []));
  const checks = (each: typeof rule) => each?.anchors.flatMap(anchor => anchor.checks.map(([, set]) => set)) ?? [];
  expect(setsOf(merged, checks(rule))).toEqual(setsOf(second, checks(original)));
  expect(rule?.token?.min).toBe(original?.token?.min);
});
