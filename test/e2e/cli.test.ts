import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sample } from '../rules.ts';
import { gate, git, makeFolder, makeRepository, places, write } from './gate.ts';

const GITHUB = sample('ghp_{alnum:36}', 11);
const STRIPE = sample('sk_live_{alnum:24}', 12);
const RANDOM = sample('{alnum:40}', 13);

describe('what is scanned', () => {
  const folder = makeFolder();
  write(folder, {
    'src/app.js': `const token = '${GITHUB}';\n`,
    'src/deep/pay.py': `KEY = "${STRIPE}"\n`,
    'clean.txt': 'nothing here\n',
    '.hidden/env': `TOKEN=${GITHUB}\n`,
    'ignored/x.txt': `${GITHUB}\n`,
    '.gitignore': 'ignored/\n',
    'image.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]),
  });

  test('the current folder when nothing is named and standard input is /dev/null', () => {
    const run = gate(['scan'], { cwd: folder });
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('src/app.js:1:16');
    expect(run.stdout).toContain('src/deep/pay.py:1:8');
    expect(run.stdout).toContain('.hidden/env:1:7');
    expect(run.stdout).not.toContain('ignored/x.txt');
    expect(run.stdout).toMatch(/scanned \d+ files/);
    expect(run.stdout).toMatch(/binary/);
  });

  test.each([
    [['src/app.js'], ['src/app.js:1']],
    [['src'], ['src/app.js:1', 'src/deep/pay.py:1']],
    [['src/**/*.py'], ['src/deep/pay.py:1']],
    [
      ['.', '--exclude', '*.py'],
      ['.hidden/env:1', 'src/app.js:1'],
    ],
    [['.', '--include', 'src/*.js'], ['src/app.js:1']],
    [
      ['.', '--no-gitignore'],
      ['.hidden/env:1', 'ignored/x.txt:1', 'src/app.js:1', 'src/deep/pay.py:1'],
    ],
    [['ignored/x.txt'], ['ignored/x.txt:1']],
  ])('%j', (args, expected) => {
    expect(places(['scan', ...args], { cwd: folder }).map(place => place.split(' ')[0])).toEqual(expected);
  });

  test('standard input when it is a pipe, under the name that is given', () => {
    expect(places(['scan'], { input: `a\nx=${GITHUB}\n` })).toEqual(
      ['stdin:2 github-personal-token'].map(place => place.replace('github-personal-token', idOf(GITHUB))),
    );
    expect(places(['scan', '-', '--stdin-filename', 'a/b.env'], { input: GITHUB })[0]).toMatch(/^a\/b\.env:1 /);
  });

  test('paths are relative to the root of the repository', () => {
    const repository = makeRepository({ 'a/b/c.txt': GITHUB });
    expect(places(['scan', '.'], { cwd: join(repository, 'a/b') })[0]).toMatch(/^a\/b\/c\.txt:1 /);
  });
});

/** The id of the rule that finds a token, so that these tests do not depend on it. */
function idOf(token: string): string {
  return places(['scan', '-'], { input: token })[0]?.split(' ')[1] ?? 'none';
}

describe('exit codes', () => {
  const folder = makeFolder();
  write(folder, { 'secret.txt': GITHUB, 'clean.txt': 'nothing\n' });

  test.each([
    ['a clean file', ['clean.txt'], 0],
    ['a finding', ['secret.txt'], 1],
    ['a finding with --exit-zero', ['secret.txt', '--exit-zero'], 0],
    ['a missing path', ['clean.txt', 'missing.txt'], 2],
    ['a missing path beside a finding', ['secret.txt', 'missing.txt'], 2],
    ['a missing path with --exit-zero', ['missing.txt', '--exit-zero'], 2],
    ['an unknown option', ['--wat'], 2],
    ['an unknown format', ['clean.txt', '--format', 'yaml'], 2],
    ['an unknown severity', ['clean.txt', '--fail-on', 'grave'], 2],
    ['a bad size', ['clean.txt', '--max-file-size', 'big'], 2],
    ['a glob that matches nothing', ['*.nothing'], 2],
    ['two sources', ['clean.txt', '--staged'], 2],
    ['--staged outside a repository', ['--staged'], 2],
  ])('%s: %j is %d', (_, args, status) => {
    const run = gate(['scan', ...args], { cwd: folder });
    expect(run.status).toBe(status);
    if (status === 2) expect(run.stdout + run.stderr).toMatch(/\w{4}/);
  });

  test('what was found is reported beside what failed', () => {
    const run = gate(['scan', 'secret.txt', 'missing.txt'], { cwd: folder });
    expect(run.stdout).toContain('secret.txt:1:1');
    expect(run.stdout).toContain('missing.txt');
  });

  test('empty standard input is 0, with a word about it', () => {
    const run = gate(['scan'], { input: '' });
    expect(run.status).toBe(0);
    expect(run.stdout + run.stderr).toMatch(/[Nn]othing was scanned/);
  });

  test('findings below --fail-on leave 0', () => {
    const run = gate(['scan', '-', '--fail-on', 'critical', '--min-confidence', 'low'], {
      input: `secret_token = "${RANDOM}"\n`,
    });
    expect(run.status).toBe(0);
    expect(run.stdout).toContain('generic-token');
  });

  test('--strict makes anything unchecked 2', () => {
    write(folder, { 'image.bin': Buffer.alloc(100) });
    expect(gate(['scan', 'image.bin'], { cwd: folder }).status).toBe(0);
    expect(gate(['scan', 'image.bin', '--strict'], { cwd: folder }).status).toBe(2);
  });
});

