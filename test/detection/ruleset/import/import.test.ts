import { describe, expect, test } from 'vitest';
import { countCaptures, isOptional, nameSecret } from '../../../../lib/detection/ruleset/import/capture-group.ts';
import { makeIdsUnique } from '../../../../lib/detection/ruleset/import/imported.ts';
import { readForeignRules } from '../../../../lib/detection/ruleset/import/index.ts';
import { globsOf } from '../../../../lib/detection/ruleset/import/path-glob.ts';
import { writeRules } from '../../../../lib/detection/ruleset/import/write-rules.ts';
import { readUserRules } from '../../../../lib/detection/ruleset/load.ts';
import { findFault } from '../../../../lib/detection/ruleset/pattern.ts';

describe('capturing groups', () => {
  test.each([
    ['a(b)c', 1],
    ['a(?:b)c(d)', 1],
    [String.raw`\(a\)([)(])`, 1],
    ['(?P<x>a)(?<y>b)(?=c)(?<!d)(?<=e)(?i:f)', 2],
    ['[(]]', 0],
    ['[[:alpha:](](a)', 1],
  ])('%s has %i', (pattern, count) => {
    expect(countCaptures(pattern)).toBe(count);
  });

  test('the nth is named, the others lose their names', () => {
    expect(nameSecret('(?P<a>x)[(](?<b>y)(z)', 2)).toBe('(x)[(](?<secret>y)(z)');
  });

  test.each([
    ['BEGIN (RSA )?KEY', true],
    ['a(b(c)d)*e', true],
    ['a(b){0,1}', true],
    ['a(b)', false],
    ['a(b)+', false],
    ['ab', false],
  ])('%s may be left out: %s', (pattern, optional) => {
    expect(isOptional(pattern)).toBe(optional);
  });
});

test.each([
  [String.raw`\.tf$`, ['*.tf']],
  [String.raw`(?i)\.(?:tf|hcl)$`, ['*.tf', '*.hcl']],
  [String.raw`\.(yml|yaml)$`, ['*.yml', '*.yaml']],
  [String.raw`(?:^|/)\.npmrc$`, ['.npmrc']],
  ['(^|/)id_rsa$', ['id_rsa']],
  [String.raw`src/.*\.js`, null],
  ['', null],
])('the path expression %j is %j as globs', (expression, globs) => {
  expect(globsOf(expression)).toEqual(globs);
});

const TOML = String.raw`
title = "x"
[extend]
useDefault = true
[[allowlists]]
paths = ['''vendor''']
[[rules]]
id = "Acme Key"
description = "Acme's key"
regex = '''(?i)\b(acme_[a-z0-9]{20})(?:['"\s]|$)'''
keywords = ["acme_"]
entropy = 3.5
tags = ["a"]
[[rules.allowlists]]
stopwords = ["x"]
[[rules]]
id = "two-groups"
regex = '''(foo|bar)=([0-9a-f]{32})'''
secretGroup = 2
path = '''\.tf$'''
keywords = ["ab", "foo"]
[[rules]]
id = "unclear"
regex = '''(foo|bar):([0-9a-f]{32})'''
path = '''x/.*'''
[[rules]]
id = "only-path"
path = '''\.p12$'''
[[rules]]
id = "not-ours"
regex = '''\p{L}{8}'''
`;

const JSON_BASELINE = JSON.stringify({
  plugins_used: [{ name: 'AWSKeyDetector' }, { name: 'AcmeDetector', denylist: ['acme_[0-9a-z]{20}', '('] }],
  filters_used: [
    { path: 'detect_secrets.filters.regex.should_exclude_secret', pattern: ['^fake'] },
    { path: 'detect_secrets.filters.heuristic.is_sequential_string' },
  ],
  results: { 'a.py': [{}] },
});

const YAML = `
- Acme:
    - Key: "acme_([0-9a-z]{20})"
    - Block: "-----BEGIN (ACME )?KEY-----"
    - Broken: "("
`;

