/**
 * The hooks of .pre-commit-hooks.yaml under the real framework, installed by its own node route from a plain clone of this
 * project. Each version of the framework installs gate once.
 */

import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sample } from '../../rules.ts';
import { gate, git, makeFolder, makeRepository, write } from '../gate.ts';
import { makeClone } from './clone.ts';

const NEWEST = '4.7.0';
/** It packs what it installs, and takes what npm prints for the name of the file. */
const OLD = '4.0.1';

const TOKEN = sample('ghp_{alnum:36}', 44);
const LEAK = `token = "${TOKEN}"\n`;
const ALLOWED = `token = "${TOKEN}" # gate:allow -- a sample\n`;
const DEPENDENCY = '{ "dependencies": { "left-pad": "git+https://example.org/left-pad.git" } }\n';

const BIN = process.platform === 'win32' ? 'Scripts' : 'bin';

/** Installs the framework once a machine; its folder of programs. */
function installFramework(version: string): string {
  const folder = join(tmpdir(), `gate-e2e-pre-commit-${version}`);
  const programs = join(folder, BIN);
  const works = (): boolean => spawnSync(join(programs, 'pre-commit'), ['--version']).status === 0;
  if (works()) return programs;
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const steps = [
    [python, '-m', 'venv', folder],
    [join(programs, 'python'), '-m', 'pip', 'install', '--quiet', `pre-commit==${version}`],
  ];
  for (const [program = '', ...args] of steps) {
    const run = spawnSync(program, args, { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${run.stderr || run.error}`);
  }
  if (!works()) throw new Error(`pre-commit ${version} does not run`);
  return programs;
}

const clone = makeClone();
const revision = git(clone, 'rev-parse', 'HEAD').trim();

type Framework = { readonly programs: string; readonly home: string };

function environment({ programs, home }: Framework): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:npm_|GIT_|GATE_|PRE_COMMIT)/i.test(name));
  const path = `${programs}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH']}`;
  return { ...Object.fromEntries(kept), PATH: path, PRE_COMMIT_HOME: home, GIT_CONFIG_GLOBAL: '/dev/null' };
}

function call(framework: Framework, folder: string, program: string, ...args: string[]) {
  const run = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: environment(framework) });
  return { status: run.status, told: run.stdout + run.stderr };
}

const NAME = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
const run = (framework: Framework, folder: string, ...args: string[]) =>
  call(framework, folder, 'pre-commit', 'run', '--verbose', ...args);
const commit = (framework: Framework, folder: string, ...args: string[]) =>
  call(framework, folder, 'git', ...NAME, 'commit', '-qm', 'change', ...args);
const push = (framework: Framework, folder: string, ...args: string[]) =>
  call(framework, folder, 'git', 'push', '-q', ...args);

function configure(folder: string, ...ids: string[]): void {
  const hooks = ids.map(id => `      - id: ${id}\n`).join('');
  write(folder, {
    '.pre-commit-config.yaml': `repos:\n  - repo: ${clone}\n    rev: ${revision}\n    hooks:\n${hooks}`,
  });
}

/** A repository with one commit and those hooks in place. */
function prepare(framework: Framework, ids: readonly string[], types: readonly string[] = ['pre-commit']): string {
  const folder = makeRepository({ 'a.txt': 'clean\n' });
  configure(folder, ...ids);
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'first');
  const stages = types.flatMap(type => ['--hook-type', type]);
  expect(call(framework, folder, 'pre-commit', 'install', ...stages).status).toBe(0);
  return folder;
}

const stateOf = (folder: string): string =>
  git(folder, 'status', '--porcelain=v2', '--branch') + git(folder, 'diff') + git(folder, 'diff', '--cached');

function setUp(version: string): Framework {
  const framework = { programs: installFramework(version), home: join(makeFolder(), 'home') };
  mkdirSync(framework.home);
  const folder = makeRepository();
  configure(folder, 'gate');
  git(folder, 'add', '.');
  const { status, told } = call(framework, folder, 'pre-commit', 'install-hooks');
  if (status !== 0) throw new Error(told);
  return framework;
}

