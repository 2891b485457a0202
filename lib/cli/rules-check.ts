/** Carries `gate rules test` and `gate rules lint` out. */

import { listFaults } from '../detection/ruleset/validate.ts';
import type { RuleSource } from '../model/rule.ts';
import { neutralise } from '../reporters/terminal.ts';
import type { RuleProblem, Wanted } from '../run/check-rules.ts';
import { lintRules, showProblem, testRules } from '../run/check-rules.ts';
import { readNamedSources } from '../run/rule-docs-files.ts';
import type { Io } from './io.ts';
import type { RulesOptions } from './rules-context.ts';
import { nameFile } from './rules-context.ts';
import { countOf, writeJson, writeLines } from './rules-output.ts';

type Options = Pick<RulesOptions, 'format'>;
type Check = (rules: readonly RuleSource[], wanted: Wanted) => RuleProblem[];

/** Exit code 1 for problems; throws GateError for a file that cannot be read. */
async function runCheck(files: readonly string[], options: Options, io: Io, check: Check): Promise<number> {
  const { rules, wanted } = readNamedSources(
    io.dataDir,
    files.map(file => nameFile(file, io.cwd)),
  );
  const judged = rules.filter(wanted);
  const problems = check(rules, wanted);
  const examples = judged.reduce((sum, rule) => sum + rule.match.length + rule.noMatch.length, 0);
  if (options.format === 'json') writeJson(io, { checked: judged.length, examples, problems });
  else {
    const summary = `${countOf(judged.length, 'rule')}, ${countOf(examples, 'example')}: ${countOf(problems.length, 'problem')}`;
    writeLines(io, [...problems.map(problem => neutralise(showProblem(problem))), summary]);
  }
  return problems.length > 0 ? 1 : 0;
}

export const runTest = (files: readonly string[], options: Options, io: Io): Promise<number> =>
  runCheck(files, options, io, testRules);

/** Ids that stand twice and the like, which are errors when rules are loaded. */
function listFormFaults(rules: readonly RuleSource[], wanted: Wanted): RuleProblem[] {
  return listFaults(rules).flatMap(({ message }) => {
    const [, file = '', line = '', what = message] = /^(.*?):(\d+): rule \S+ (.*)$/s.exec(message) ?? [];
    const rule = rules.find(each => each.file === file && each.line === Number(line));
    return rule !== undefined && wanted(rule) ? [{ file, line: rule.line, ruleId: rule.id, message: what }] : [];
  });
}

export const runLint = (files: readonly string[], options: Options, io: Io): Promise<number> =>
  runCheck(files, options, io, (rules, wanted) => [...listFormFaults(rules, wanted), ...lintRules(rules, wanted)]);
