/** What goes wrong around hooks: each a clear line and the right exit code, the repository and its hooks as they were. */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, sample } from '../rules.ts';
import { gate, git, makeFolder, makeHookedRepository, makeRepository, PERSON, write } from './gate.ts';

const TOKEN = sample('ghp_{alnum:36}', 48);
const LEAK = `token = "${TOKEN}"\n`;
const THEIRS = '#!/bin/sh\necho theirs >&2\n';

function call(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const [program = '', ...rest] = args;
  const run = spawnSync(program, rest, { cwd: folder, encoding: 'utf8', env: { ...PERSON, HOME: folder, ...env } });
  return { status: run.status, signal: run.signal, told: run.stdout + run.stderr };
}

const hooksOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(folder, '.git/hooks'))
      .filter(name => !name.endsWith('.sample'))
      .sort()
      .map(name => [name, readFileSync(join(folder, '.git/hooks', name), 'utf8')]),
  );

/** Everything that a failing hook must leave alone. */
const stateOf = (folder: string) => ({
  refs: git(folder, 'for-each-ref'),
  index: git(folder, 'ls-files', '--stage'),
  file: readFileSync(join(folder, 'a.txt'), 'utf8'),
  hooks: hooksOf(folder),
});

/** A PATH with a shell's programs but no git. */
function pathWithoutGit(): string {
  const folder = makeFolder();
  for (const program of ['sh', 'cat', 'env']) {
    const [found] = PERSON.PATH.split(':')
      .map(path => join(path, program))
      .filter(path => existsSync(path));
    if (found !== undefined) symlinkSync(found, join(folder, program));
  }
  return folder;
}

describe('what is missing or broken', () => {
  test('git', () => {
    const folder = makeHookedRepository('pre-commit', 'pre-push');
    const before = stateOf(folder);
    for (const name of ['pre-commit', 'pre-push']) {
      const { status, told } = call(folder, [join(folder, '.git/hooks', name)], { PATH: pathWithoutGit() });
      expect(status).toBe(2);
      expect(told).toContain('git was not found');
    }
    for (const action of ['install', 'uninstall', 'status']) {
      const run = gate(['hook', action], { cwd: folder, env: { PATH: pathWithoutGit() } });
      expect(run.status).toBe(2);
      expect(run.stderr).toContain('git was not found');
    }
    expect(stateOf(folder)).toEqual(before);
  });

  test('a repository', () => {
    const folder = makeFolder();
    write(folder, { 'a.txt': LEAK, message: 'fine\n' });
    for (const args of [
      ['pre-commit'],
      ['pre-push', 'origin'],
      ['pre-receive'],
      ['framework', 'a.txt'],
      ['commit-msg', 'message'],
    ]) {
      const { status, stderr } = gate(['hook', 'run', ...args], { cwd: folder, input: '' });
      expect([args[0], status]).toEqual([args[0], 2]);
      expect(stderr).toMatch(/repository/);
    }
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'message']);
  });

  test('gate itself, after it was installed: the hook fails', () => {
    const folder = makeHookedRepository();
    const file = join(folder, '.git/hooks/pre-commit');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/gate='[^']*'/, "gate='/nonexistent/gate.js'"));
    write(folder, { 'a.txt': 'clean too\n' });
    const before = stateOf(folder);
    const { status, told } = call(folder, ['git', 'commit', '-qam', 'change']);
    expect(status).not.toBe(0);
    expect(told).toContain('gate');
    expect(stateOf(folder).refs).toBe(before.refs);
    expect(gate(['doctor'], { cwd: folder }).stdout).toContain('is gone');
  });

  test('the lock of the index is another process: the staged content is read, the lock is left', () => {
    const folder = makeHookedRepository();
    write(folder, { 'a.txt': LEAK });
    git(folder, 'add', '.');
    write(folder, { '.git/index.lock': 'held' });
    const before = stateOf(folder);
    const { status, stdout } = gate(['hook', 'run', 'pre-commit'], { cwd: folder });
    expect(status).toBe(1);
    expect(stdout).toContain('a.txt:1');
    expect(call(folder, ['git', 'commit', '-qm', 'change']).status).not.toBe(0);
    expect(stateOf(folder)).toEqual(before);
    expect(readFileSync(join(folder, '.git/index.lock'), 'utf8')).toBe('held');
  });

  test.each([
    ['a missing', (file: string) => rmSync(file)],
    ['a damaged', (file: string) => writeFileSync(file, 'no zlib')],
  ])('%s object of what is staged: exit code 2 that names the file', (_, harm) => {
    const folder = makeHookedRepository();
    write(folder, { 'a.txt': 'changed\n', 'b.txt': LEAK });
    git(folder, 'add', '.');
    const id = git(folder, 'rev-parse', ':a.txt').trim();
    const file = join(folder, '.git/objects', id.slice(0, 2), id.slice(2));
    chmodSync(file, 0o644);
    harm(file);
    const before = stateOf(folder);
    const { status, stdout } = gate(['hook', 'run', 'pre-commit'], { cwd: folder });
    expect(status).toBe(2);
    expect(stdout).toContain('a.txt');
    expect(stdout).toContain('b.txt:1');
    expect(call(folder, ['git', 'commit', '-qm', 'change']).status).not.toBe(0);
    expect(stateOf(folder)).toEqual(before);
  });

  test('a damaged object in a push: the push fails', () => {
    const folder = makeHookedRepository('pre-push');
    const remote = makeFolder();
    git(remote, 'init', '-q', '--bare');
    write(folder, { 'a.txt': 'changed\n' });
    git(folder, 'commit', '-qam', 'change');
    const id = git(folder, 'rev-parse', 'HEAD:a.txt').trim();
    const file = join(folder, '.git/objects', id.slice(0, 2), id.slice(2));
    chmodSync(file, 0o644);
    writeFileSync(file, 'no zlib');
    const { status, told } = call(folder, ['git', 'push', '-q', remote, 'main']);
    expect(status).not.toBe(0);
    expect(told).toContain('a.txt');
    expect(git(remote, 'for-each-ref')).toBe('');
  });

  test('history, in a shallow clone: what is pushed is scanned all the same, and the clone said to be shallow', () => {
    const origin = makeHookedRepository();
    write(origin, { 'a.txt': 'second\n' });
    git(origin, 'commit', '-qam', 'second');
    const shallow = join(makeFolder(), 'shallow');
    git(origin, 'clone', '-q', '--depth', '1', `file://${origin}`, shallow);
    gate(['hook', 'install', 'pre-push'], { cwd: shallow });
    git(shallow, 'checkout', '-qb', 'topic');
    write(shallow, { 'b.txt': LEAK });
    git(shallow, 'add', '.');
    git(shallow, 'commit', '-qm', 'leak');
    const refused = call(shallow, ['git', 'push', '-q', 'origin', 'topic']);
    expect(refused.status).not.toBe(0);
    expect(refused.told).toContain('b.txt:1');
    git(shallow, 'reset', '-q', '--hard', 'origin/main');
    write(shallow, { 'b.txt': 'clean\n' });
    git(shallow, 'add', '.');
    git(shallow, 'commit', '-qm', 'clean');
    expect(call(shallow, ['git', 'push', '-q', 'origin', 'topic']).status).toBe(0);
  });
});

