/** The engine as a scan with default settings has it, with the rules read from rules/. */

import { join } from 'node:path';
import { NAME_KEYWORDS } from '../../lib/detection/assignment/keywords.ts';
import { compileRules } from '../../lib/detection/ruleset/compile.ts';
import { prepareRuleset } from '../../lib/detection/ruleset/prepare.ts';
import type { Engine } from '../../lib/engine/engine.ts';
import { createEngine } from '../../lib/engine/engine.ts';
import type { RuleSource } from '../../lib/model/rule.ts';
import { buildAutomaton } from '../../lib/text/automaton.ts';
import { DEFAULT_SALT } from '../../lib/text/fingerprint.ts';
import { readRules } from '../../scripts/compile-rules.ts';

/** The rules of the project in `root`, and an engine with all of them that shows what a scan shows by default. */
export function defaultEngine(root: string): { rules: readonly RuleSource[]; engine: Engine } {
  const rules = readRules(join(root, 'rules', 'secrets'));
  const ruleset = compileRules(rules, NAME_KEYWORDS);
  const engine = createEngine({
    ruleset: prepareRuleset(ruleset, buildAutomaton(ruleset.keywords)),
    entropy: true,
    settings: [],
    minConfidence: 'medium',
    filters: [],
    limit: work => work(),
    salt: DEFAULT_SALT,
    lineHashes: false,
  });
  return { rules, engine };
}
