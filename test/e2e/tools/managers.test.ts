/** gate's hook beside those of husky and lefthook, in both orders. They come from npm, once a machine. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sample } from '../../rules.ts';
import { gate, git, makeRepository, PERSON, write } from '../gate.ts';

const PACKAGES = ['husky@9.1.7', 'lefthook@2.2.2'];
const CACHE = join(tmpdir(), `gate-e2e-${PACKAGES.join('-').replaceAll('@', '-')}`);
const PROGRAMS = join(CACHE, 'node_modules', '.bin');

const TOKEN = sample('ghp_{alnum:36}', 46);
const LEAK = `token = "${TOKEN}"\n`;
const ALLOWED = `token = "${TOKEN}" # gate:allow -- a sample\n`;

beforeAll(() => {
  if (existsSync(join(PROGRAMS, 'lefthook')) && existsSync(join(PROGRAMS, 'husky'))) return;
  mkdirSync(CACHE, { recursive: true });
  const options = { encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const run = spawnSync('npm', ['install', '--ignore-scripts', '--prefix', CACHE, ...PACKAGES], options);
  if (run.status !== 0) throw new Error(`husky and lefthook could not be installed: ${run.stderr}`);
});

function call(folder: string, program: string, ...args: string[]) {
  const env = { ...PERSON, PATH: `${PROGRAMS}${delimiter}${process.env['PATH']}`, HOME: folder };
  const run = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env });
  return { status: run.status, told: run.stdout + run.stderr };
}

/** What stands in a folder of hooks: names and contents. */
function listHooks(folder: string): Record<string, string> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.endsWith('.sample'))
    .map(({ name }) => name);
  return Object.fromEntries(names.sort().map(name => [name, readFileSync(join(folder, name), 'utf8')]));
}

const commit = (folder: string) => {
  git(folder, 'add', '-A');
  return call(folder, 'git', 'commit', '-qm', 'change');
};
const statusOf = (folder: string): string => gate(['hook', 'status'], { cwd: folder }).stdout.split('\n')[1] ?? '';

/** A leak is refused and changes nothing; the same with an allow comment and a reason passes, and theirs runs too. */
function expectBoth(folder: string, theirs: string): void {
  write(folder, { 'a.txt': 'clean\n' });
  const clean = commit(folder);
  expect(clean.status).toBe(0);
  expect(clean.told).toContain(theirs);
  write(folder, { 'a.txt': LEAK });
  git(folder, 'add', '-A');
  const before = git(folder, 'status', '--porcelain=v2', '--branch');
  const refused = commit(folder);
  expect(refused.status).not.toBe(0);
  expect(refused.told).toContain('a.txt:1');
  expect(refused.told).not.toContain(TOKEN);
  expect(git(folder, 'status', '--porcelain=v2', '--branch')).toBe(before);
  write(folder, { 'a.txt': ALLOWED });
  const allowed = commit(folder);
  expect(allowed.status).toBe(0);
  expect(allowed.told).toContain('1 suppressed');
}

