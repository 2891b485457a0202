/** What scripts/check-rules.js runs: rule files through the same checks as the tests. */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadRuleFile } from '../lib/detection/ruleset/load.ts';
import { GateError } from '../lib/model/failure.ts';
import type { RuleSource } from '../lib/model/rule.ts';
import { checkRules } from '../lib/run/check-rules.ts';

function loadOne(root: string, name: string, problems: string[]): RuleSource[] {
  try {
    const text = readFileSync(join(root, 'rules', 'secrets', name), 'utf8');
    return loadRuleFile(text, `rules/secrets/${name}`, 'built-in');
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    problems.push(error.message);
    return [];
  }
}

/** Problems of the named files (all files of rules/secrets when none is named), each beside all the other rules. */
export function checkFiles(root: string, named: readonly string[]): string[] {
  const problems: string[] = [];
  const wanted = new Set(named.map(file => basename(file)));
  const files = readdirSync(join(root, 'rules', 'secrets'))
    .filter(name => name.endsWith('.yaml'))
    .sort();
  const rules = files.flatMap(name => loadOne(root, name, problems));
  const ofWanted = (text: string): boolean => wanted.size === 0 || wanted.has(basename(text.split(':')[0] ?? ''));
  return [...problems, ...checkRules(rules, rule => ofWanted(rule.file))].filter(ofWanted);
}
