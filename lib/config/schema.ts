/**
 * The keys of gate.yaml, once: the loader, `gate init`'s template, the JSON schema for editors and the table in the
 * documentation are all made from this table.
 */

import type { Config } from '../model/config.ts';
import type { Confidence, Severity } from '../model/severity.ts';
import { CONFIDENCES, SEVERITIES } from '../model/severity.ts';
import type { YamlNode } from '../model/yaml.ts';
import type { Field } from '../text/yaml-fields.ts';
import { readBoolean, readChoice, readText, readTexts } from '../text/yaml-fields.ts';
import type { JsonSchema } from './json-schema.ts';
import { ALLOW_SCHEMA, CUSTOM_RULES_SCHEMA, RULES_SCHEMA, SIZE_SCHEMA, TEXTS_SCHEMA } from './json-schema.ts';
import { readAllow } from './read-allow.ts';
import { readRuleSettings } from './read-rules.ts';
import { readAddress, readDays, readGlobs, readSize } from './read-values.ts';

export type ConfigKey<T> = {
  readonly name: string;
  /** What its value is, in a few words. */
  readonly type: string;
  /** What it does: a sentence or two. */
  readonly doc: string;
  readonly fallback: T;
  /** The default as people write it. */
  readonly shown: string;
  /** Lines of YAML that set it, as `gate init` shows them. */
  readonly example: readonly string[];
  readonly schema: JsonSchema;
  /** Reads a value that is not empty. Throws GateError with file and line. */
  readonly read: (field: Field) => T;
};

const include: ConfigKey<readonly string[]> = {
  name: 'include',
  type: 'globs',
  doc: 'Scan only files that fit one of these globs. Globs are written as in .gitignore and relative to the root of the repository.',
  fallback: [],
  shown: 'every file',
  example: ['include:', "  - 'src/**'"],
  schema: TEXTS_SCHEMA,
  read: readGlobs,
};

const exclude: ConfigKey<readonly string[]> = {
  name: 'exclude',
  type: 'globs',
  doc: 'Leave out files that fit one of these globs. A file that is named on the command line is scanned all the same.',
  fallback: [],
  shown: 'none',
  example: ['exclude:', "  - 'vendor/'", "  - '*.snap'"],
  schema: TEXTS_SCHEMA,
  read: readGlobs,
};

const rules: ConfigKey<Config['rules']> = {
  name: 'rules',
  type: 'map of rule ids',
  doc: 'Turn rules off or on, or change their severity: `off`, `on`, a severity, or both as `enabled` and `severity`. A trailing `*` stands for every rule that begins so; the last line that fits a rule wins.',
  fallback: [],
  shown: 'as built in',
  example: [
    'rules:',
    '  generic-high-entropy: off',
    '  stripe-*: critical',
    '  github-*: { enabled: true, severity: high }',
  ],
  schema: RULES_SCHEMA,
  read: readRuleSettings,
};

const allow: ConfigKey<Config['allow']> = {
  name: 'allow',
  type: 'list of entries',
  doc: 'Findings that are no secrets. An entry suppresses a finding when everything it names fits: `paths` (globs), `rules` (ids) and `values` (regular expressions, found anywhere in the secret). Every entry says its `reason`.',
  fallback: [],
  shown: 'none',
  example: [
    'allow:',
    "  - paths: ['test/fixtures/**']",
    "    values: ['^example-']",
    '    reason: made up for the tests',
  ],
  schema: ALLOW_SCHEMA,
  read: readAllow,
};

const failOn: ConfigKey<Severity> = {
  name: 'fail-on',
  type: SEVERITIES.join(', '),
  doc: 'From which severity on findings make gate exit with 1.',
  fallback: 'low',
  shown: 'low',
  example: ['fail-on: low'],
  schema: { enum: SEVERITIES },
  read: field => readChoice(field, SEVERITIES),
};

const minConfidence: ConfigKey<Confidence> = {
  name: 'min-confidence',
  type: CONFIDENCES.join(', '),
  doc: 'Report findings from this confidence on.',
  fallback: 'medium',
  shown: 'medium',
  example: ['min-confidence: medium'],
  schema: { enum: CONFIDENCES },
  read: field => readChoice(field, CONFIDENCES),
};

