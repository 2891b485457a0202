/** The built-in rules as the tests use them: read from rules/ and compiled once a test file. */

import { resolve } from 'node:path';
import { NAME_KEYWORDS } from '../lib/detection/assignment/keywords.ts';
import { ESCAPE_KEYWORDS } from '../lib/detection/decode/escapes.ts';
import { compileRules } from '../lib/detection/ruleset/compile.ts';
import type { PreparedRuleset } from '../lib/detection/ruleset/prepare.ts';
import { prepareRuleset } from '../lib/detection/ruleset/prepare.ts';
import { fillSample } from '../lib/detection/ruleset/sample.ts';
import { OWN_MARKER } from '../lib/filters/gate-allow.ts';
import type { RuleSource } from '../lib/model/rule.ts';
import { buildAutomaton } from '../lib/text/automaton.ts';
import { createRandom } from '../lib/text/random.ts';
import { readRules } from '../scripts/compile-rules.ts';

export const ROOT = resolve(import.meta.dirname, '..');

let rules: RuleSource[] | null = null;
let prepared: PreparedRuleset | null = null;

export function builtInRules(): readonly RuleSource[] {
  rules ??= readRules(resolve(ROOT, 'rules/secrets'));
  return rules;
}

export function builtInRuleset(): PreparedRuleset {
  prepared ??= prepare(builtInRules());
  return prepared;
}

export function prepare(sources: readonly RuleSource[]): PreparedRuleset {
  const ruleset = compileRules(sources, [...NAME_KEYWORDS, ...ESCAPE_KEYWORDS, OWN_MARKER]);
  return prepareRuleset(ruleset, buildAutomaton(ruleset.keywords));
}

/** A rule with defaults for all but what the test is about. */
export function makeRule(id: string, pattern: string, more: Partial<RuleSource> = {}): RuleSource {
  return {
    id,
    service: 'Test',
    description: `Test ${id}`,
    severity: 'high',
    confidence: 'high',
    remediation: 'Revoke it.',
    references: [],
    pattern,
    keywords: [],
    near: [],
    entropy: 0,
    anchored: true,
    paths: [],
    match: [],
    noMatch: [],
    origin: 'built-in',
    file: 'test.yaml',
    line: 1,
    ...more,
  };
}

/** A sample secret from a template of rules/README.md. */
export const sample = (template: string, seed = 1): string => fillSample(template, createRandom(seed));