describe('bad input', () => {
  test('a file of a gigabyte of NULs is named and left out in no time', () => {
    const folder = makeFolder();
    write(folder, { 'huge.bin': '' });
    truncateSync(join(folder, 'huge.bin'), 1e9);
    const run = gate(['scan', '.'], { cwd: folder });
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/huge\.bin/);
    expect(gate(['scan', '.', '--max-file-size', '2GB'], { cwd: folder }).stdout).toMatch(/binary/);
  });

  test('an unreadable file in a folder is a diagnostic, one that is named a failure', () => {
    const folder = makeFolder();
    symlinkSync('loop', join(folder, 'loop'));
    write(folder, { 'a.txt': 'x' });
    expect(gate(['scan', 'loop'], { cwd: folder }).status).toBe(2);
    if (process.getuid?.() !== 0) {
      chmodSync(join(folder, 'a.txt'), 0);
      expect(gate(['scan', '.'], { cwd: folder }).status).toBe(0);
    }
  });

  test('a truncated diff is scanned as far as it goes, and fails', () => {
    const diff = `diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,1 +1,9 @@\n a\n+${GITHUB}\n`;
    const run = gate(['scan'], { input: diff });
    expect(run.status).toBe(2);
    expect(run.stdout).toContain('x:2:1');
  });

  test('a broken gate.yaml names file and line and the nearest key', () => {
    const folder = makeFolder();
    write(folder, { 'gate.yaml': 'include: ["*.js"]\nexlude: []\n', 'a.js': GITHUB });
    const run = gate(['scan', '.'], { cwd: folder });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/gate\.yaml:2:.*exlude/);
    expect(run.stderr).toContain('exclude');
    expect(gate(['scan', '.', '--no-config'], { cwd: folder }).status).toBe(1);
  });

  test('an output that cannot be written: a clear line, exit code 2, nothing half-written, and the findings are told', () => {
    const folder = makeFolder();
    write(folder, { 'a.js': GITHUB });
    const run = gate(['scan', 'a.js', '--format', 'json', '--output', 'no/such/folder/out.json'], { cwd: folder });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('out.json');
    expect(run.stderr).toContain('a.js:1:1');
    expect(readdirSync(folder)).toEqual(['a.js']);
  });
});

