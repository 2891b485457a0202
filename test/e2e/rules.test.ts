/** `gate rules` and `gate explain` as the shell runs them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sample } from '../rules.ts';
import { gate, makeFolder, write } from './gate.ts';

const folder = makeFolder();
const run = (...args: string[]) => gate(args, { cwd: folder });
write(folder, {
  'own.yaml': `rules:
  - id: acme-token
    description: Acme token
    pattern: 'acme_[0-9a-z]{20}'
    match: ['acme_{lower-alnum:20}']
    no_match: ['acme_{lower-alnum:19}']
`,
  'bad.yaml': `rules:
  - id: acme-slow
    description: Slow
    pattern: 'acme(a+)+$'
    match: ['bcme_{lower-alnum:20}']
`,
  'gitleaks.toml': `[[rules]]\nid = "acme"\nregex = '''acme_([0-9a-z]{20})'''\n`,
  'names.txt': 'GitHub\nNo Such Service # none\n',
  'app.js': `const token = "${sample('{sealed:crc32-base62:ghp_{alnum:36}}')}";\n`,
});

describe('rules list', () => {
  test('as text and as JSON', () => {
    const text = run('rules', 'list', '--service', 'github');
    expect(text.status).toBe(0);
    expect(text.stdout).toMatch(/^github-personal-token +critical +high +GitHub classic/m);
    const { version, rules } = JSON.parse(run('rules', 'list', '--format', 'json').stdout);
    expect(version).toBe(1);
    expect(rules.find(({ id }: { id: string }) => id === 'github-personal-token')).toEqual({
      id: 'github-personal-token',
      service: 'GitHub',
      kind: 'secret',
      severity: 'critical',
      confidence: 'high',
      description: 'GitHub classic personal access token',
      keywords: ['ghp_'],
    });
  });

  test('with the rules of a user', () => {
    expect(run('rules', 'list', '--service', 'custom', '--signatures', 'own.yaml').stdout).toContain('acme-token');
  });

  test.each([
    [['rules', 'list', '--service', 'githob'], 'GitHub'],
    [['rules', 'show', 'github-personl-token'], 'github-personal-token'],
  ])('%j: the nearest is named, exit code 2', (args, nearest) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(nearest);
  });
});

test('rules show', () => {
  const { status, stdout } = run('rules', 'show', 'github-personal-token');
  expect(status).toBe(0);
  expect(stdout).toContain('ghp_[0-9A-Za-z]{36,251}');
  expect(stdout).toContain('crc32-base62');
  const [rule] = JSON.parse(run('rules', 'show', 'generic-high-entropy', '--format', 'json').stdout).rules;
  expect(rule).toMatchObject({ id: 'generic-high-entropy', category: 'generic', shape: null });
});

describe('rules test and lint', () => {
  test.each([
    [['rules', 'test', 'own.yaml'], 0, /1 rule, 2 examples: 0 problems/],
    [['rules', 'lint', 'own.yaml'], 0, /0 problems/],
    [['rules', 'test', 'bad.yaml'], 1, /^bad\.yaml:2: acme-slow: does not match/m],
    [['rules', 'lint', 'bad.yaml'], 1, /^bad\.yaml:2: acme-slow: a quantifier without a bound/m],
    [['rules', 'test', 'own.yaml', '--format', 'json'], 0, /"problems": \[\]/],
  ])('%j', (args, status, output) => {
    const done = run(...args);
    expect(done.stdout).toMatch(output);
    expect(done.status).toBe(status);
  });

  test.each([
    [['rules', 'test', 'missing.yaml']],
    [['rules', 'nonsense']],
    [['rules', 'list', '--nonsense']],
    [['rules']],
  ])('%j is exit code 2', args => {
    expect(run(...args).status).toBe(2);
  });
});

test('rules import writes a file that gate can use', () => {
  const { status, stderr } = run('rules', 'import', 'gitleaks.toml', '--output', 'imported.yaml');
  expect(status).toBe(0);
  expect(stderr).toContain('1 rule from a gitleaks configuration');
  expect(readFileSync(join(folder, 'imported.yaml'), 'utf8')).toContain("pattern: 'acme_(?<secret>[0-9a-z]{20})'");
  expect(run('rules', 'lint', 'imported.yaml').status).toBe(0);
  expect(run('rules', 'import', 'gitleaks.toml').stdout).toMatch(/^# 1 rules from gitleaks\.toml/);
});

test('rules coverage', () => {
  expect(run('rules', 'coverage').stdout).toMatch(/^\d+ rules for \d+ services$/m);
  expect(run('rules', 'coverage', 'names.txt').stdout).toMatch(/1 not covered\n {2}No Such Service\n/);
  const { list } = JSON.parse(run('rules', 'coverage', 'gitleaks.toml', '--format', 'json').stdout);
  expect(list).toEqual([{ name: 'acme', by: null, rules: [] }]);
});

describe('explain', () => {
  test('a line of a file', () => {
    const { status, stdout } = run('explain', 'app.js:1');
    expect(status).toBe(0);
    expect(stdout).toContain('1 | const token = "ghp_********";');
    expect(stdout).toContain('github-personal-token, found by pattern');
    expect(stdout).toContain('checksum raises it');
    expect(stdout).toContain('reported: with confidence high');
  });

  test('a text, as JSON', () => {
    const { version, lines } = JSON.parse(run('explain', '--text', 'nothing', '--format', 'json').stdout);
    expect(version).toBe(1);
    expect(lines).toMatchObject([{ line: 1, text: 'nothing', matches: [], tokens: [] }]);
  });

  test.each([
    [['explain']],
    [['explain', 'app.js']],
    [['explain', 'app.js:0']],
    [['explain', 'app.js:9']],
    [['explain', 'missing.js:1']],
    [['explain', 'app.js:1', '--text', 'x']],
  ])('%j is exit code 2', args => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^gate: /);
  });
});
