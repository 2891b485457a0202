/** The package lane in real repositories: files, what is staged, diffs with and without their blobs, references, drift. */

import { describe, expect, test } from 'vitest';
import { gate, git, makeFolder, makeRepository, places, write } from './gate.ts';

const ONLY = ['scan', '--only', 'dependencies'];

const manifest = (dependencies: Readonly<Record<string, string>>): string =>
  `${JSON.stringify({ name: 'shop', dependencies }, null, 2)}\n`;

const OLD = { lodash: '^4.17.21', crossenv: '^1.0.0', react: '^18.0.0', express: '^4.0.0', debug: '^4.0.0' };

function commit(folder: string): void {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'one');
}

describe('gate scan', () => {
  test('judges the manifests of a folder, and says how many packages it read', () => {
    const folder = makeFolder();
    write(folder, { 'package.json': manifest({ lodahs: '^4.0.0' }), 'notes.txt': 'lodahs' });
    const { status, stdout } = gate(ONLY, { cwd: folder });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^package\.json:4:6: high\[lookalike-package\]: lodahs /m);
    expect(stdout).toContain('4 | lodahs ^4.0.0');
    expect(stdout).toContain('write lodash instead');
    expect(stdout).toContain('1 package in 1 manifest');
  });

  test('--no-dependencies judges none', () => {
    const folder = makeFolder();
    write(folder, { 'package.json': manifest({ lodahs: '^4.0.0' }) });
    expect(gate(['scan', '--no-dependencies'], { cwd: folder }).status).toBe(0);
  });

  test('a manifest that is broken is named with its line, and what could be read is judged', () => {
    const folder = makeFolder();
    write(folder, { 'package.json': '{\n  "dependencies": {\n    "lodahs": "1",\n    "x": oops\n' });
    const { stdout } = gate([...ONLY, '--format', 'json'], { cwd: folder });
    const { findings, diagnostics } = JSON.parse(stdout);
    expect(findings[0]).toMatchObject({ kind: 'dependency', ruleId: 'lookalike-package', package: 'pkg:npm/lodahs' });
    expect(findings[0].replacement).toBe('lodash');
    expect(diagnostics[0]).toMatchObject({ kind: 'broken-manifest', path: 'package.json', line: 4 });
  });

  test('a comment does not suppress in JSON, an entry of gate.yaml does', () => {
    const folder = makeFolder();
    const allow = 'allow:\n  - rules: [lookalike-package]\n    values: [lodahs]\n    reason: ours\n';
    write(folder, { 'package.json': manifest({ lodahs: '^4.0.0' }), 'gate.yaml': allow });
    const { status, stdout } = gate(ONLY, { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain('1 suppressed');
  });

  test('judges what commands install, in every file that holds some', () => {
    const folder = makeFolder();
    write(folder, {
      Dockerfile: 'FROM node\nRUN npm i lodahs && \\\n  pip install -r more.txt\n',
      'more.txt': 'reqeusts\n',
      '.github/workflows/ci.yml': 'jobs:\n  a:\n    steps:\n      - run: npx -y lodahs\n      - uses: a/b@v1\n',
      'README.md': 'npm install lodahs\n\n```sh\n$ npm install lodahs\n```\n',
      '.mcp.json': '{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "lodahs"] } } }\n',
      'run.sh': 'pip install $NAME missing.txt; pip install -r missing.txt # lodahs\n',
    });
    const { stdout } = gate([...ONLY, '--format', 'json'], { cwd: folder });
    const { findings, diagnostics } = JSON.parse(stdout);
    const found = findings.map((finding: { path: string; startLine: number; package: string }) =>
      [finding.path, finding.startLine, finding.package].join(' '),
    );
    expect(found.sort()).toEqual([
      '.github/workflows/ci.yml 4 pkg:npm/lodahs',
      '.mcp.json 1 pkg:npm/lodahs',
      'Dockerfile 2 pkg:npm/lodahs',
      'README.md 4 pkg:npm/lodahs',
      'more.txt 1 pkg:pypi/reqeusts',
    ]);
    expect(diagnostics).toEqual([]);
    expect(gate(['deps', 'list', '.'], { cwd: folder }).stdout).not.toContain('lodahs');
  });

  test('compares imports with manifests where that is asked for', () => {
    const folder = makeFolder();
    const files = {
      'package.json': manifest({ lodash: '^4.0.0' }),
      'a.ts': "import 'lodash';\nimport './b';\nimport 'node:fs';\nimport 'left-pad';\nimport 'crossenv';\n",
    };
    write(folder, files);
    expect(places(ONLY, { cwd: folder })).toEqual([]);
    write(folder, { 'gate.yaml': 'undeclared-imports: true\n' });
    expect(places(ONLY, { cwd: folder })).toEqual(['a.ts:5 undeclared-import']);
    expect(places([...ONLY, '--min-confidence', 'low'], { cwd: folder })).toEqual([
      'a.ts:4 undeclared-import',
      'a.ts:5 undeclared-import',
    ]);
    expect(gate(ONLY, { cwd: folder }).stdout).toContain('1 package in 1 manifest');
  });

  test('a part of a file of commands is read by itself', () => {
    const folder = makeRepository();
    const text = `${'text\n'.repeat(40)}\n\`\`\`sh\necho a\n\`\`\`\n`;
    write(folder, { 'README.md': text, 'run.sh': '#!/bin/sh\n' });
    commit(folder);
    write(folder, {
      'README.md': text.replace('echo a', 'echo a\nnpm i lodahs'),
      'run.sh': '#!/bin/sh\necho install\n',
    });
    const diff = git(folder, 'diff');
    const here = gate(ONLY, { cwd: folder, input: diff });
    expect(here.stdout).toContain('README.md:44');
    const elsewhere = gate([...ONLY, '--format', 'json'], { cwd: makeFolder(), input: diff });
    expect(JSON.parse(elsewhere.stdout).diagnostics).toEqual([]);
  });

  test('a rule can be turned off by its id', () => {
    const folder = makeFolder();
    write(folder, { 'package.json': manifest({ lodahs: '1' }), 'gate.yaml': 'rules:\n  lookalike-package: off\n' });
    const { status, stdout } = gate(ONLY, { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).not.toContain('lookalike-package');
  });
});

describe('a change', () => {
  function makeChange(): string {
    const folder = makeRepository({ 'package.json': manifest(OLD) });
    commit(folder);
    write(folder, { 'package.json': manifest({ ...OLD, lodahs: '^4.0.0' }) });
    return folder;
  }

  test('--staged reports what the change adds, not what was there', () => {
    const folder = makeChange();
    git(folder, 'add', '-A');
    expect(places([...ONLY, '--staged'], { cwd: folder })).toEqual(['package.json:9 lookalike-package']);
  });

  test('a staged diff on standard input is judged as --staged is, by the blobs that it names', () => {
    const folder = makeChange();
    git(folder, 'add', '-A');
    const input = git(folder, 'diff', '--cached');
    expect(places(ONLY, { cwd: folder, input })).toEqual(['package.json:9 lookalike-package']);
  });

  test('of a diff of the work tree the file itself is read, since no blob holds it', () => {
    const folder = makeChange();
    expect(places(ONLY, { cwd: folder, input: git(folder, 'diff') })).toEqual(['package.json:9 lookalike-package']);
  });

  test('outside of its repository a diff that cannot be read by itself is said to be unchecked', () => {
    const folder = makeChange();
    const { status, stdout } = gate(ONLY, { cwd: makeFolder(), input: git(folder, 'diff') });
    expect(status).toBe(0);
    expect(stdout).toContain('partial manifest');
    expect(stdout).toContain('package.json:5');
    expect(gate([...ONLY, '--strict'], { cwd: makeFolder(), input: git(folder, 'diff') }).status).toBe(2);
  });
});
