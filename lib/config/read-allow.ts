/** Reads `allow` of gate.yaml: what is not to be reported, and why. */

import type { AllowEntry } from '../model/config.ts';
import { explainRegex } from '../text/regex.ts';
import { isRulePattern } from '../text/rule-glob.ts';
import type { Field } from '../text/yaml-fields.ts';
import { failField, readKnown, readList, readText } from '../text/yaml-fields.ts';
import { readGlobs } from './read-values.ts';

function readRulePatterns(field: Field): string[] {
  return readList(field).map(item => {
    const pattern = readText(item);
    if (isRulePattern(pattern)) return pattern;
    return failField(item, 'is no rule id', 'Rule ids are lower case, as in `github-*`.');
  });
}

function readRegexes(field: Field): string[] {
  return readList(field).map(item => {
    const source = readText(item);
    const fault = explainRegex(source);
    return fault === null ? source : failField(item, `is not a regular expression: ${fault}`);
  });
}

function readEntry(field: Field): AllowEntry {
  const fields = readKnown(field, ['paths', 'rules', 'values', 'reason']);
  const list = (key: string, read: (list: Field) => string[]): string[] => {
    const value = fields.get(key);
    return value === undefined ? [] : read(value);
  };
  const paths = list('paths', readGlobs);
  const rules = list('rules', readRulePatterns);
  const values = list('values', readRegexes);
  const reason = fields.get('reason');
  if (reason === undefined) return failField(field, 'has no `reason`', 'Say why these findings are no secrets.');
  const { line } = field.node;
  if (paths.length + rules.length + values.length > 0) return { line, paths, rules, values, reason: readText(reason) };
  return failField(field, 'would allow everything', 'Say what it allows with `paths`, `rules` or `values`.');
}

/** The allowlist: each entry has a reason and at least one criterion. */
export function readAllow(field: Field): AllowEntry[] {
  return readList(field).map(readEntry);
}
