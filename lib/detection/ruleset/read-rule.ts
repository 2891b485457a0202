/** Reads one rule of a rule file, in gate's own format (see rules/README.md). */

import type { RuleSource } from '../../model/rule.ts';
import type { Confidence, Severity } from '../../model/severity.ts';
import { CONFIDENCES, SEVERITIES } from '../../model/severity.ts';
import type { ChecksumId } from '../../text/checksums.ts';
import { CHECKSUMS } from '../../text/checksums.ts';
import { explainGlob } from '../../text/glob-fault.ts';
import { showKey } from '../../text/show-key.ts';
import type { Field } from '../../text/yaml-fields.ts';
import { failAt, failField, readChoice, readKnown, readNumber, readText, readTexts } from '../../text/yaml-fields.ts';

export const RULE_KEYS = [
  'id',
  'description',
  'pattern',
  'near',
  'value',
  'keywords',
  'severity',
  'confidence',
  'entropy',
  'boundary',
  'checksum',
  'path',
  'match',
  'no_match',
  'remediation',
  'references',
] as const;

/** A user's rule may name its service itself: what stands in gate.yaml has no file that would. */
export const USER_RULE_KEYS = [...RULE_KEYS, 'service'] as const;

/** What holds for a rule that does not say it itself; what is missing here too has to be said. */
export type RuleDefaults = {
  readonly service?: string;
  readonly remediation?: string;
  readonly references?: readonly string[];
  readonly severity?: Severity;
  readonly confidence?: Confidence;
};

/** What a user's rule says of itself when it says nothing. */
export const USER_DEFAULTS = {
  service: 'Custom',
  remediation: 'Revoke this secret where it was issued, issue a new one, and keep that out of the text.',
  references: [],
  severity: 'high',
  confidence: 'high',
} as const satisfies RuleDefaults;

/** Says what is wrong with a pattern, without quoting it, or null. */
export type CheckPattern = (pattern: string) => string | null;

export type RuleContext = {
  readonly origin: RuleSource['origin'];
  readonly defaults: RuleDefaults;
  readonly check: CheckPattern;
};

/** One rule's values by key, with the words for what is missing. */
type Reading = {
  readonly optional: <T>(key: (typeof USER_RULE_KEYS)[number], read: (field: Field) => T) => T | undefined;
  readonly required: <T>(key: (typeof USER_RULE_KEYS)[number], read: (field: Field) => T, fallback: T | undefined) => T;
  readonly fail: (what: string, remedy?: string) => never;
};

function createReading(rule: Field, origin: RuleSource['origin']): Reading {
  const fields = readKnown(rule, origin === 'user' ? USER_RULE_KEYS : RULE_KEYS);
  const id = fields.get('id');
  const name = id === undefined ? 'a rule' : `rule ${showKey(readText(id))}`;
  const fail = (what: string, remedy?: string): never => failAt(rule.file, rule.node.line, `${name} ${what}`, remedy);
  return {
    fail,
    optional: (key, read) => {
      const field = fields.get(key);
      return field === undefined ? undefined : read(field);
    },
    required: (key, read, fallback) => {
      const field = fields.get(key);
      if (field !== undefined) return read(field);
      return fallback ?? fail(`has no \`${key}\``);
    },
  };
}

function readGlobs(field: Field): string[] {
  return readTexts(field).map(glob => {
    const fault = explainGlob(glob);
    return fault === null ? glob : failField(field, `has an entry that ${fault}`);
  });
}

function readFilled(field: Field): string[] {
  const texts = readTexts(field);
  return texts.length > 0 ? texts : failField(field, 'is empty');
}

type Shape = Pick<RuleSource, 'pattern' | 'near' | 'keywords'>;

/** `pattern` with `keywords`, or `near` with `value`: one of the two. */
function readShape({ optional, fail }: Reading, { origin, check }: RuleContext): Shape {
  const readPattern = (field: Field): string => {
    const pattern = readText(field);
    const fault = check(pattern);
    return fault === null ? pattern : failField(field, `is not a regular expression that gate can run: ${fault}`);
  };
  const pattern = optional('pattern', readPattern);
  const near = optional('near', readFilled);
  const value = optional('value', readPattern);
  const keywords = optional('keywords', readFilled);
  if (pattern !== undefined) {
    if (near !== undefined || value !== undefined) {
      return fail('has `pattern` and also `near` or `value`', 'Keep `pattern`, or `near` and `value`.');
    }
    if (origin === 'built-in' && keywords === undefined) return fail('has no `keywords`');
    return { pattern, near: [], keywords: keywords ?? [] };
  }
  if (near === undefined && value === undefined) return fail('has no `pattern`');
  if (near === undefined) return fail('has `value` but no `near`');
  if (value === undefined) return fail('has `near` but no `value`');
  if (keywords !== undefined)
    return fail('has `keywords` beside `near`', 'Remove them: the words of `near` are its keywords.');
  return { pattern: value, near, keywords: [] };
}

const SCHEMES = Object.keys(CHECKSUMS) as ChecksumId[];

/** Reads one rule. Throws GateError `FILE:LINE: what is wrong`. */
export function readRule(field: Field, context: RuleContext): RuleSource {
  const { origin, defaults } = context;
  const reading = createReading(field, origin);
  const { optional, required } = reading;
  const none = origin === 'user' ? [] : undefined;
  const checksum = optional('checksum', value => readChoice(value, SCHEMES));
  return {
    id: required('id', readText, undefined),
    service: required('service', readText, defaults.service),
    description: required('description', readText, undefined),
    ...readShape(reading, context),
    severity: required('severity', value => readChoice(value, SEVERITIES), defaults.severity),
    confidence: required('confidence', value => readChoice(value, CONFIDENCES), defaults.confidence),
    entropy: optional('entropy', value => readNumber(value, 8)) ?? 0,
    anchored: optional('boundary', value => readChoice(value, ['none'])) === undefined,
    paths: optional('path', readGlobs) ?? [],
    ...(checksum === undefined ? {} : { checksum }),
    match: required('match', readFilled, none),
    noMatch: required('no_match', readFilled, none),
    remediation: required('remediation', readText, defaults.remediation),
    references: required('references', readTexts, defaults.references),
    origin,
    file: field.file,
    line: field.node.line,
  };
}
