/** The shipped hook with real commits. */

import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, sample } from '../rules.ts';
import { git, makeFolder, makeRepository, write } from './gate.ts';

const TOKEN = sample('ghp_{alnum:36}', 41);

/** A repository with the hook, and a PATH on which `gate` is this build. */
function prepare() {
  const repository = makeRepository({ 'a.txt': 'clean\n' });
  git(repository, 'add', '.');
  git(repository, 'commit', '-qm', 'first');
  mkdirSync(join(repository, '.git/hooks'), { recursive: true });
  copyFileSync(join(ROOT, 'hooks/pre-commit'), join(repository, '.git/hooks/pre-commit'));
  chmodSync(join(repository, '.git/hooks/pre-commit'), 0o755);
  const bin = makeFolder();
  chmodSync(join(ROOT, 'bin/gate.js'), 0o755);
  symlinkSync(join(ROOT, 'bin/gate.js'), join(bin, 'gate'));
  const commit = (...args: readonly string[]) =>
    spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '-qm', 'change', ...args], {
      cwd: repository,
      encoding: 'utf8',
      env: { PATH: `${bin}:${process.env['PATH']}`, HOME: bin, GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  return { repository, commit };
}

test('a commit that adds a secret is refused and leaves the repository as it was', () => {
  const { repository, commit } = prepare();
  write(repository, { 'a.txt': `token = "${TOKEN}"\n` });
  git(repository, 'add', '.');
  const before = git(repository, 'status', '--porcelain=v2', '--branch');
  const run = commit();
  expect(run.status).not.toBe(0);
  expect(run.stdout + run.stderr).toContain('a.txt:1');
  expect(git(repository, 'status', '--porcelain=v2', '--branch')).toBe(before);
});

test('`commit -a` and `commit PATH` are seen as git will record them', () => {
  const { repository, commit } = prepare();
  write(repository, { 'a.txt': `token = "${TOKEN}"\n` });
  expect(commit('-a').status).not.toBe(0);
  expect(commit('a.txt').status).not.toBe(0);
  write(repository, { 'b.txt': 'clean\n' });
  git(repository, 'add', 'b.txt');
  expect(commit('b.txt').status).toBe(0);
});

test('the same commit with an allow comment and a reason passes', () => {
  const { repository, commit } = prepare();
  write(repository, { 'a.txt': `token = "${TOKEN}" # gate:allow -- revoked sample\n` });
  const run = commit('-a');
  expect(run.status).toBe(0);
  expect(run.stdout + run.stderr).toMatch(/1 suppressed/);
});