/** Loaded before gate: ends the process, as power does, before its nth change of a file. */
const KILL = `
const fs = require('node:fs');
let left = Number(process.env.KILL_BEFORE);
for (const name of ['linkSync', 'writeFileSync', 'chmodSync', 'renameSync', 'rmSync', 'copyFileSync', 'appendFileSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (left-- === 0) process.kill(process.pid, 'SIGKILL');
    return original(...args);
  };
}
`;

describe('a kill half-way', () => {
  const killer = join(makeFolder(), 'kill.cjs');
  writeFileSync(killer, KILL);
  const runKilled = (folder: string, action: string, step: number) =>
    call(folder, [process.execPath, '--require', killer, join(ROOT, 'bin/gate.js'), 'hook', action], {
      KILL_BEFORE: String(step),
    });

  function makeWithHook(): string {
    const folder = makeRepository({ 'a.txt': 'clean\n' });
    write(folder, { '.git/hooks/pre-commit': THEIRS });
    chmodSync(join(folder, '.git/hooks/pre-commit'), 0o755);
    return folder;
  }

  /** At each moment there is a hook that git runs: theirs, or ours that runs theirs. */
  function expectHook(folder: string): void {
    const file = join(folder, '.git/hooks/pre-commit');
    expect(statSync(file).mode & 0o111).not.toBe(0);
    expect(call(folder, [file]).told).toContain('theirs');
  }

  function expectRestored(folder: string): void {
    expect(gate(['hook', 'uninstall'], { cwd: folder }).status).toBe(0);
    expect(hooksOf(folder)).toEqual({ 'pre-commit': THEIRS });
  }

  test('of install: whatever the step, a hook runs, and install or uninstall brings order', () => {
    let step = 0;
    for (; ; step += 1) {
      const folder = makeWithHook();
      const { signal } = runKilled(folder, 'install', step);
      expectHook(folder);
      if (signal === null) break;
      const other = makeWithHook();
      runKilled(other, 'install', step);
      expectRestored(other);
      expect(gate(['hook', 'install'], { cwd: folder }).status).toBe(0);
      expectHook(folder);
      expect(gate(['hook', 'status'], { cwd: folder }).stdout).toContain('runs gate, then the hook');
      expectRestored(folder);
    }
    expect(step).toBeGreaterThanOrEqual(4);
  });

  test('of uninstall: the same', () => {
    let step = 0;
    for (; ; step += 1) {
      const folder = makeWithHook();
      gate(['hook', 'install'], { cwd: folder });
      const { signal } = runKilled(folder, 'uninstall', step);
      expectHook(folder);
      expectRestored(folder);
      if (signal === null) break;
    }
    expect(step).toBeGreaterThanOrEqual(1);
  });

  test('of a scan: git does not commit', () => {
    const folder = makeHookedRepository();
    write(folder, { 'a.txt': 'changed\n' });
    git(folder, 'add', '.');
    writeFileSync(killer.replace('kill', 'die'), "process.kill(process.pid, 'SIGKILL');");
    const before = stateOf(folder);
    const env = { NODE_OPTIONS: `--require ${killer.replace('kill', 'die')}` };
    expect(call(folder, ['git', 'commit', '-qm', 'change'], env).status).not.toBe(0);
    expect(stateOf(folder)).toEqual(before);
  });
});