const maxFileSize: ConfigKey<number> = {
  name: 'max-file-size',
  type: 'size',
  doc: 'Leave out larger files, and say so. Units are B, KB, MB and GB, powers of ten.',
  fallback: 50_000_000,
  shown: '50MB',
  example: ['max-file-size: 50MB'],
  schema: SIZE_SCHEMA,
  read: readSize,
};

const entropy: ConfigKey<boolean> = {
  name: 'entropy',
  type: 'true or false',
  doc: 'Also look for values that fit no rule but look random.',
  fallback: true,
  shown: 'true',
  example: ['entropy: true'],
  schema: { type: 'boolean' },
  read: readBoolean,
};

const allowedHosts: ConfigKey<readonly string[]> = {
  name: 'allowed-hosts',
  type: 'host names',
  doc: 'Hosts that packages may come from, besides the one that most packages of a lockfile come from.',
  fallback: [],
  shown: 'none',
  example: ['allowed-hosts:', '  - packages.example.com'],
  schema: TEXTS_SCHEMA,
  read: readTexts,
};

const pinActions: ConfigKey<boolean> = {
  name: 'pin-actions',
  type: 'true or false',
  doc: 'Report GitHub Actions that are used by a tag or a branch instead of a commit.',
  fallback: false,
  shown: 'false',
  example: ['pin-actions: true'],
  schema: { type: 'boolean' },
  read: readBoolean,
};

const undeclaredImports: ConfigKey<boolean> = {
  name: 'undeclared-imports',
  type: 'true or false',
  doc: 'Compare what JavaScript, TypeScript and Python files import with what manifests declare; only scans of files do.',
  fallback: false,
  shown: 'false',
  example: ['undeclared-imports: true'],
  schema: { type: 'boolean' },
  read: readBoolean,
};

const database: ConfigKey<string | null> = {
  name: 'database',
  type: 'folder',
  doc: 'The folder of the local database of advisories, relative to this file.',
  fallback: null,
  shown: 'gate/db in your own data folder',
  example: ['database: ../gate-db'],
  schema: { type: 'string', minLength: 1 },
  read: readText,
};

const databaseUrl: ConfigKey<string | null> = {
  name: 'database-url',
  type: 'address',
  doc: 'Where `gate db update` fetches from: a mirror that has ECOSYSTEM/all.zip and, if it has them, names.txt and versions.jsonl.',
  fallback: null,
  shown: 'none',
  example: ['database-url: https://mirror.example.com/osv'],
  schema: { type: 'string', pattern: '^https?://' },
  read: readAddress,
};

const maxDataAge: ConfigKey<number | null> = {
  name: 'max-data-age',
  type: 'days',
  doc: 'How many days old the data on packages may be. With older data a scan that meets packages exits with 2.',
  fallback: null,
  shown: 'any age',
  example: ['max-data-age: 14'],
  schema: { type: 'integer', minimum: 1 },
  read: readDays,
};

const signatures: ConfigKey<readonly string[]> = {
  name: 'signatures',
  type: 'files',
  doc: 'Files with further rules, relative to this file.',
  fallback: [],
  shown: 'none',
  example: ['signatures:', '  - security/signatures.yaml'],
  schema: TEXTS_SCHEMA,
  read: readTexts,
};

const customRules: ConfigKey<YamlNode | null> = {
  name: 'custom-rules',
  type: 'list of rules',
  doc: 'Rules of your own. Only `id`, `description` and a `pattern` are needed; write patterns in single quotes. The part of a match that is the secret can be named with `(?<secret>…)`.',
  fallback: null,
  shown: 'none',
  example: [
    'custom-rules:',
    '  - id: mycompany-internal-key',
    '    description: Internal API key of MyCompany',
    "    pattern: 'myco_[0-9A-Za-z]{32}'",
    '    keywords: [myco_]',
    '    severity: high',
  ],
  schema: CUSTOM_RULES_SCHEMA,
  read: field => field.node,
};

/** Every key, in the order of the documentation. */
export const CONFIG_KEYS = {
  include,
  exclude,
  rules,
  allow,
  failOn,
  minConfidence,
  maxFileSize,
  entropy,
  allowedHosts,
  pinActions,
  undeclaredImports,
  database,
  databaseUrl,
  maxDataAge,
  signatures,
  customRules,
} as const satisfies { [K in keyof Omit<Config, 'file'>]: ConfigKey<Config[K]> };
