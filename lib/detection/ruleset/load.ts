/** Reads rule files in gate's own format (see rules/README.md), and tells which format a user's file has. */

import { GateError } from '../../model/failure.ts';
import type { RuleSource } from '../../model/rule.ts';
import type { YamlNode } from '../../model/yaml.ts';
import { parseYaml } from '../../text/yaml.ts';
import type { Field } from '../../text/yaml-fields.ts';
import { failAt, isEmpty, readEntries, readKnown, readList, readText, readTexts } from '../../text/yaml-fields.ts';
import type { CheckPattern, RuleDefaults } from './read-rule.ts';
import { readRule, USER_DEFAULTS } from './read-rule.ts';
import { readSignatures } from './signatures.ts';

const FILE_KEYS = ['service', 'remediation', 'references', 'rules'];

const acceptAll: CheckPattern = () => null;

function readFileDefaults(fields: ReadonlyMap<string, Field>, origin: RuleSource['origin']): RuleDefaults {
  const service = fields.get('service');
  const remediation = fields.get('remediation');
  const references = fields.get('references');
  return {
    ...(origin === 'user' && USER_DEFAULTS),
    ...(service !== undefined && { service: readText(service) }),
    ...(remediation !== undefined && { remediation: readText(remediation) }),
    ...(references !== undefined && { references: readTexts(references) }),
  };
}

function readRuleFile(root: Field, origin: RuleSource['origin'], check: CheckPattern): RuleSource[] {
  const fields = readKnown(root, FILE_KEYS);
  if (origin === 'built-in' && !fields.has('service')) failAt(root.file, root.node.line, 'the file has no `service`');
  const rules = fields.get('rules');
  if (rules === undefined) return failAt(root.file, root.node.line, 'the file has no `rules`');
  const defaults = readFileDefaults(fields, origin);
  return readList(rules).map(field => readRule(field, { origin, defaults, check }));
}

const rootOf = (text: string, file: string): Field => ({ file, name: 'the file', node: parseYaml(text, file) });

/**
 * The rules of a file in gate's own format, the file's `service`, `remediation` and `references` filled in. `file` is its
 * name in messages. Built-in rules say everything; what a user's rule leaves out has a default. Throws GateError
 * `FILE:LINE: what is wrong` for unknown and missing keys and wrong values; patterns themselves are checked by the compiler.
 */
export function loadRuleFile(text: string, file: string, origin: RuleSource['origin']): RuleSource[] {
  return readRuleFile(rootOf(text, file), origin, acceptAll);
}

/** Whether the file's only fault is that its list of rules does not stand under `rules`. */
function isBareRuleList(root: Field): boolean {
  if (root.node.kind !== 'list') return false;
  const [first] = root.node.items;
  return first?.kind === 'map' && first.entries.some(({ key }) => key === 'id' || key === 'pattern');
}

/**
 * The rules of a user's file: a list at its root is the signatures format (`- Service:` with a list of `- Name: regex`), a
 * map is gate's own. An empty file has none. `check` is asked about every pattern. Throws GateError `FILE:LINE: what is wrong`.
 */
export function readUserRules(text: string, file: string, check: CheckPattern): RuleSource[] {
  const root = rootOf(text, file);
  if (isEmpty(root)) return [];
  if (isBareRuleList(root)) {
    throw new GateError(
      `${file}:${root.node.line}: a list of rules stands at the root`,
      'Put it under the key `rules`.',
    );
  }
  if (root.node.kind === 'list') return readSignatures(root, text, check);
  const isRuleFile = readEntries(root).some(({ key }) => FILE_KEYS.includes(key));
  if (isRuleFile) return readRuleFile(root, 'user', check);
  const remedy = 'A file of rules has the key `rules`; a file of signatures is a list of `- Service:`.';
  return failAt(file, root.node.line, 'this is neither a file of rules nor one of signatures', remedy);
}

/** The rules under `custom-rules` in the configuration `file`; `service` may stand in each. Throws as `readUserRules` does. */
export function readCustomRules(node: YamlNode, file: string, check: CheckPattern): RuleSource[] {
  const list = readList({ file, name: '`custom-rules`', node });
  return list.map(field => readRule(field, { origin: 'user', defaults: USER_DEFAULTS, check }));
}
