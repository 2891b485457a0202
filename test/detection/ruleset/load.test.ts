import { describe, expect, it } from 'vitest';
import { loadRuleFile, readCustomRules, readUserRules } from '../../../lib/detection/ruleset/load.ts';
import { GateError } from '../../../lib/model/failure.ts';
import { parseYaml } from '../../../lib/text/yaml.ts';

const BUILT_IN = `service: Acme
remediation: Revoke it.
references:
  - https://acme.example/docs
rules:
  - id: acme-token
    description: Acme token
    pattern: acme_[0-9a-z]{20}
    keywords: [acme_]
    severity: critical
    confidence: high
    entropy: 2.5
    boundary: none
    path: ['*.env']
    match: ['acme_{lower-alnum:20}']
    no_match: ['acme_{lower-alnum:19}']
  - id: acme-key
    description: Acme key
    near: [acme]
    value: '[0-9a-f]{32}'
    severity: high
    confidence: medium
    match: ['ACME_KEY={hex:32}']
    no_match: ['ACME={hex:32}']
    remediation: Rotate it.
    references: []
`;

/** The built-in file with one line taken out or replaced. */
const changed = (from: string, to = ''): string => {
  expect(BUILT_IN).toContain(from);
  return BUILT_IN.replace(from, to);
};

function faultOf(read: () => unknown): { message: string; remedy: string | undefined } {
  try {
    read();
  } catch (error) {
    if (error instanceof GateError) return { message: error.message, remedy: error.remedy };
    throw error;
  }
  throw new Error('no fault was found');
}

const check = (pattern: string): string | null => (pattern.includes('(((') ? 'a group is never closed' : null);