describe('husky', () => {
  const SCRIPT = '#!/usr/bin/env sh\necho of-husky >&2\n';

  test('before gate: a block in its script, and uninstall leaves the script as it was', () => {
    const folder = makeRepository({ 'package.json': '{ "name": "x" }\n' });
    expect(call(folder, 'husky').status).toBe(0);
    write(folder, { '.husky/pre-commit': SCRIPT });
    expect(gate(['hook', 'install'], { cwd: folder }).status).toBe(0);
    expectBoth(folder, 'of-husky');
    expect(statusOf(folder)).toBe('pre-commit: runs gate');
    expect(call(folder, 'husky').status).toBe(0);
    expect(statusOf(folder)).toBe('pre-commit: runs gate');
    expect(gate(['hook', 'uninstall'], { cwd: folder }).status).toBe(0);
    expect(readFileSync(join(folder, '.husky/pre-commit'), 'utf8')).toBe(SCRIPT);
  });

  test('after gate: it leads git past our hook, which status and doctor tell', () => {
    const folder = makeRepository({ 'package.json': '{ "name": "x" }\n' });
    gate(['hook', 'install'], { cwd: folder });
    expect(call(folder, 'husky').status).toBe(0);
    expect(statusOf(folder)).toContain('does not run gate any more');
    const doctor = gate(['doctor'], { cwd: folder });
    expect(doctor.status).toBe(1);
    expect(doctor.stdout).toMatch(/^! +hook +pre-commit: does not run gate any more/m);
    write(folder, { '.husky/pre-commit': SCRIPT });
    gate(['hook', 'install'], { cwd: folder });
    expectBoth(folder, 'of-husky');
    gate(['hook', 'uninstall'], { cwd: folder });
    expect(readFileSync(join(folder, '.husky/pre-commit'), 'utf8')).toBe(SCRIPT);
    expect(listHooks(join(folder, '.git/hooks'))).toEqual({});
  });

  test('a pre-push of its own gets the lines that git hands over', () => {
    const folder = makeRepository({ 'package.json': '{ "name": "x" }\n' });
    call(folder, 'husky');
    write(folder, { '.husky/pre-push': 'cat > pushed.txt\n' });
    gate(['hook', 'install', 'pre-push'], { cwd: folder });
    commit(folder);
    git(folder, 'init', '-q', '--bare', 'remote.git');
    expect(call(folder, 'git', 'push', '-q', './remote.git', 'main').status).toBe(0);
    expect(readFileSync(join(folder, 'pushed.txt'), 'utf8')).toMatch(
      /^refs\/heads\/main [0-9a-f]{40} refs\/heads\/main 0+\n$/,
    );
  });
});

describe('lefthook', () => {
  const configure = (folder: string, word: string): void =>
    write(folder, { 'lefthook.yml': `pre-commit:\n  jobs:\n    - run: echo ${word} >&2\n` });

  test('before gate: it is run behind, and uninstall puts it back byte for byte', () => {
    const folder = makeRepository();
    configure(folder, 'of-lefthook');
    expect(call(folder, 'lefthook', 'install').status).toBe(0);
    const before = listHooks(join(folder, '.git/hooks'));
    expect(gate(['hook', 'install'], { cwd: folder }).stdout).toContain('(lefthook) is run behind');
    expectBoth(folder, 'of-lefthook');
    gate(['hook', 'uninstall'], { cwd: folder });
    expect(listHooks(join(folder, '.git/hooks'))).toEqual(before);
  });

  test('after gate, and when it puts its hook back: status and doctor tell, install mends, uninstall leaves nothing', () => {
    const folder = makeRepository();
    configure(folder, 'of-lefthook');
    gate(['hook', 'install'], { cwd: folder });
    expect(call(folder, 'lefthook', 'install').status).toBe(0);
    const before = listHooks(join(folder, '.git/hooks'))['pre-commit'];
    expect(statusOf(folder)).toContain('does not run gate any more');
    expect(gate(['doctor'], { cwd: folder }).status).toBe(1);
    gate(['hook', 'install'], { cwd: folder });
    expectBoth(folder, 'of-lefthook');

    expect(call(folder, 'lefthook', 'install', '--force').status).toBe(0);
    expect(statusOf(folder)).toContain('does not run gate any more');
    gate(['hook', 'install'], { cwd: folder });
    expectBoth(folder, 'of-lefthook');
    expect(statusOf(folder)).toBe('pre-commit: runs gate, then the hook that was there before');

    call(folder, 'lefthook', 'install', '--force');
    gate(['hook', 'uninstall'], { cwd: folder });
    expect(listHooks(join(folder, '.git/hooks'))['pre-commit']).toBe(before);
    expect(Object.keys(listHooks(join(folder, '.git/hooks'))).filter(name => /gate|\.old/.test(name))).toEqual([]);
  });

  test('runs gate itself where its configuration says so', () => {
    const folder = makeRepository();
    const program = `${process.execPath} ${join(import.meta.dirname, '../../../bin/gate.js')}`;
    const job = `pre-commit:\n  jobs:\n    - run: ${program} hook run pre-commit --no-next\n    - run: echo of-lefthook >&2\n`;
    write(folder, { 'lefthook.yml': job });
    call(folder, 'lefthook', 'install');
    expectBoth(folder, 'of-lefthook');
  });
});
