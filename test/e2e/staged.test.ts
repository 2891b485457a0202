/** `git diff --cached | gate scan` and `gate scan --staged` say the same about a real, untidy repository. */

import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sample } from '../rules.ts';
import { gate, git, makeRepository, places, write } from './gate.ts';

const secret = (seed: number): string => sample('ghp_{alnum:36}', seed);
const filler = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => `line ${from + at}\n`).join('');

function makeUntidy(): string {
  const repository = makeRepository({
    'renamed-before.txt': filler(0, 40),
    'partly.txt': `${filler(0, 20)}old = ${secret(1)}\n${filler(20, 40)}`,
    'deleted.txt': `gone = ${secret(2)}\n`,
    'kept.txt': `kept = ${secret(3)}\n`,
    'binary.dat': Buffer.from([0, 1, 2, 3]),
    'sub folder/ümlaut.txt': 'a\n',
  });
  git(repository, 'add', '.');
  git(repository, 'commit', '-qm', 'first');
  renameSync(join(repository, 'renamed-before.txt'), join(repository, 'renamed-after.txt'));
  rmSync(join(repository, 'deleted.txt'));
  write(repository, {
    'renamed-after.txt': `${filler(0, 20)}new = ${secret(4)}\n${filler(20, 40)}`,
    'partly.txt': `top = ${secret(5)}\n${filler(0, 20)}${filler(20, 40)}`,
    'binary.dat': Buffer.from([0, 9, 8, 7]),
    'sub folder/ümlaut.txt': `a\r\nkey: ${secret(6)}\r\n`,
    'new.txt': `x\n${secret(7)}`,
  });
  git(repository, 'add', '-A');
  write(repository, { 'partly.txt': `unstaged = ${secret(8)}\n`, 'new.txt': 'clean\n', 'untracked.txt': secret(9) });
  return repository;
}

const EXPECTED = ['new.txt:2', 'partly.txt:1', 'renamed-after.txt:21', 'sub folder/ümlaut.txt:2'];

describe('an untidy repository', () => {
  const repository = makeUntidy();
  const lines = (found: readonly string[]): string[] => found.map(place => place.slice(0, place.lastIndexOf(' ')));

  test('--staged names every added secret, and no removed, kept or unstaged one', () => {
    expect(lines(places(['scan', '--staged'], { cwd: repository }))).toEqual(EXPECTED);
  });

  test.each([
    ['as git prints it', []],
    ['without prefixes', ['-c', 'diff.noprefix=true']],
    ['with mnemonic prefixes', ['-c', 'diff.mnemonicPrefix=true']],
    ['with names quoted', ['-c', 'core.quotePath=true']],
    ['without renames', ['-c', 'diff.renames=false']],
  ])('its diff %s names the same', (_, settings) => {
    const input = git(repository, ...settings, 'diff', '--cached');
    expect(lines(places(['scan'], { cwd: repository, input }))).toEqual(
      settings.includes('diff.renames=false') ? expect.arrayContaining(EXPECTED) : EXPECTED,
    );
  });

  test('from a folder below the root the paths are the same', () => {
    expect(lines(places(['scan', '--staged'], { cwd: join(repository, 'sub folder') }))).toEqual(EXPECTED);
  });

  test('what git cannot tell is a failure, never a clean run', () => {
    const broken = makeUntidy();
    write(broken, { '.git/index': 'not an index' });
    const run = gate(['scan', '--staged'], { cwd: broken });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/git/);
  });
});

test('nothing staged is 0, and says that nothing was scanned', () => {
  const repository = makeRepository({ 'a.txt': 'a' });
  const run = gate(['scan', '--staged'], { cwd: repository });
  expect(run.status).toBe(0);
  expect(run.stdout).toMatch(/[Nn]othing was scanned/);
});
