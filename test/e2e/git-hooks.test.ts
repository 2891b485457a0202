/** `gate hook` with real repositories, commits and pushes. */

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sample } from '../rules.ts';
import { gate, git, makeFolder, makeHookedRepository, makeRepository, write } from './gate.ts';

const TOKEN = sample('ghp_{alnum:36}', 43);
const LEAK = `token = "${TOKEN}"\n`;

/** Runs git as people do: with a PATH, a name, and whatever environment is added. */
function tryGit(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const run = spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, GIT_CONFIG_GLOBAL: '/dev/null', ...env },
  });
  return { status: run.status, told: run.stdout + run.stderr };
}

const hook = (folder: string, name: string): string => join(folder, '.git/hooks', name);

function writeHook(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, '.git/hooks'), { recursive: true });
  writeFileSync(hook(folder, name), text);
  chmodSync(hook(folder, name), 0o750);
}

describe('gate hook install', () => {
  test('refuses a commit with a secret, and says where it is', () => {
    const folder = makeHookedRepository();
    write(folder, { 'a.txt': LEAK });
    const before = git(folder, 'status', '--porcelain=v2', '--branch');
    const { status, told } = tryGit(folder, ['commit', '-qam', 'change']);
    expect(status).not.toBe(0);
    expect(told).toContain('a.txt:1');
    expect(told).not.toContain(TOKEN);
    expect(git(folder, 'status', '--porcelain=v2', '--branch')).toBe(before);
  });

  test('runs the hook that was there behind its own, and puts it back byte for byte', () => {
    const folder = makeRepository({ 'a.txt': 'clean\n' });
    git(folder, 'add', '.');
    const script = '#!/bin/sh\necho theirs >&2\nexit 3\n# \u00fcber';
    writeHook(folder, 'pre-commit', script);
    expect(gate(['hook', 'install'], { cwd: folder }).stdout).toContain('is run behind');
    const { status, told } = tryGit(folder, ['commit', '-qm', 'first']);
    expect(status).not.toBe(0);
    expect(told).toContain('theirs');
    gate(['hook', 'install'], { cwd: folder });
    expect(gate(['hook', 'uninstall'], { cwd: folder }).status).toBe(0);
    expect(readFileSync(hook(folder, 'pre-commit'), 'utf8')).toBe(script);
    expect(statSync(hook(folder, 'pre-commit')).mode & 0o777).toBe(0o750);
    expect(existsSync(`${hook(folder, 'pre-commit')}.gate-next`)).toBe(false);
  });

  test('without another hook nothing is left behind', () => {
    const folder = makeHookedRepository('pre-commit', 'pre-push');
    gate(['hook', 'uninstall'], { cwd: folder });
    expect(existsSync(hook(folder, 'pre-commit')) || existsSync(hook(folder, 'pre-push'))).toBe(false);
  });

  test('keeps to core.hooksPath', () => {
    const folder = makeRepository();
    git(folder, 'config', 'core.hooksPath', 'our-hooks');
    gate(['hook', 'install'], { cwd: folder });
    expect(existsSync(join(folder, 'our-hooks/pre-commit'))).toBe(true);
    expect(gate(['hook', 'status'], { cwd: folder }).stdout).toContain('core.hooksPath is our-hooks');
  });

  test('works in a second worktree', () => {
    const folder = makeHookedRepository();
    const second = join(makeFolder(), 'second');
    git(folder, 'worktree', 'add', '-q', second);
    write(second, { 'b.txt': LEAK });
    git(second, 'add', '.');
    expect(tryGit(second, ['commit', '-qm', 'change']).status).not.toBe(0);
  });

  test('outside of a repository it is exit code 2 with a remedy', () => {
    const { status, stderr } = gate(['hook', 'install'], { cwd: makeFolder() });
    expect(status).toBe(2);
    expect(stderr).toContain('git init');
  });
});