describe('loadRuleFile', () => {
  it('fills in what the file says for all its rules', () => {
    expect(loadRuleFile(BUILT_IN, 'acme.yaml', 'built-in')).toEqual([
      {
        id: 'acme-token',
        service: 'Acme',
        description: 'Acme token',
        pattern: 'acme_[0-9a-z]{20}',
        near: [],
        keywords: ['acme_'],
        severity: 'critical',
        confidence: 'high',
        entropy: 2.5,
        anchored: false,
        paths: ['*.env'],
        match: ['acme_{lower-alnum:20}'],
        noMatch: ['acme_{lower-alnum:19}'],
        remediation: 'Revoke it.',
        references: ['https://acme.example/docs'],
        origin: 'built-in',
        file: 'acme.yaml',
        line: 6,
      },
      {
        id: 'acme-key',
        service: 'Acme',
        description: 'Acme key',
        pattern: '[0-9a-f]{32}',
        near: ['acme'],
        keywords: [],
        severity: 'high',
        confidence: 'medium',
        entropy: 0,
        anchored: true,
        paths: [],
        match: ['ACME_KEY={hex:32}'],
        noMatch: ['ACME={hex:32}'],
        remediation: 'Rotate it.',
        references: [],
        origin: 'built-in',
        file: 'acme.yaml',
        line: 17,
      },
    ]);
  });

  it.each<[from: string, to: string, message: string, remedy?: string]>([
    ['service: Acme\n', '', '1: the file has no `service`'],
    ['rules:', 'rulez:', '5: unknown key `rulez`', 'Did you mean `rules`?'],
    ['remediation: Revoke it.\n', '', '5: rule `acme-token` has no `remediation`'],
    ['references:\n  - https://acme.example/docs\n', '', '4: rule `acme-token` has no `references`'],
    ['id: acme-token\n    ', '', '6: a rule has no `id`'],
    ['    description: Acme token\n', '', '6: rule `acme-token` has no `description`'],
    ['    pattern: acme_[0-9a-z]{20}\n', '', '6: rule `acme-token` has no `pattern`'],
    ['    keywords: [acme_]\n', '', '6: rule `acme-token` has no `keywords`'],
    ['    severity: critical\n', '', '6: rule `acme-token` has no `severity`'],
    ['    confidence: high\n', '', '6: rule `acme-token` has no `confidence`'],
    ["    match: ['acme_{lower-alnum:20}']\n", '', '6: rule `acme-token` has no `match`'],
    ["    no_match: ['acme_{lower-alnum:19}']\n", '', '6: rule `acme-token` has no `no_match`'],
    ["match: ['acme_{lower-alnum:20}']", 'match: []', '15: `match` is empty'],
    ['keywords: [acme_]', 'keyword: [acme_]', '9: unknown key `keyword`', 'Did you mean `keywords`?'],
    [
      'keywords: [acme_]',
      'service: Acme',
      '9: unknown key `service`',
      'The keys here are id, description, pattern, near, value, keywords, severity, confidence, entropy, boundary, checksum, path, match, no_match, remediation, references.',
    ],
    ['keywords: [acme_]', 'keywords: [12345]', '9: an entry of `keywords` must be text', 'Put it into quotes.'],
    ['severity: critical', 'severity: severe', '10: `severity` must be one of low, medium, high or critical'],
    ['entropy: 2.5', 'entropy: 9', '12: `entropy` must be a number above 0 and up to 8'],
    ['boundary: none', 'boundary: some', '13: `boundary` must be none', 'Did you mean `none`?'],
    [
      "path: ['*.env']",
      "path: ['../x']",
      '14: `path` has an entry that has `.` or `..` as a folder: globs are relative to the root',
    ],
    [
      '    keywords: [acme_]\n',
      '    near: [acme]\n',
      '6: rule `acme-token` has `pattern` and also `near` or `value`',
      'Keep `pattern`, or `near` and `value`.',
    ],
    ['    near: [acme]\n', '', '17: rule `acme-key` has `value` but no `near`'],
    ["    value: '[0-9a-f]{32}'\n", '', '17: rule `acme-key` has `near` but no `value`'],
    ['near: [acme]', 'near: []', '19: `near` is empty'],
    [
      '    near: [acme]\n',
      '    near: [acme]\n    keywords: [acme]\n',
      '17: rule `acme-key` has `keywords` beside `near`',
      'Remove them: the words of `near` are its keywords.',
    ],
  ])('rejects a built-in file with %j → %j', (from, to, message, remedy) => {
    const fault = faultOf(() => loadRuleFile(changed(from, to), 'acme.yaml', 'built-in'));
    expect(fault).toEqual({ message: `acme.yaml:${message}`, remedy });
  });

  it.each<[text: string, message: string]>([
    ['', 'acme.yaml:1: the file must be a map: lines of `key: value`'],
    ['- a\n', 'acme.yaml:1: the file must be a map: lines of `key: value`'],
    ['service: Acme\n', 'acme.yaml:1: the file has no `rules`'],
    ['service: Acme\nrules: x\n', 'acme.yaml:2: `rules` must be a list'],
    ['service: Acme\nrules:\n  - x\n', 'acme.yaml:3: an entry of `rules` must be a map: lines of `key: value`'],
  ])('rejects %j', (text, message) => {
    expect(faultOf(() => loadRuleFile(text, 'acme.yaml', 'built-in')).message).toBe(message);
  });
});

