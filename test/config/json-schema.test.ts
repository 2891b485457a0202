import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { renderJsonSchema } from '../../lib/config/json-schema.ts';
import { parseConfig } from '../../lib/config/parse.ts';
import { CONFIG_KEYS } from '../../lib/config/schema.ts';
import { renderTemplate } from '../../lib/config/template.ts';
import { USER_RULE_KEYS } from '../../lib/detection/ruleset/read-rule.ts';
import type { YamlNode } from '../../lib/model/yaml.ts';
import { parseYaml } from '../../lib/text/yaml.ts';

const schema = JSON.parse(readFileSync('schema/config.schema.json', 'utf8'));
const validate = new Ajv({ strict: false }).compile(schema);

function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

const fits = (text: string): boolean => validate(plain(parseYaml(text, 'gate.yaml')));

describe('schema/config.schema.json', () => {
  it('is what the table of keys makes', () => {
    expect(schema).toEqual(JSON.parse(renderJsonSchema(Object.values(CONFIG_KEYS))));
  });

  it('has exactly the keys of the table', () => {
    expect(Object.keys(schema.properties)).toEqual(Object.values(CONFIG_KEYS).map(({ name }) => name));
  });

  it('has exactly the keys of a rule', () => {
    const rule = schema.properties['custom-rules'].anyOf[0].items;
    expect(Object.keys(rule.properties).sort()).toEqual([...USER_RULE_KEYS].sort());
  });

  it('accepts the template, with and without its settings switched on', () => {
    expect(fits(renderTemplate())).toBe(true);
    expect(fits(renderTemplate().replace(/^#(?! \S)/gm, ''))).toBe(true);
  });

  it.each([
    '',
    'entropy: false\n',
    'rules: { a-b: off, c-*: { severity: low } }\n',
    'max-file-size: 4096\n',
    'max-file-size: 1.5 mb\n',
    "allow: [{ values: ['a'], reason: x }]\n",
    'exclude:\n',
  ])('accepts what the loader accepts: %j', text => {
    expect(() => parseConfig(text, resolve('gate.yaml'))).not.toThrow();
    expect(fits(text)).toBe(true);
  });

  it.each([
    'exlude: []\n',
    'entropy: 1\n',
    'fail-on: grave\n',
    'rules: { A: off }\n',
    'rules: { a-b: maybe }\n',
    'max-file-size: 0\n',
    'max-file-size: 5 TB\n',
    'allow: [{ reason: x }]\n',
    "allow: [{ values: ['a'] }]\n",
    'include: src\n',
    '- a\n',
  ])('rejects what the loader rejects: %j', text => {
    expect(() => parseConfig(text, resolve('gate.yaml'))).toThrow();
    expect(fits(text)).toBe(false);
  });
});
