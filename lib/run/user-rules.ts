/** Reads the rules that a user wrote, compiles them and puts them behind the built-in ones. */

import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { DETECTOR_RULES } from '../detection/detectors/rules.ts';
import { compileRules } from '../detection/ruleset/compile.ts';
import { lintPattern } from '../detection/ruleset/lint.ts';
import { readCustomRules, readUserRules } from '../detection/ruleset/load.ts';
import { mergeRulesets } from '../detection/ruleset/merge.ts';
import { findFault, parsePattern } from '../detection/ruleset/pattern.ts';
import { prepareRuleset } from '../detection/ruleset/prepare.ts';
import { validateRules } from '../detection/ruleset/validate.ts';
import type { Ruleset } from '../model/compiled-rule.ts';
import { GateError } from '../model/failure.ts';
import type { RuleSource } from '../model/rule.ts';
import { buildAutomaton } from '../text/automaton.ts';
import { errorCode } from '../text/error-words.ts';
import type { LoadedRules, UserRules } from './load-ruleset.ts';

function readRulesFile(file: string): RuleSource[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = errorCode(error) ?? 'unreadable';
    throw new GateError(
      `${file}: the file of rules cannot be read (${code})`,
      'Name an existing file with --signatures.',
    );
  }
  if (!isUtf8(bytes)) throw new GateError(`${file}: the file of rules is not UTF-8`, 'Save it as UTF-8.');
  return readUserRules(bytes.toString('utf8'), file, findFault);
}

function refuseTaken(rules: readonly RuleSource[], builtIn: Ruleset): void {
  const taken = new Set([...builtIn.rules, ...DETECTOR_RULES].map(({ id }) => id));
  const clash = rules.find(({ id }) => taken.has(id));
  if (clash === undefined) return;
  throw new GateError(
    `${clash.file}:${clash.line}: the id ${clash.id} is that of a built-in rule`,
    'Give the rule another id.',
  );
}

const warn = (rule: RuleSource): string[] =>
  rule.near.length > 0
    ? []
    : lintPattern(parsePattern(rule.pattern).alternatives).map(
        fault => `${rule.file}:${rule.line}: rule ${rule.id} has ${fault}: it runs under a time limit`,
      );

/** Adds the user's rules to `builtIn`. Throws GateError, with file and line, for the first fault in them. */
export function addUserRules(builtIn: Ruleset, user: UserRules): LoadedRules {
  const { config } = user;
  const custom = config === null ? [] : readCustomRules(config.node, config.file, findFault);
  const rules = [...user.files.flatMap(readRulesFile), ...custom];
  validateRules(rules);
  refuseTaken(rules, builtIn);
  const ruleset = mergeRulesets(builtIn, compileRules(rules));
  return {
    ruleset: prepareRuleset(ruleset, buildAutomaton(ruleset.keywords)),
    hash: ruleset.hash,
    userDocs: new Map(rules.map(rule => [rule.id, rule])),
    warnings: rules.flatMap(warn),
  };
}