describe('gate hook run', () => {
  test('GATE_SKIP lets a commit pass, says so and notes it down', () => {
    const folder = makeHookedRepository();
    write(folder, { 'a.txt': LEAK });
    const { status, told } = tryGit(folder, ['commit', '-qam', 'change'], { GATE_SKIP: '1' });
    expect(status).toBe(0);
    expect(told).toContain('pre-commit was skipped');
    expect(readFileSync(join(folder, '.git/gate-skipped.log'), 'utf8')).toMatch(/^\S+ pre-commit\n$/);
  });

  test('commit-msg reads the message without comments and the diff below the scissors', () => {
    const folder = makeHookedRepository('commit-msg');
    write(folder, { 'a.txt': 'more\n' });
    expect(tryGit(folder, ['commit', '-qam', `use ${LEAK}`]).status).not.toBe(0);
    write(folder, { message: `fine\n# ${LEAK}# ------------------------ >8 ------------------------\n+${LEAK}` });
    expect(tryGit(folder, ['hook', 'run', 'commit-msg', '--', 'message']).status).toBe(0);
  });

  test('pre-push reads what a push brings: new branch, update, force, deletion, tag', () => {
    const folder = makeHookedRepository('pre-push');
    const remote = join(makeFolder(), 'remote.git');
    git(folder, 'init', '-q', '--bare', remote);
    git(folder, 'remote', 'add', 'origin', remote);
    expect(tryGit(folder, ['push', '-q', 'origin', 'main']).status).toBe(0);
    git(folder, 'checkout', '-qb', 'topic');
    write(folder, { 'b.txt': LEAK });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'leak');
    write(folder, { 'b.txt': 'clean again\n' });
    git(folder, 'commit', '-qam', 'hide');
    const refused = tryGit(folder, ['push', '-q', 'origin', 'topic']);
    expect(refused.status).not.toBe(0);
    expect(refused.told).toContain('b.txt:1');
    git(folder, 'tag', '-a', '-m', 'one', 'v1');
    expect(tryGit(folder, ['push', '-q', 'origin', 'v1']).status).not.toBe(0);
    git(folder, 'reset', '-q', '--hard', 'main');
    expect(tryGit(folder, ['push', '-q', 'origin', 'topic']).status).toBe(0);
    git(folder, 'commit', '-q', '--amend', '-m', 'again');
    expect(tryGit(folder, ['push', '-qf', 'origin', 'topic']).status).toBe(0);
    expect(tryGit(folder, ['push', '-q', 'origin', ':topic']).status).toBe(0);
  });

  test('pre-receive refuses on the server, and the repository is as it was', () => {
    const folder = makeRepository({ 'a.txt': 'clean\n' });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'first');
    const remote = join(makeFolder(), 'remote.git');
    git(folder, 'init', '-q', '--bare', remote);
    expect(gate(['hook', 'install', 'pre-receive'], { cwd: remote }).status).toBe(0);
    expect(tryGit(folder, ['push', '-q', remote, 'main']).status).toBe(0);
    write(folder, { 'b.txt': LEAK });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'leak');
    const before = git(remote, 'for-each-ref');
    const { status, told } = tryGit(folder, ['push', '-q', remote, 'main']);
    expect(status).not.toBe(0);
    expect(told).toContain('b.txt:1');
    expect(git(remote, 'for-each-ref')).toBe(before);
  });

  test('what cannot be read of a push is a failing hook', () => {
    const { status } = gate(['hook', 'run', 'pre-push', 'origin'], {
      cwd: makeHookedRepository(),
      input: 'nonsense\n',
    });
    expect(status).toBe(2);
  });

  test('files that the framework names: staged ones as staged, others as they are', () => {
    const folder = makeHookedRepository();
    write(folder, { 'a.txt': LEAK, 'b.txt': 'clean\n' });
    git(folder, 'add', '.');
    write(folder, { 'a.txt': 'cleaned in the work tree alone\n' });
    expect(gate(['hook', 'run', 'framework', 'a.txt'], { cwd: folder }).status).toBe(1);
    expect(gate(['hook', 'run', 'framework', 'b.txt'], { cwd: folder }).status).toBe(0);
    const env = { PRE_COMMIT: '1' };
    expect(gate(['hook', 'run', 'framework', 'a.txt'], { cwd: folder, env }).status).toBe(0);
    expect(gate(['hook', 'run', 'framework', 'b.txt'], { cwd: folder, env }).status).toBe(0);
    git(folder, 'reset', '-q');
    expect(gate(['hook', 'run', 'framework', 'a.txt'], { cwd: folder }).status).toBe(0);
    write(folder, { 'a.txt': LEAK });
    expect(gate(['hook', 'run', 'framework', 'a.txt'], { cwd: folder }).status).toBe(1);
  });
});

