/** Compiles rules/secrets/*.yaml into the files that a scan reads: the ruleset and the rules' prose. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_RULES } from '../lib/dependencies/checks/rules.ts';
import { NAME_KEYWORDS } from '../lib/detection/assignment/keywords.ts';
import { ESCAPE_KEYWORDS } from '../lib/detection/decode/escapes.ts';
import { DETECTOR_RULES } from '../lib/detection/detectors/rules.ts';
import { compileRules } from '../lib/detection/ruleset/compile.ts';
import { loadRuleFile } from '../lib/detection/ruleset/load.ts';
import { encodeRuleset } from '../lib/detection/ruleset/store.ts';
import { validateRules } from '../lib/detection/ruleset/validate.ts';
import { OWN_MARKER } from '../lib/filters/gate-allow.ts';
import type { RuleDoc, RuleSource } from '../lib/model/rule.ts';
import { buildAutomaton } from '../lib/text/automaton.ts';

/** Every built-in rule, by file name and place in the file. */
export function readRules(folder: string): RuleSource[] {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort();
  const rules = files.flatMap(name =>
    loadRuleFile(readFileSync(join(folder, name), 'utf8'), `rules/secrets/${name}`, 'built-in'),
  );
  validateRules(rules);
  return rules;
}

function docOf({ id, service, description, severity, confidence, remediation, references }: RuleDoc): RuleDoc {
  return { id, service, description, severity, confidence, remediation, references };
}

/** Writes `ruleset.bin`, `ruleset.jsonl` and `rule-docs.json` into `target`. */
export function writeRuleset(folder: string, target: string): number {
  const rules = readRules(folder);
  const ruleset = compileRules(rules, [...NAME_KEYWORDS, ...ESCAPE_KEYWORDS, OWN_MARKER]);
  const { tables, lines } = encodeRuleset(ruleset, buildAutomaton(ruleset.keywords));
  writeFileSync(join(target, 'ruleset.bin'), tables);
  writeFileSync(join(target, 'ruleset.jsonl'), lines);
  const dependencies = PACKAGE_RULES.map(rule => ({ ...docOf(rule), kind: 'dependency' as const }));
  const docs: RuleDoc[] = [...[...rules, ...DETECTOR_RULES].map(docOf), ...dependencies];
  writeFileSync(join(target, 'rule-docs.json'), JSON.stringify(Object.fromEntries(docs.map(doc => [doc.id, doc]))));
  return rules.length;
}