/** What is written has to be what gate reads. */
function roundTrip(text: string, file: string) {
  const imported = readForeignRules(text, file);
  return { imported, rules: readUserRules(writeRules(imported, file), 'out.yaml', findFault) };
}

describe('a gitleaks configuration', () => {
  const { imported, rules } = roundTrip(TOML, 'gitleaks.toml');

  test('its rules with ids, groups, keywords, entropy and paths', () => {
    expect(
      rules.map(({ id, pattern, keywords, entropy, paths }) => ({ id, pattern, keywords, entropy, paths })),
    ).toEqual([
      {
        id: 'acme-key',
        pattern: String.raw`(?i)\b(?<secret>acme_[a-z0-9]{20})(?:['"\s]|$)`,
        keywords: ['acme_'],
        entropy: 3.5,
        paths: [],
      },
      {
        id: 'two-groups',
        pattern: '(foo|bar)=(?<secret>[0-9a-f]{32})',
        keywords: [],
        entropy: 0,
        paths: ['*.tf'],
      },
      { id: 'unclear', pattern: '(?<secret>foo|bar):([0-9a-f]{32})', keywords: [], entropy: 0, paths: [] },
    ]);
    expect(rules[0]).toMatchObject({ service: 'acme', description: "Acme's key", severity: 'high' });
  });

  test('what could not be carried over', () => {
    expect(imported.remarks).toEqual([
      '`extend`: the rules it names are not read; import that file too',
      'the allowlist of the whole file: write it under `allow` and `exclude` in gate.yaml',
      'only-path: it has no regular expression, only a path',
      expect.stringContaining('not-ours: its regular expression cannot be run'),
    ]);
    expect(imported.rules.map(({ lost }) => lost)).toEqual([
      ['its allowlists: write what they allow under `allow` in gate.yaml'],
      [],
      [
        'which of its groups is the secret: the first one is',
        'its path, which no glob says: the rule applies to every path',
      ],
    ]);
  });

  test('a fault in the TOML is told without its text', () => {
    expect(() => readForeignRules('a = "b\nsecret', 'x.toml')).toThrow(/^x\.toml:1: this is not valid TOML$/);
  });
});

test('a detect-secrets baseline', () => {
  const { imported, rules } = roundTrip(JSON_BASELINE, '.secrets.baseline');
  expect(rules.map(({ id, pattern }) => [id, pattern])).toEqual([['acme-detector', 'acme_[0-9a-z]{20}']]);
  expect(imported.remarks).toEqual([
    'plugins without a regular expression in the file: AWSKeyDetector',
    'known secrets in 1 file(s): they are no rules; make a baseline with gate',
    expect.stringContaining('the filter should_exclude_secret'),
  ]);
  expect(() => readForeignRules('{"a": 1}', 'x.json')).toThrow(/names no plugins/);
  expect(() => readForeignRules('{"a": ', 'x.json')).toThrow(/^x\.json: this is not a JSON object$/);
});

test('signatures of secretgate and CodeGate', () => {
  const { imported, rules } = roundTrip(YAML, 'signatures.yaml');
  expect(rules.map(({ id, pattern }) => [id, pattern])).toEqual([
    ['user-acme-key', 'acme_(?<secret>[0-9a-z]{20})'],
    ['user-acme-block', '-----BEGIN (ACME )?KEY-----'],
  ]);
  expect(imported.remarks).toEqual([expect.stringContaining('user-acme-broken')]);
});

test('an id that is taken, or stands twice, gets another', () => {
  const { rules } = readForeignRules(YAML, 'a.yaml');
  const ids = makeIdsUnique([...rules, ...rules], new Set(['user-acme-key'])).map(({ id }) => id);
  expect(ids).toEqual([
    'user-acme-key-imported',
    'user-acme-block',
    'user-acme-key-imported-2',
    'user-acme-block-imported',
  ]);
});