test('commits at once in two worktrees: each is judged by its own index', async () => {
  const folder = makeHookedRepository();
  const second = join(makeFolder(), 'second');
  git(folder, 'worktree', 'add', '-q', second);
  const commit = async (cwd: string, text: string): Promise<number> => {
    write(cwd, { 'a.txt': text });
    git(cwd, 'add', '.');
    const child = spawn('git', ['commit', '-qm', 'change'], { cwd, env: { ...PERSON, HOME: cwd }, stdio: 'ignore' });
    const [code] = await once(child, 'close');
    return code;
  };
  for (let round = 0; round < 3; round += 1) {
    const codes = await Promise.all([commit(folder, `clean ${round}\n`), commit(second, `${LEAK}${round}\n`)]);
    expect(codes).toEqual([0, 1]);
  }
  expect(git(folder, 'log', '--oneline').trim().split('\n')).toHaveLength(4);
  expect(git(second, 'log', '--oneline').trim().split('\n')).toHaveLength(1);
});

describe('nowhere to write', () => {
  test('a cache that cannot be written changes nothing', () => {
    const folder = makeHookedRepository();
    writeFileSync(join(folder, '.git/gate'), 'in the way');
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`${index}.txt`, `text ${index}\n`.repeat(99)]),
    );
    write(folder, many);
    git(folder, 'add', '.');
    expect(call(folder, ['git', 'commit', '-qm', 'many'])).toMatchObject({ status: 0 });
    write(folder, { '1.txt': LEAK });
    expect(call(folder, ['git', 'commit', '-qam', 'leak']).status).not.toBe(0);
    expect(readFileSync(join(folder, '.git/gate'), 'utf8')).toBe('in the way');
  });

  test.runIf(existsSync('/dev/full'))(
    'an output on a full disk is exit code 2, and the findings are told all the same',
    () => {
      const folder = makeHookedRepository();
      write(folder, { 'a.txt': LEAK });
      const run = gate(['scan', '.', '--format', 'sarif', '--output', '/dev/full'], { cwd: folder });
      expect(run.status).toBe(2);
      expect(run.stderr).toContain('/dev/full cannot be written (ENOSPC)');
      expect(run.stderr).toContain('a.txt:1');
      const script = `${process.execPath} ${join(ROOT, 'bin/gate.js')} scan . > /dev/full`;
      const piped = call(folder, ['sh', '-c', script]);
      expect(piped.status).toBe(2);
      expect(piped.told).toContain('a.txt:1');
    },
  );

  const SMALL = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'];
  const canMount = spawnSync(SMALL[0] ?? '', [...SMALL.slice(1), 'mount -t tmpfs -o size=256k none /mnt']).status === 0;

  test.runIf(canMount)('a full disk: hooks stay as they were, a leak is refused, a skip is said', () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'small'));
    const program = `${process.execPath} ${join(ROOT, 'bin/gate.js')}`;
    const script = `set -u
      mount -t tmpfs -o size=512k none small && cd small && git init -q -b main .
      rm -f .git/hooks/*.sample
      printf '#!/bin/sh\\necho theirs\\n' > .git/hooks/pre-push && chmod +x .git/hooks/pre-push
      ${program} hook install || exit 90
      printf '%s' '${LEAK.trim()}' > a.txt && git add . || exit 91
      cat .git/hooks/* > ../before
      head -c 1000000 /dev/zero > fill 2>/dev/null
      ${program} hook install pre-push > ../install 2>&1; echo "install $?"
      ${program} hook install commit-msg >> ../install 2>&1; echo "install $?"
      .git/hooks/pre-commit > ../commit 2>&1; echo "commit $?"
      GATE_SKIP=1 ${program} hook run pre-commit > ../skip 2>&1; echo "skip $?"
      cat .git/hooks/* > ../after; ls .git/hooks
      rm fill; ${program} hook uninstall > /dev/null; ls .git/hooks`;
    const run = call(folder, [...SMALL, script]);
    expect(run.told).toContain('install 2\ninstall 2\ncommit 1\nskip 0\npre-commit\npre-push\npre-push\n');
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    expect(read('after')).toBe(read('before'));
    expect(read('install')).toContain('cannot be changed (ENOSPC)');
    expect(read('commit')).toContain('a.txt:1');
    expect(read('skip')).toContain('was skipped');
  });
});