describe('reports', () => {
  const folder = makeFolder();
  write(folder, { 'a.js': `const t = '${GITHUB}';\n` });

  test('one scan writes several formats', () => {
    const args = [
      'scan',
      'a.js',
      '--format',
      'sarif',
      '--output',
      'gate.sarif',
      '--format',
      'json',
      '--output',
      'gate.json',
      '--format',
      'text',
    ];
    const run = gate(args, { cwd: folder });
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('a.js:1:12');
    expect(JSON.parse(readFileSync(join(folder, 'gate.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(JSON.parse(readFileSync(join(folder, 'gate.json'), 'utf8')).version).toBe(1);
  });

  test('two formats cannot share standard output', () => {
    expect(gate(['scan', 'a.js', '--format', 'json', '--format', 'text'], { cwd: folder }).status).toBe(2);
  });

  test('a report for machines on standard output leaves a summary on standard error', () => {
    const run = gate(['scan', 'a.js', '--format', 'json'], { cwd: folder });
    expect(run.stderr).toMatch(/1 finding/);
    expect(JSON.parse(run.stdout).findings).toHaveLength(1);
  });

  test('colours only where they are wanted', () => {
    expect(gate(['scan', 'a.js'], { cwd: folder }).stdout).not.toContain('\x1b[');
    expect(gate(['scan', 'a.js'], { cwd: folder, env: { FORCE_COLOR: '1' } }).stdout).toContain('\x1b[');
    expect(gate(['scan', 'a.js', '--no-color'], { cwd: folder, env: { FORCE_COLOR: '1' } }).stdout).not.toContain(
      '\x1b[',
    );
    expect(gate(['scan', 'a.js'], { cwd: folder, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain(
      '\x1b[',
    );
  });

  test('the same input gives the same findings, byte for byte', () => {
    const report = (): string => {
      const { stats, ...rest } = JSON.parse(gate(['scan', 'a.js', '--format', 'json'], { cwd: folder }).stdout);
      return JSON.stringify({ ...rest, files: stats.files });
    };
    expect(report()).toBe(report());
  });
});

describe('suppression', () => {
  test.each([
    ['on the line', `x = "${GITHUB}" # gate:allow -- a test account\n`],
    ['on the line above', `// gate:allow -- a test account\nx = "${GITHUB}"\n`],
  ])('an allow comment %s', (_, text) => {
    const run = gate(['scan', '-', '--format', 'json'], { input: text });
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout).suppressed).toMatchObject([{ by: 'inline', reason: 'a test account' }]);
    expect(gate(['scan', '-', '--no-inline'], { input: text }).status).toBe(1);
  });

  test('an allow comment for another rule does nothing', () => {
    expect(gate(['scan', '-'], { input: `${GITHUB} # gate:allow some-other-rule` }).status).toBe(1);
  });

  test('the allowlist of gate.yaml', () => {
    const folder = makeFolder();
    write(folder, {
      'gate.yaml': 'allow:\n  - paths: [docs/]\n    reason: only samples\n',
      'docs/a.md': GITHUB,
      'src/a.js': GITHUB,
    });
    const run = gate(['scan', '.', '--format', 'json'], { cwd: folder });
    const { findings, suppressed } = JSON.parse(run.stdout);
    expect(findings.map((finding: { path: string }) => finding.path)).toEqual(['src/a.js']);
    expect(suppressed).toMatchObject([{ path: 'docs/a.md', by: 'allowlist', reason: 'only samples' }]);
  });
});

describe('rules of a user', () => {
  const folder = makeFolder();
  const value = sample('myco_{alnum:32}', 20);
  write(folder, {
    'signatures.yaml':
      '- MyCompany:\n    - Internal API Key: "myco_[a-zA-Z0-9]{32}"\n    - Loud: "(?i)SHOUT-[a-z]{4}"\n',
    'bad.yaml': '- MyCompany:\n    - Key: "myco_[a-z"\n',
    'tab.yaml': '- MyCompany:\n\t- Key: "x"\n',
    'a.txt': `key ${value}\nshout-ABCD\n${GITHUB}\n`,
  });

  test('add to the built-in ones', () => {
    const found = places(['scan', 'a.txt', '--signatures', 'signatures.yaml'], { cwd: folder });
    expect(found.slice(0, 2)).toEqual(['a.txt:1 user-mycompany-internal-api-key', 'a.txt:2 user-mycompany-loud']);
    expect(found).toHaveLength(3);
  });

  test('are read from the configuration folder of the user', () => {
    const home = makeFolder();
    write(home, { 'gate/signatures.yaml': '- MyCompany:\n    - Key: "myco_[a-zA-Z0-9]{32}"\n' });
    expect(places(['scan', 'a.txt'], { cwd: folder, env: { XDG_CONFIG_HOME: home } })).toHaveLength(2);
  });

  test.each([
    ['bad.yaml', /bad\.yaml:2/],
    ['tab.yaml', /tab\.yaml:2.*tab/i],
    ['missing.yaml', /missing\.yaml/],
  ])('%s is one clear error', (file, message) => {
    const run = gate(['scan', 'a.txt', '--signatures', file], { cwd: folder });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(message);
  });

  test('one that never ends is stopped, and the scan goes on', () => {
    write(folder, { 'slow.yaml': '- Slow:\n    - Key: "(a+)+$"\n', 'slow.txt': `${'a'.repeat(40)}!\n${GITHUB}\n` });
    const run = gate(['scan', 'slow.txt', '--signatures', 'slow.yaml'], { cwd: folder });
    expect(run.status).toBe(1);
    expect(run.stdout).toMatch(/ran out of time/);
    expect(run.stderr).toMatch(/slow\.yaml:2.*quantifier/);
  });
});

test('gate init writes a configuration that gate reads, and never replaces one', () => {
  const repository = makeRepository({ 'sub/a.txt': 'x' });
  const run = gate(['init'], { cwd: join(repository, 'sub') });
  expect(run.status).toBe(0);
  expect(existsSync(join(repository, 'gate.yaml'))).toBe(true);
  expect(gate(['scan', '.'], { cwd: repository }).status).toBe(0);
  expect(gate(['init'], { cwd: repository }).status).toBe(2);
});

test('a staged secret that is gone from the work tree is found, an unstaged one is not', () => {
  const repository = makeRepository({ 'a.txt': `${GITHUB}\n`, 'b.txt': 'clean\n' });
  git(repository, 'add', '.');
  write(repository, { 'a.txt': 'clean\n', 'b.txt': `${STRIPE}\n` });
  expect(places(['scan', '--staged'], { cwd: repository }).map(place => place.split(' ')[0])).toEqual(['a.txt:1']);
});

test('help and version', () => {
  expect(gate(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(gate(['scan', '--help']).stdout).toContain('--min-confidence');
  expect(gate([]).stderr + gate([]).stdout).toContain('scan');
  expect(gate(['sacn']).stderr).toMatch(/scan/);
});