describe('gate hook run, called by something else', () => {
  test('takes what stands behind -- for files, whatever it looks like', () => {
    const folder = makeHookedRepository();
    write(folder, { '--only': LEAK });
    const { status, stdout } = gate(['hook', 'run', 'framework', '--', '--only', 'a.txt'], { cwd: folder });
    expect(status).toBe(1);
    expect(stdout).toContain('--only:1');
  });

  test('what gate.yaml leaves out is left out of the files that are passed, staged, as they are and of commits', () => {
    const folder = makeRepository({ 'gate.yaml': 'exclude: [vendor/]\n', 'vendor/a.txt': LEAK, 'b.txt': 'clean\n' });
    git(folder, 'add', '.');
    const run = (env = {}) => gate(['hook', 'run', 'framework', 'vendor/a.txt', 'b.txt'], { cwd: folder, env });
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringMatching(/scanned 1 file.* ignored/) });
    git(folder, 'commit', '-qm', 'first');
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringMatching(/scanned 1 file.* ignored/) });
    write(folder, { 'vendor/a.txt': `${LEAK}more\n${LEAK}`, 'b.txt': 'clean too\n' });
    git(folder, 'commit', '-qam', 'second');
    const range = { PRE_COMMIT_FROM_REF: 'HEAD~', PRE_COMMIT_TO_REF: 'HEAD' };
    expect(run(range)).toMatchObject({ status: 0, stdout: expect.stringMatching(/scanned 1 file.* ignored/) });
    write(folder, { 'gate.yaml': '' });
    expect(run().status).toBe(1);
  });

  test('--no-next leaves the hook that was there before to its caller', () => {
    const folder = makeRepository({ 'a.txt': 'clean\n' });
    writeHook(folder, 'pre-commit', '#!/bin/sh\nexit 3\n');
    gate(['hook', 'install'], { cwd: folder });
    expect(gate(['hook', 'run', 'pre-commit'], { cwd: folder }).status).toBe(3);
    expect(gate(['hook', 'run', 'pre-commit', '--no-next'], { cwd: folder }).status).toBe(0);
  });

  test('a push of which the framework names no commits is what no remote has', () => {
    const folder = makeHookedRepository();
    const env = { PRE_COMMIT: '1', PRE_COMMIT_REMOTE_NAME: 'origin', PRE_COMMIT_LOCAL_BRANCH: 'refs/heads/main' };
    write(folder, { 'a.txt': LEAK });
    git(folder, 'commit', '-q', '--no-verify', '-am', 'leak');
    const run = () => gate(['hook', 'run', 'pre-push', '--no-next'], { cwd: folder, env, input: '' });
    expect(run().status).toBe(1);
    git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    expect(run().status).toBe(0);
  });
});

describe('gate doctor', () => {
  test('tells what runs, and that skipping is on', () => {
    const folder = makeHookedRepository();
    expect(gate(['doctor'], { cwd: folder }).stdout).toContain('pre-commit: runs gate');
    const { status, stdout } = gate(['doctor'], { cwd: folder, env: { GATE_SKIP: '1' } });
    expect(status).toBe(1);
    expect(stdout).toContain('GATE_SKIP is set');
  });

  test('a hook that may not be executed is a problem', () => {
    const folder = makeHookedRepository();
    chmodSync(hook(folder, 'pre-commit'), 0o644);
    const { status, stdout } = gate(['doctor', '--format', 'json'], { cwd: folder });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).remarks).toContainEqual(expect.objectContaining({ about: 'hook', problem: true }));
  });
});
