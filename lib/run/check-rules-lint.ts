/** Finds what is doubtful about a rule before it meets any text: slow patterns, missing anchors, rules that do another's work. */

import { analyseRule, compileRules, wholePattern } from '../detection/ruleset/compile.ts';
import { lintPattern } from '../detection/ruleset/lint.ts';
import type { RuleSource } from '../model/rule.ts';
import type { Finder } from './check-rules-examples.ts';
import { findInFillings } from './check-rules-examples.ts';

/** Faults of one rule by itself. Throws GateError for a pattern that cannot be run. */
export function lintRule(rule: RuleSource): string[] {
  const [compiled] = compileRules([rule]).rules;
  const faults = lintPattern(analyseRule(rule).pattern.alternatives);
  if (compiled?.decoded) faults.push('characters beyond ASCII in the pattern');
  if (compiled?.anchors.length === 0) faults.push('no keyword at a bounded place in every match');
  if (rule.origin === 'built-in' && (rule.match.length === 0 || rule.noMatch.length === 0)) {
    faults.push('no match or no no_match example');
  }
  return faults;
}

/** For each rule the id of an earlier one with the very same pattern. */
export function findCopies(rules: readonly RuleSource[]): ReadonlyMap<RuleSource, string> {
  const first = new Map<string, RuleSource>();
  const copies = new Map<RuleSource, string>();
  for (const rule of rules) {
    const pattern = wholePattern(rule);
    const before = first.get(pattern);
    if (before === undefined) first.set(pattern, rule);
    else if (before.paths.join('\n') === rule.paths.join('\n')) copies.set(rule, before.id);
  }
  return copies;
}

/** The rules that find every example of this one in its place; empty when it finds one itself, or has none. */
export function findShadows(rule: RuleSource, find: Finder): string[] {
  let found: string[];
  try {
    const ids = rule.match.flatMap(template => findInFillings(template, find));
    if (ids.some(list => list.includes(rule.id) || list.length === 0)) return [];
    found = ids.flat();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [];
  }
  return [...new Set(found)].sort();
}