describe(`pre-commit ${NEWEST}`, () => {
  let framework: Framework = { programs: '', home: '' };
  beforeAll(() => {
    framework = setUp(NEWEST);
  });

  test('gate refuses a commit and leaves everything as it was; an allow comment with a reason lets it pass', () => {
    const folder = prepare(framework, ['gate']);
    write(folder, { 'a.txt': LEAK });
    git(folder, 'add', '.');
    write(folder, { 'a.txt': `${LEAK}unstaged\n` });
    const before = stateOf(folder);
    const { status, told } = commit(framework, folder);
    expect(status).not.toBe(0);
    expect(told).toContain('a.txt:1');
    expect(told).not.toContain(TOKEN);
    expect(stateOf(folder)).toBe(before);
    write(folder, { 'a.txt': ALLOWED });
    git(folder, 'add', '.');
    expect(run(framework, folder).told).toContain('1 suppressed');
    expect(commit(framework, folder).status).toBe(0);
  });

  test('gate reads what is staged, not what the work tree has', () => {
    const folder = prepare(framework, ['gate']);
    write(folder, { 'a.txt': LEAK });
    git(folder, 'add', '.');
    write(folder, { 'a.txt': 'cleaned in the work tree alone\n' });
    expect(commit(framework, folder).status).not.toBe(0);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toContain('cleaned');
  });

  test('--all-files and --files read the files as they are, and a name that looks like an option is one of a file', () => {
    const folder = prepare(framework, ['gate']);
    write(folder, { '--only': LEAK, 'dir/b c.txt': LEAK });
    git(folder, 'add', '.');
    git(folder, 'commit', '-q', '--no-verify', '-m', 'old');
    expect(run(framework, folder).told).toContain('Skipped');
    const all = run(framework, folder, '--all-files');
    expect(all.status).not.toBe(0);
    expect(all.told).toContain('--only:1');
    expect(all.told).toContain('dir/b c.txt:1');
    expect(run(framework, folder, '--files', 'a.txt').status).toBe(0);
    write(folder, { 'a.txt': 'staged\n' });
    git(folder, 'add', 'a.txt');
    write(folder, { 'a.txt': LEAK });
    expect(run(framework, folder, '--files', 'a.txt').status).not.toBe(0);
    expect(commit(framework, folder).status).toBe(0);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe(LEAK);
    expect(run(framework, folder, '--files', 'dir/b c.txt').status).not.toBe(0);
  });

  test('--from-ref and --to-ref read the commits in between, also what a later one removes', () => {
    const folder = prepare(framework, ['gate', 'gate-deps']);
    const first = git(folder, 'rev-parse', 'HEAD').trim();
    write(folder, { 'a.txt': LEAK });
    git(folder, 'commit', '-q', '--no-verify', '-am', 'leak');
    write(folder, { 'a.txt': 'gone again\n' });
    git(folder, 'commit', '-q', '--no-verify', '-am', 'hide');
    const refused = run(framework, folder, 'gate', '--from-ref', first, '--to-ref', 'HEAD');
    expect(refused.status).not.toBe(0);
    expect(refused.told).toContain('a.txt:1');
    expect(run(framework, folder, 'gate', '--from-ref', 'HEAD', '--to-ref', 'HEAD').status).toBe(0);
  });

  test('gate-staged reads all that is staged, and gate-deps manifests alone', () => {
    const folder = prepare(framework, ['gate-staged', 'gate-deps']);
    write(folder, { 'a.txt': LEAK, 'package.json': DEPENDENCY });
    git(folder, 'add', '.');
    const staged = run(framework, folder, 'gate-staged');
    expect(staged.status).not.toBe(0);
    expect(staged.told).toContain('a.txt:1');
    const deps = run(framework, folder, 'gate-deps');
    expect(deps.status).not.toBe(0);
    expect(deps.told).toContain('package.json:1');
    expect(deps.told).not.toContain('a.txt');
  });

  test('gate-commit-msg refuses a message', () => {
    const folder = prepare(framework, ['gate-commit-msg'], ['commit-msg']);
    write(folder, { 'a.txt': 'more\n' });
    const head = git(folder, 'rev-parse', 'HEAD');
    expect(call(framework, folder, 'git', ...NAME, 'commit', '-qam', LEAK).status).not.toBe(0);
    expect(git(folder, 'rev-parse', 'HEAD')).toBe(head);
    expect(commit(framework, folder, '-a').status).toBe(0);
  });

  test('gate-push reads what a push brings, also a first one, of which the framework names no commits', () => {
    const folder = prepare(framework, ['gate-push'], ['pre-push']);
    const remote = join(makeFolder(), 'remote.git');
    git(folder, 'init', '-q', '--bare', remote);
    git(folder, 'remote', 'add', 'origin', remote);
    git(folder, 'branch', 'clean');
    write(folder, { 'a.txt': LEAK });
    git(folder, 'commit', '-qam', 'leak');
    write(folder, { 'a.txt': 'gone again\n' });
    git(folder, 'commit', '-qam', 'hide');
    const first = push(framework, folder, 'origin', 'main');
    expect(first.status).not.toBe(0);
    expect(first.told).toContain('a.txt:1');
    expect(push(framework, folder, 'origin', 'clean').status).toBe(0);
    expect(push(framework, folder, 'origin', 'main').status).not.toBe(0);
    expect(git(remote, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/clean\n');
    expect(run(framework, folder, 'gate-push', '--hook-stage', 'pre-push').status).not.toBe(0);
  });

  test("stands beside gate's own hook in both orders, and each runs once", () => {
    const folder = prepare(framework, ['gate-staged']);
    const file = join(folder, '.git/hooks/pre-commit');
    const theirs = readFileSync(file);
    expect(gate(['hook', 'install'], { cwd: folder }).stdout).toContain('(pre-commit) is run behind');
    write(folder, { 'a.txt': 'clean too\n' });
    const { status, told } = commit(framework, folder, '-a');
    expect(status).toBe(0);
    expect(told.match(/Passed/g)).toHaveLength(1);
    write(folder, { 'a.txt': LEAK });
    expect(commit(framework, folder, '-a').status).not.toBe(0);
    gate(['hook', 'uninstall'], { cwd: folder });
    expect(readFileSync(file)).toEqual(theirs);

    const other = makeRepository({ 'a.txt': 'clean\n' });
    configure(other, 'gate-staged');
    gate(['hook', 'install'], { cwd: other });
    const ours = readFileSync(join(other, '.git/hooks/pre-commit'));
    expect(call(framework, other, 'pre-commit', 'install').status).toBe(0);
    expect(gate(['hook', 'status'], { cwd: other }).stdout).toContain('pre-commit: runs gate, and then');
    expect(gate(['hook', 'install'], { cwd: other }).stdout).toContain('renewed');
    git(other, 'add', '.');
    expect(commit(framework, other).told.match(/Passed/g)).toHaveLength(1);
    expect(call(framework, other, 'pre-commit', 'uninstall').status).toBe(0);
    expect(readFileSync(join(other, '.git/hooks/pre-commit'))).toEqual(ours);
  });

  test('GATE_SKIP is noted, and a config that cannot be read fails the hook', () => {
    const folder = prepare(framework, ['gate']);
    write(folder, { 'gate.yaml': 'nonsense: [\n' });
    git(folder, 'add', '.');
    expect(commit(framework, folder).told).toContain('gate.yaml');
    expect(git(folder, 'log', '--oneline').split('\n')).toHaveLength(2);
    appendFileSync(join(folder, 'a.txt'), LEAK);
    git(folder, 'add', '.');
    const skipped = spawnSync('git', [...NAME, 'commit', '-qm', 'x'], {
      cwd: folder,
      env: { ...environment(framework), GATE_SKIP: '1' },
    });
    expect(skipped.status).toBe(0);
    expect(existsSync(join(folder, '.git/gate-skipped.log'))).toBe(true);
  });
});

describe(`pre-commit ${OLD}`, () => {
  test('installs gate and refuses a commit', { timeout: 600_000 }, () => {
    const framework = setUp(OLD);
    const folder = prepare(framework, ['gate', 'gate-push', 'gate-commit-msg']);
    write(folder, { 'a.txt': LEAK });
    git(folder, 'add', '.');
    const { status, told } = commit(framework, folder);
    expect(status).not.toBe(0);
    expect(told).toContain('a.txt:1');
  });
});
