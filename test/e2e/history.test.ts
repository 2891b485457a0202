/** `gate scan --range`, `--since` and `--history` on real repositories. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sample } from '../rules.ts';
import type { JsonFinding, RunOptions } from './gate.ts';
import { gate, git, makeFolder, makeRepository, write } from './gate.ts';

const secret = (seed: number): string => sample('ghp_{alnum:36}', seed);
const filler = Array.from({ length: 30 }, (_, at) => `const line${at} = ${at};\n`).join('');

type Found = JsonFinding & { commit: string; authorDate: string };

function find(args: readonly string[], options: RunOptions): Found[] {
  const { stdout, stderr } = gate(['scan', ...args, '--format', 'json'], options);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout).findings;
}

/** Each finding as `subject path:line`. */
const told = (cwd: string, args: readonly string[]): string[] =>
  find(args, { cwd }).map(
    ({ commit, path, startLine }) => `${git(cwd, 'log', '-1', '--format=%s', commit).trim()} ${path}:${startLine}`,
  );

function commit(folder: string, message: string, files: Readonly<Record<string, string | null>>): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) rmSync(join(folder, path));
    else write(folder, { [path]: text });
  }
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', message, '--allow-empty', '--date', '2021-03-04T05:06:07+00:00');
}

/** Secrets that come, move, are merged, and go. */
function makeHistory(): string {
  const folder = makeRepository();
  commit(folder, 'base', { 'a.js': filler, 'b.js': `b = "${secret(1)}";\n${filler}` });
  commit(folder, 'plant', { 'a.js': `${filler}a = "${secret(2)}";\n` });
  commit(folder, 'shift', { 'a.js': `// one more line\n${filler}a = "${secret(2)}";\n` });
  commit(folder, 'remove', { 'a.js': filler });
  commit(folder, 'rename', { 'b.js': null, 'lib/c.js': `b = "${secret(1)}";\n${filler}const more = 1;\n` });
  git(folder, 'checkout', '-q', '-b', 'side');
  commit(folder, 'side', { 'side.js': `s = "${secret(3)}";\n` });
  git(folder, 'checkout', '-q', 'main');
  commit(folder, 'main', { 'm.js': 'm\n' });
  git(folder, 'merge', '-q', '--no-ff', '--no-commit', 'side');
  write(folder, { 'm.js': `m = "${secret(4)}";\n` });
  git(folder, 'commit', '-qam', 'merge');
  git(folder, 'tag', '-a', 'v1', '-m', 'v1');
  commit(folder, 'again', { 'd.js': `d = "${secret(2)}";\ne = "${secret(2)}";\n` });
  return folder;
}

describe('a history', () => {
  const folder = makeHistory();

  test('--history names each secret once, at its first commit', () => {
    expect(told(folder, ['--history'])).toEqual([
      'plant a.js:31',
      'base b.js:1',
      'again d.js:1',
      'again d.js:2',
      'merge m.js:1',
      'side side.js:1',
    ]);
  });

  test('--range and --since name what the commits add', () => {
    expect(told(folder, ['--since', 'v1'])).toEqual(['again d.js:1', 'again d.js:2']);
    expect(told(folder, ['--range', 'v1^!'])).toEqual(['merge m.js:1']);
    expect(told(folder, ['--range', 'HEAD~7..HEAD~4'])).toEqual(['plant a.js:31']);
  });

  test('two runs give the same bytes but for the seconds', () => {
    const run = () =>
      gate(['scan', '--history', '--format', 'json'], { cwd: folder }).stdout.replace(/"seconds": .*/, '');
    expect(run()).toBe(run());
  });

  test('text and SARIF name the commit, JSON its date too', () => {
    const [first] = find(['--history'], { cwd: folder });
    expect(first?.authorDate).toBe('2021-03-04T05:06:07+00:00');
    const id = first?.commit ?? '';
    expect(gate(['scan', '--history'], { cwd: folder }).stdout).toContain(`(commit ${id.slice(0, 12)}, 2021-03-04)`);
    const sarif = gate(['scan', '--history', '--format', 'sarif'], { cwd: folder }).stdout;
    expect(JSON.parse(sarif).runs[0].results[0].properties).toMatchObject({ commit: id });
  });

  test('an allow comment suppresses a finding of the history too', () => {
    const other = makeRepository();
    commit(other, 'one', { 'a.js': `a = "${secret(5)}"; // gate:allow -- made up\n` });
    const run = gate(['scan', '--history', '--format', 'json'], { cwd: other });
    expect([run.status, JSON.parse(run.stdout).suppressed.length]).toEqual([0, 1]);
  });
});

describe('exit codes', () => {
  const folder = makeRepository();
  commit(folder, 'one', { 'a.js': 'a\n' });
  commit(folder, 'two', { 'b.js': 'b\n' });

  test.each<[args: string[], status: number, words: RegExp]>([
    [['--history'], 0, /scanned 2 files/],
    [['--range', 'HEAD..HEAD'], 0, /Nothing was scanned: there are no commits/],
    [['--range', 'HEAD'], 2, /is no range of commits/],
    [['--range', '--all..HEAD'], 2, /names no commit/],
    [['--since', 'nowhere'], 2, /could not list the commits/],
    [['--history', '--staged'], 2, /--staged and --history cannot be scanned in one run/],
    [['--history', 'a.js'], 2, /--history and a path/],
  ])('%j', (args, status, words) => {
    const run = gate(['scan', ...args], { cwd: folder });
    expect(run.stdout + run.stderr).toMatch(words);
    expect(run.status).toBe(status);
  });

  test('an unborn HEAD, no repository and no git', () => {
    expect(gate(['scan', '--history'], { cwd: makeRepository() }).status).toBe(0);
    expect(gate(['scan', '--since', 'HEAD'], { cwd: makeRepository() }).status).toBe(2);
    expect(gate(['scan', '--history'], { cwd: makeFolder() })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('finds no history'),
    });
    expect(gate(['scan', '--history'], { cwd: folder, env: { PATH: makeFolder() } })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('git was not found'),
    });
  });

  test('a broken object is exit 2, and what was found is reported', () => {
    const broken = makeRepository();
    commit(broken, 'one', { 'a.js': `a = "${secret(6)}";\n` });
    commit(broken, 'two', { 'b.js': 'b\n' });
    const id = git(broken, 'rev-parse', 'HEAD:b.js').trim();
    rmSync(join(broken, '.git', 'objects', id.slice(0, 2), id.slice(2)));
    const run = gate(['scan', '--history', '--format', 'json'], { cwd: broken });
    const { findings, diagnostics } = JSON.parse(run.stdout);
    expect([run.status, findings.length, diagnostics.map(({ kind }: { kind: string }) => kind)]).toEqual([
      2,
      1,
      ['broken-object'],
    ]);
  });

  test('a shallow clone is named, and fails only when strict', () => {
    const shallow = makeFolder();
    git(shallow, 'clone', '-q', '--depth', '1', `file://${folder}`, '.');
    expect(gate(['scan', '--history'], { cwd: shallow })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('the clone is shallow'),
    });
    expect(gate(['scan', '--history', '--strict'], { cwd: shallow }).status).toBe(2);
  });
});
