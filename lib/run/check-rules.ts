/** Judges rules before they judge texts: runs their examples, lints their patterns, and says what is wrong with file and line. */

import { compileRules } from '../detection/ruleset/compile.ts';
import { GateError } from '../model/failure.ts';
import type { RuleSource } from '../model/rule.ts';
import { checkExamples, createFinder } from './check-rules-examples.ts';
import { findCopies, findShadows, lintRule } from './check-rules-lint.ts';

/** `line` is 1-based. `message` holds templates of examples, never a filled one. */
export type RuleProblem = {
  readonly file: string;
  readonly line: number;
  readonly ruleId: string;
  readonly message: string;
};

export type Wanted = (rule: RuleSource) => boolean;

const problemOf = ({ file, line, id }: RuleSource, message: string): RuleProblem => ({
  file,
  line,
  ruleId: id,
  message,
});

/** One line for people: file, line, rule id and what is wrong. */
export const showProblem = ({ file, line, ruleId, message }: RuleProblem): string =>
  `${file}:${line}: ${ruleId}: ${message}`;

/** The rules that can be compiled; `tell` hears of the others. */
function keepSound(rules: readonly RuleSource[], tell: (problem: RuleProblem) => void): RuleSource[] {
  return rules.filter(rule => {
    try {
      compileRules([rule]);
      return true;
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      tell(problemOf(rule, error.message.replace(/^.*? has an invalid pattern: /s, 'invalid pattern: ')));
      return false;
    }
  });
}

/** What is wrong with the examples of the rules that `wanted` picks, run beside all rules. */
export function testRules(rules: readonly RuleSource[], wanted: Wanted): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const sound = keepSound(rules, problem => problems.push(problem));
  const find = createFinder(sound);
  for (const rule of sound.filter(wanted)) {
    for (const fault of checkExamples(rule, find)) problems.push(problemOf(rule, fault));
  }
  return problems;
}

/** What is doubtful about the patterns of the rules that `wanted` picks, each by itself and beside all rules. */
export function lintRules(rules: readonly RuleSource[], wanted: Wanted): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const sound = keepSound(rules, problem => problems.push(problem));
  const copies = findCopies(sound);
  const byId = new Map(sound.map(rule => [rule.id, rule]));
  const find = createFinder(sound);
  for (const rule of sound.filter(wanted)) {
    for (const fault of lintRule(rule)) problems.push(problemOf(rule, fault));
    const copied = copies.get(rule);
    const shadows = copied === undefined ? findShadows(rule, find) : [];
    if (copied !== undefined) problems.push(problemOf(rule, `the same pattern as ${copied}`));
    else if (shadows.some(id => copies.get(byId.get(id) ?? rule) !== rule.id))
      problems.push(problemOf(rule, `shadowed by ${shadows.join(', ')} in every example`));
  }
  return problems;
}

/** All of it, as lines with file, line and rule id. Empty when all is well. */
export function checkRules(rules: readonly RuleSource[], wanted: Wanted): string[] {
  const linted = lintRules(rules, wanted);
  const broken = new Set(linted.filter(({ message }) => message.startsWith('invalid pattern')).map(showProblem));
  const tested = testRules(rules, wanted).filter(problem => !broken.has(showProblem(problem)));
  return [...linted, ...tested].map(showProblem);
}
