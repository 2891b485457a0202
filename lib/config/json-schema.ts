/** The JSON schema of gate.yaml, which editors complete and check with. */

import { CONFIDENCES, SEVERITIES } from '../model/severity.ts';
import { CHECKSUMS } from '../text/checksums.ts';

export type JsonSchema = { readonly [keyword: string]: unknown };

const RULE_ID = { pattern: '^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:-?\\*)?|\\*)$' };
const TEXT = { type: 'string', minLength: 1 };

export const TEXTS_SCHEMA: JsonSchema = { type: 'array', items: TEXT };

export const SIZE_SCHEMA: JsonSchema = {
  anyOf: [
    { type: 'integer', minimum: 1 },
    { type: 'string', pattern: '^\\d{1,15}(?:\\.\\d{1,9})? ?(?:[Bb]|[Kk][Bb]|[Mm][Bb]|[Gg][Bb])?$' },
  ],
};

export const RULES_SCHEMA: JsonSchema = {
  type: 'object',
  propertyNames: RULE_ID,
  additionalProperties: {
    anyOf: [
      { enum: ['off', 'on', ...SEVERITIES] },
      { type: 'boolean' },
      {
        type: 'object',
        additionalProperties: false,
        properties: { enabled: { type: 'boolean' }, severity: { enum: SEVERITIES } },
      },
    ],
  },
};

export const ALLOW_SCHEMA: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['reason'],
    anyOf: ['paths', 'rules', 'values'].map(key => ({ required: [key] })),
    properties: {
      paths: TEXTS_SCHEMA,
      rules: { type: 'array', items: { type: 'string', ...RULE_ID } },
      values: TEXTS_SCHEMA,
      reason: TEXT,
    },
  },
};

export const CUSTOM_RULES_SCHEMA: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'description'],
    oneOf: [{ required: ['pattern'] }, { required: ['near', 'value'] }],
    properties: {
      id: { type: 'string', pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$' },
      description: TEXT,
      pattern: TEXT,
      near: TEXTS_SCHEMA,
      value: TEXT,
      keywords: { type: 'array', items: { type: 'string', minLength: 3 } },
      severity: { enum: SEVERITIES },
      confidence: { enum: CONFIDENCES },
      entropy: { type: 'number', exclusiveMinimum: 0, maximum: 8 },
      boundary: { const: 'none' },
      checksum: { enum: Object.keys(CHECKSUMS) },
      path: TEXTS_SCHEMA,
      match: TEXTS_SCHEMA,
      no_match: TEXTS_SCHEMA,
      remediation: TEXT,
      references: TEXTS_SCHEMA,
      service: TEXT,
    },
  },
};

/** The part of a key of gate.yaml that its schema needs. */
type Described = { readonly name: string; readonly doc: string; readonly schema: JsonSchema };

/** The schema of the whole file. A key without a value is as good as no key, so each may be null. */
export function renderJsonSchema(keys: readonly Described[]): string {
  const properties = keys.map(({ name, doc, schema }) => [
    name,
    { description: doc, anyOf: [schema, { type: 'null' }] },
  ]);
  const whole = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'gate.yaml, the configuration of gate',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: Object.fromEntries(properties),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
