/** Reads signatures files (secretgate, CodeGate), and rule files of gate itself, as rules to be written out anew. */

import type { RuleSource } from '../../../model/rule.ts';
import { readUserRules } from '../load.ts';
import { findFault } from '../pattern.ts';
import { countCaptures, isOptional, nameSecret } from './capture-group.ts';
import type { Imported, ImportedRule } from './imported.ts';

function convert(rule: RuleSource): ImportedRule {
  const single = countCaptures(rule.pattern) === 1 && !isOptional(rule.pattern);
  return {
    id: rule.id,
    service: rule.service,
    description: rule.description,
    pattern: single ? nameSecret(rule.pattern, 1) : rule.pattern,
    keywords: rule.keywords,
    entropy: rule.entropy,
    paths: rule.paths,
    lost: countCaptures(rule.pattern) > 1 ? ['which of its groups is the secret: the whole match is'] : [],
  };
}

/** Reads a YAML file of signatures; `file` is its name in messages. Throws GateError for what is neither of the two formats. */
export function readSignatureRules(text: string, file: string): Imported {
  const rules = readUserRules(text, file, () => null);
  const near = rules.filter(rule => rule.near.length > 0);
  const runnable = rules.filter(rule => rule.near.length === 0 && findFault(rule.pattern) === null);
  const broken = rules.filter(rule => rule.near.length === 0 && !runnable.includes(rule));
  return {
    format: 'signatures',
    rules: runnable.map(convert),
    remarks: [
      ...near.map(({ id }) => `${id}: it is a rule of gate's own format; use the file as it is`),
      ...broken.map(({ id, pattern }) => `${id}: its regular expression cannot be run: ${findFault(pattern)}`),
    ],
  };
}
