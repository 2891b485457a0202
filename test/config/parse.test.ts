import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../lib/config/defaults.ts';
import { parseConfig } from '../../lib/config/parse.ts';
import { GateError } from '../../lib/model/failure.ts';

const FILE = resolve('folder', 'gate.yaml');
const parse = (text: string) => parseConfig(text, FILE, 'gate.yaml');

function faultOf(text: string): { message: string; remedy: string | undefined } {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof GateError) return { message: error.message, remedy: error.remedy };
    throw error;
  }
  throw new Error('no fault was found');
}

describe('parseConfig', () => {
  it.each(['', '# nothing\n', '{}', 'include:\nrules:\nentropy:\nfail-on:\ncustom-rules:\n'])(
    'gives the defaults for %j',
    text => {
      expect(parse(text)).toEqual({ ...DEFAULTS, file: FILE });
    },
  );

  it('reads every key', () => {
    const text = `
include: ['src/**']
exclude:
  - 'vendor/'
  - '!vendor/ours/'
rules:
  github-*: off
  github-token: on
  stripe-key: critical
  npm-token: { severity: low }
  aws-*: { enabled: false, severity: high }
  generic-high-entropy: false
allow:
  - paths: ['test/**']
    rules: ['aws-*']
    values: ['(?i)^example']
    reason: made up
  - values: [dummy]
    reason: not real
fail-on: high
min-confidence: low
max-file-size: 1.5MB
entropy: false
allowed-hosts: [packages.example.com]
pin-actions: true
undeclared-imports: true
database: ../db
database-url: https://mirror.example.com/osv
max-data-age: 14
signatures: [rules/own.yaml, ../shared.yaml]
custom-rules:
  - id: x
`;
    const { customRules, ...config } = parse(text);
    expect(config).toEqual({
      include: ['src/**'],
      exclude: ['vendor/', '!vendor/ours/'],
      rules: [
        ['github-*', { enabled: false }],
        ['github-token', { enabled: true }],
        ['stripe-key', { enabled: true, severity: 'critical' }],
        ['npm-token', { enabled: true, severity: 'low' }],
        ['aws-*', { enabled: false, severity: 'high' }],
        ['generic-high-entropy', { enabled: false }],
      ],
      allow: [
        { line: 14, paths: ['test/**'], rules: ['aws-*'], values: ['(?i)^example'], reason: 'made up' },
        { line: 18, paths: [], rules: [], values: ['dummy'], reason: 'not real' },
      ],
      failOn: 'high',
      minConfidence: 'low',
      maxFileSize: 1_500_000,
      entropy: false,
      allowedHosts: ['packages.example.com'],
      pinActions: true,
      undeclaredImports: true,
      database: resolve('db'),
      databaseUrl: 'https://mirror.example.com/osv',
      maxDataAge: 14,
      signatures: [resolve('folder', 'rules', 'own.yaml'), resolve('shared.yaml')],
      file: FILE,
    });
    expect(customRules?.kind).toBe('list');
    expect(customRules?.line).toBe(32);
  });

  it('takes a number as bytes', () => {
    expect(parse('max-file-size: 4096\n').maxFileSize).toBe(4096);
  });

  const list = 'Write `[a, b]`, or one line with `- ` for each entry.';
  const ruleIds = 'Rule ids are lower case, as in `github-*`.';
  const size = 'must be a size: a number above 0 with B, KB, MB or GB behind it, such as `50MB`';
  const severities = 'must be one of low, medium, high or critical';
  it.each<[text: string, message: string, remedy: string | undefined]>([
    ['- a\n', '1: the configuration must be a map: lines of `key: value`', undefined],
    ['hello\n', '1: the configuration must be a map: lines of `key: value`', undefined],
    ['# c\nexlude: []\n', '2: unknown key `exlude`', 'Did you mean `exclude`?'],
    [
      'plugins: []\n',
      '1: unknown key `plugins`',
      'The keys here are include, exclude, rules, allow, fail-on, min-confidence, max-file-size, entropy, allowed-hosts, pin-actions, undeclared-imports, database, database-url, max-data-age, signatures, custom-rules.',
    ],
    ['a: 1\na: 2\n', '2: the key `a` stands here a second time', 'It stands in line 1 already.'],
    ['include: src\n', '1: `include` must be a list', list],
    ['exclude: {a: b}\n', '1: `exclude` must be a list', list],
    ['exclude:\n  - a\n  - 12\n', '3: an entry of `exclude` must be text', 'Put it into quotes.'],
    ['exclude:\n  - a\n  - [b]\n', '3: an entry of `exclude` must be text', undefined],
    ["exclude: ['']\n", '1: an entry of `exclude` is empty', undefined],
    ['exclude:\n  -\n', '2: an entry of `exclude` is empty', undefined],
    [
      "exclude: ['../a']\n",
      '1: an entry of `exclude` has `.` or `..` as a folder: globs are relative to the root',
      undefined,
    ],
    ["include: ['[a']\n", '1: an entry of `include` has a `[` that is never closed', undefined],
    ['fail-on: hgih\n', `1: \`fail-on\` ${severities}`, 'Did you mean `high`?'],
    ['fail-on: [low]\n', `1: \`fail-on\` ${severities}`, undefined],
    ['min-confidence: critical\n', '1: `min-confidence` must be one of low, medium or high', undefined],
    ['entropy: 4.5\n', '1: `entropy` must be true or false', undefined],
    ['entropy: off\n', '1: `entropy` must be true or false', undefined],
    ['max-file-size: 0\n', `1: \`max-file-size\` ${size}`, undefined],
    ['max-file-size: big\n', `1: \`max-file-size\` ${size}`, undefined],
    ['max-file-size: [1]\n', `1: \`max-file-size\` ${size}`, undefined],
    ['max-file-size: -5MB\n', `1: \`max-file-size\` ${size}`, undefined],
    ['rules: off\n', '1: `rules` must be a map: lines of `key: value`', undefined],
    ['rules:\n  GitHub: off\n', '2: `GitHub` is no rule id', ruleIds],
    ["rules:\n  '*-key': off\n", '2: `*-key` is no rule id', ruleIds],
    ['rules:\n  a-b: offf\n', '2: `a-b` must be one of off, on, low, medium, high or critical', 'Did you mean `off`?'],
    ['rules:\n  a-b: 1\n', '2: `a-b` must be one of off, on, low, medium, high or critical', undefined],
    ['rules:\n  a-b: { enable: true }\n', '2: unknown key `enable`', 'Did you mean `enabled`?'],
    ['rules:\n  a-b:\n    severity: grave\n', `3: \`severity\` ${severities}`, undefined],
    ['rules:\n  a-b: { enabled: off }\n', '2: `enabled` must be true or false', undefined],
    ['allow: [x]\n', '1: an entry of `allow` must be a map: lines of `key: value`', undefined],
    ['allow:\n  - rules: [a-b]\n', '2: an entry of `allow` has no `reason`', 'Say why these findings are no secrets.'],
    ['allow:\n  - rules: [a-b]\n    reason: ""\n', '3: `reason` is empty', undefined],
    [
      'allow:\n  - reason: because\n',
      '2: an entry of `allow` would allow everything',
      'Say what it allows with `paths`, `rules` or `values`.',
    ],
    [
      'allow:\n  - paths: []\n    reason: x\n',
      '2: an entry of `allow` would allow everything',
      'Say what it allows with `paths`, `rules` or `values`.',
    ],
    ['allow:\n  - path: [a]\n    reason: x\n', '2: unknown key `path`', 'Did you mean `paths`?'],
    ['allow:\n  - rules: [A]\n    reason: x\n', '2: an entry of `rules` is no rule id', ruleIds],
    [
      "allow:\n  - values: ['(']\n    reason: x\n",
      '2: an entry of `values` is not a regular expression: Unterminated group',
      undefined,
    ],
    [
      "allow:\n  - reason: x\n    paths:\n      - '#a'\n",
      '4: an entry of `paths` begins with `#`, which is a comment among globs: write `\\#`',
      undefined,
    ],
    ['signatures: a.yaml\n', '1: `signatures` must be a list', list],
    ['a:\n\tb: c\n', '2: a tab is used as indentation', 'Indent with spaces.'],
  ])('rejects %j', (text, message, remedy) => {
    expect(faultOf(text)).toEqual({ message: `gate.yaml:${message}`, remedy });
  });

  const canary = `canary-${'z9'.repeat(8)}`;
  const wrong = [
    canary,
    `'(${canary}'`,
    `'[${canary}'`,
    `'../${canary}'`,
    `[[${canary}]]`,
    `{ ${canary}: x }`,
    `"${canary}"`,
  ];
  const places = [
    ...[
      'include',
      'exclude',
      'rules',
      'allow',
      'fail-on',
      'min-confidence',
      'max-file-size',
      'entropy',
      'signatures',
    ].map(key => (value: string) => `${key}: ${value}\nunknown: 1\n`),
    (value: string) => `rules: { a-b: ${value} }\nunknown: 1\n`,
    (value: string) => `allow:\n  - values: [${value}]\n`,
    (value: string) => `allow:\n  - rules: ${value}\n    reason: x\nunknown: 1\n`,
    (value: string) => `allow:\n  - reason: ${value}\n`,
    (value: string) => `exclude: [${value}]\nunknown: 1\n`,
    (value: string) => `${value}\n`,
    (value: string) => `a: ${value} ${value}\n`,
  ];
  it.each(wrong.flatMap(value => places.map(place => [place(value)] as const)))('never quotes a value: %j', text => {
    const { message, remedy } = faultOf(text);
    expect(`${message} ${remedy}`).not.toContain(canary);
    expect(message).toMatch(/^gate\.yaml:\d+: /);
  });
});