describe('readUserRules', () => {
  it('asks little of a rule', () => {
    const text = 'rules:\n  - id: own-token\n    description: Own token\n    pattern: own_[0-9]{8}\n';
    expect(readUserRules(text, 'own.yaml', check)).toEqual([
      {
        id: 'own-token',
        service: 'Custom',
        description: 'Own token',
        pattern: 'own_[0-9]{8}',
        near: [],
        keywords: [],
        severity: 'high',
        confidence: 'high',
        entropy: 0,
        anchored: true,
        paths: [],
        match: [],
        noMatch: [],
        remediation: 'Revoke this secret where it was issued, issue a new one, and keep that out of the text.',
        references: [],
        origin: 'user',
        file: 'own.yaml',
        line: 2,
      },
    ]);
  });

  it('lets the file and each rule name the service', () => {
    const rule = 'description: Own token\n    pattern: own_[0-9]{8}\n';
    const text = `service: Mine\nrules:\n  - id: a-b\n    ${rule}  - id: c-d\n    service: Other\n    ${rule}`;
    expect(readUserRules(text, 'own.yaml', check).map(({ service }) => service)).toEqual(['Mine', 'Other']);
  });

  it('reads the signatures format by its root', () => {
    expect(readUserRules('- Mine:\n  - Key: own_[0-9]{8}\n', 'own.yaml', check).map(({ id }) => id)).toEqual([
      'user-mine-key',
    ]);
  });

  it.each(['', '# nothing\n'])('has no rules in %j', text => {
    expect(readUserRules(text, 'own.yaml', check)).toEqual([]);
  });

  it.each<[text: string, message: string, remedy?: string]>([
    ['- id: a-b\n  pattern: x\n', 'own.yaml:1: a list of rules stands at the root', 'Put it under the key `rules`.'],
    [
      'Mine:\n  - Key: x\n',
      'own.yaml:1: this is neither a file of rules nor one of signatures',
      'A file of rules has the key `rules`; a file of signatures is a list of `- Service:`.',
    ],
    ['text\n', 'own.yaml:1: the file must be a map: lines of `key: value`'],
    [
      'rules:\n  - id: a-b\n    description: x\n    pattern: (((\n',
      'own.yaml:4: `pattern` is not a regular expression that gate can run: a group is never closed',
    ],
    [
      'rules:\n  - id: a-b\n    description: x\n    near: [x]\n    value: (((\n',
      'own.yaml:5: `value` is not a regular expression that gate can run: a group is never closed',
    ],
    ['rules:\n  - id: a-b\n    description: x\n', 'own.yaml:2: rule `a-b` has no `pattern`'],
    ['rules:\n\t- id: a-b\n', 'own.yaml:2: a tab is used as indentation', 'Indent with spaces.'],
  ])('rejects %j', (text, message, remedy) => {
    expect(faultOf(() => readUserRules(text, 'own.yaml', check))).toEqual({ message, remedy });
  });

  const canary = `canary${'k3'.repeat(10)}`;
  it.each([
    `rules:\n  - id: a-b\n    description: x\n    pattern: '(((${canary}'\n`,
    `rules:\n  - id: a-b\n    description: ${canary}\n    patern: ${canary}\n`,
    `rules:\n  - id: a-b\n    description: x\n    pattern: x\n    severity: ${canary}\n`,
    `rules:\n  - id: a-b\n    description: x\n    pattern: x\n    match: ${canary}\n`,
    `rules:\n  - id: ${canary}\n    description: x\n`,
    `rules:\n  - ${canary}\n`,
    `${canary}: x\n`,
    `- ${canary}\n`,
    `- Mine:\n    - ${canary}: '(((${canary}'\n`,
    `- Mine:\n    - ${canary}\n`,
    `- Mine: ${canary}\n`,
  ])('never quotes a value: %j', text => {
    const { message, remedy } = faultOf(() => readUserRules(text, 'own.yaml', check));
    expect(`${message} ${remedy}`).not.toContain(canary);
    expect(message).toMatch(/^own\.yaml:\d+: /);
  });
});

describe('readCustomRules', () => {
  it('reads the list of a configuration', () => {
    const list = parseYaml('\n- id: a-b\n  description: x\n  near: [acme]\n  value: "[0-9]{9}"\n', 'gate.yaml');
    const rules = readCustomRules(list, 'gate.yaml', check);
    expect(rules.map(({ id, service, near, file, line }) => [id, service, near, file, line])).toEqual([
      ['a-b', 'Custom', ['acme'], 'gate.yaml', 2],
    ]);
  });

  it('rejects what is no list', () => {
    const fault = faultOf(() => readCustomRules(parseYaml('\na: b\n', 'gate.yaml'), 'gate.yaml', check));
    expect(fault.message).toBe('gate.yaml:2: `custom-rules` must be a list');
  });
});
