/** Runs every rule's own examples through the real detectors and judges, beside all other rules, and lints its pattern. */

import { createPatternDetector } from '../detection/detectors/pattern.ts';
import { judge } from '../detection/judges/index.ts';
import { compileRules, wholePattern } from '../detection/ruleset/compile.ts';
import { lintPattern } from '../detection/ruleset/lint.ts';
import { parsePattern } from '../detection/ruleset/pattern.ts';
import { prepareRuleset } from '../detection/ruleset/prepare.ts';
import { fillSample } from '../detection/ruleset/sample.ts';
import { createView } from '../detection/text-view.ts';
import type { Judged } from '../engine/overlap.ts';
import { resolveOverlaps } from '../engine/overlap.ts';
import type { Chunk } from '../model/chunk.ts';
import { GateError } from '../model/failure.ts';
import type { RuleSource } from '../model/rule.ts';
import { buildAutomaton, createHits, findKeywords } from '../text/automaton.ts';
import { createRandom } from '../text/random.ts';

/** Each example is filled this many times: a rule must not hold by luck. */
const FILLINGS = 3;

function chunkOf(text: string): Chunk {
  const bytes = Buffer.from(text);
  const own = { start: 0, end: bytes.length };
  return {
    path: 'example',
    bytes,
    origin: 'file',
    offset: 0,
    start: { line: 1, column: 1 },
    own,
    continued: false,
    added: null,
  };
}

/** Gives the ids of the rules that report a finding in a text, after judges and overlaps. */
function createFinder(rules: readonly RuleSource[]): (text: string) => string[] {
  const ruleset = compileRules(rules);
  const automaton = buildAutomaton(ruleset.keywords);
  const detect = createPatternDetector(prepareRuleset(ruleset, automaton), work => work());
  const hits = createHits();
  return text => {
    const chunk = chunkOf(text);
    findKeywords(automaton, chunk.bytes, hits);
    const view = createView(chunk, hits);
    const judged = detect(view).matches.flatMap((match): Judged[] => {
      const { confidence } = judge(match, view);
      return confidence === null ? [] : [{ match, confidence }];
    });
    return resolveOverlaps(judged, 'low').map(({ match }) => match.rule.id);
  };
}

function checkExamples(rule: RuleSource, find: (text: string) => string[]): string[] {
  const seeds = Array.from({ length: FILLINGS }, (_, seed) => seed + 1);
  const fails = (template: string, wanted: boolean): string[] => {
    for (const seed of seeds) {
      const found = find(fillSample(template, createRandom(seed)));
      const others = found.filter(id => id !== rule.id);
      if (found.includes(rule.id) !== wanted) {
        const instead = others.length > 0 ? ` (found by ${others.join(', ')})` : '';
        return [`${wanted ? 'does not match' : 'matches'} ${JSON.stringify(template)}${instead}`];
      }
      if (wanted && others.length > 0) return [`${JSON.stringify(template)} is matched by ${others.join(', ')} too`];
    }
    return [];
  };
  try {
    return [
      ...rule.match.flatMap(example => fails(example, true)),
      ...rule.noMatch.flatMap(example => fails(example, false)),
    ];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [error.message];
  }
}

function lintRule(rule: RuleSource): string[] {
  const [compiled] = compileRules([rule]).rules;
  const faults = lintPattern(parsePattern(wholePattern(rule)).alternatives);
  if (compiled?.decoded) faults.push('characters beyond ASCII in the pattern');
  if (compiled?.anchors.length === 0) faults.push('no keyword at a bounded place in every match');
  if (rule.match.length === 0 || rule.noMatch.length === 0) faults.push('no match or no no_match example');
  return faults;
}

/** Problems of the rules that `wanted` picks, as lines with file, line and rule id. Empty when all is well. */
export function checkRules(rules: readonly RuleSource[], wanted: (rule: RuleSource) => boolean): string[] {
  const problems: string[] = [];
  const tell = (rule: RuleSource, faults: readonly string[]): void => {
    for (const fault of faults) problems.push(`${rule.file}:${rule.line}: ${rule.id}: ${fault}`);
  };
  const sound = rules.filter(rule => {
    try {
      if (wanted(rule)) tell(rule, lintRule(rule));
      else compileRules([rule]);
      return true;
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      problems.push(error.message);
      return false;
    }
  });
  const find = createFinder(sound);
  for (const rule of sound.filter(wanted)) tell(rule, checkExamples(rule, find));
  return problems;
}
