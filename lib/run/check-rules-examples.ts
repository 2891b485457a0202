/** Runs every rule's own examples through the real detectors and judges, beside all other rules. */

import { createPatternDetector } from '../detection/detectors/pattern.ts';
import { judge } from '../detection/judges/index.ts';
import { compileRules } from '../detection/ruleset/compile.ts';
import { prepareRuleset } from '../detection/ruleset/prepare.ts';
import { fillSample } from '../detection/ruleset/sample.ts';
import { createView } from '../detection/text-view.ts';
import type { Judged } from '../engine/overlap.ts';
import { resolveOverlaps } from '../engine/overlap.ts';
import type { RuleSource } from '../model/rule.ts';
import { buildAutomaton, createHits, findKeywords } from '../text/automaton.ts';
import { createRandom } from '../text/random.ts';
import { wholeChunk } from '../text/whole-chunk.ts';
import { createTimeLimit } from './time-limit.ts';

/** Each example is filled this many times: a rule must not hold by luck. */
const FILLINGS = 3;
const RULE_MILLISECONDS = 1000;

/** Gives the ids of the rules that report a finding in a text, after judges and overlaps. */
export type Finder = (text: string) => string[];

export function createFinder(rules: readonly RuleSource[]): Finder {
  const ruleset = compileRules(rules);
  const automaton = buildAutomaton(ruleset.keywords);
  const detect = createPatternDetector(prepareRuleset(ruleset, automaton), createTimeLimit(RULE_MILLISECONDS));
  const hits = createHits();
  return text => {
    const chunk = wholeChunk('example', Buffer.from(text));
    findKeywords(automaton, chunk.bytes, hits);
    const view = createView(chunk, hits);
    const judged = detect(view).matches.flatMap((match): Judged[] => {
      const { confidence } = judge(match, view);
      return confidence === null ? [] : [{ match, confidence }];
    });
    return resolveOverlaps(judged, 'low').map(({ match }) => match.rule.id);
  };
}

/** The ids found in each filling of an example. Throws SyntaxError for a template that is not known. */
export function findInFillings(template: string, find: Finder): string[][] {
  return Array.from({ length: FILLINGS }, (_, seed) => find(fillSample(template, createRandom(seed + 1))));
}

function faultOfExample(rule: RuleSource, template: string, wanted: boolean, find: Finder): string | null {
  for (const found of findInFillings(template, find)) {
    const others = found.filter(id => id !== rule.id);
    if (found.includes(rule.id) !== wanted) {
      const instead = others.length > 0 ? ` (found by ${others.join(', ')})` : '';
      return `${wanted ? 'does not match' : 'matches'} ${JSON.stringify(template)}${instead}`;
    }
    if (wanted && others.length > 0) return `${JSON.stringify(template)} is matched by ${others.join(', ')} too`;
  }
  return null;
}

/** What is wrong with the examples of a rule: empty when each holds, and no other rule matches what is its own. */
export function checkExamples(rule: RuleSource, find: Finder): string[] {
  const examples = [
    ...rule.match.map(example => [example, true] as const),
    ...rule.noMatch.map(example => [example, false] as const),
  ];
  try {
    return examples.flatMap(([template, wanted]) => faultOfExample(rule, template, wanted, find) ?? []);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [error.message];
  }
}
