/** What names on the command line stand for. */

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { resolveTargets } from '../../lib/sources/targets.ts';
import { makeFolder } from './repository.ts';
import { empty, writeTree } from './tree.ts';

let cwd = '';

beforeAll(() => {
  cwd = makeFolder();
  writeTree(
    cwd,
    empty('a.ts', 'b.ts', 'c.js', '.env', 'app/(auth)/[id].ts', 'app/i.ts', 'app/.env', '.git/x.ts', 'deep/lib/x/y.ts'),
  );
  symlinkSync('a.ts', join(cwd, 'link'));
  symlinkSync('nowhere', join(cwd, 'dangling'));
  symlinkSync('loop', join(cwd, 'loop'));
});

/** Each target as its kind and its path from the folder, or its message. */
async function summarize(...paths: readonly string[]): Promise<string[]> {
  const targets = await resolveTargets(paths, cwd);
  return targets.map(target =>
    'absolute' in target
      ? `${target.kind} ${target.absolute.slice(cwd.length + 1)}`
      : `${target.kind}: ${target.message}`,
  );
}

describe('resolveTargets', () => {
  it.each<[string, readonly string[]]>([
    ['a.ts', ['file a.ts']],
    ['app', ['folder app']],
    ['app/', ['folder app']],
    ['.', ['folder ']],
    ['./app/../a.ts', ['file a.ts']],
    ['link', ['file link']],
    ['app/(auth)/[id].ts', ['file app/(auth)/[id].ts']],
    ['app/(auth)', ['folder app/(auth)']],
    ['*.ts', ['file a.ts', 'file b.ts']],
    ['**/*.ts', ['file a.ts', 'file app/(auth)/[id].ts', 'file app/i.ts', 'file b.ts', 'file deep/lib/x/y.ts']],
    ['{a,c}.?s', ['file a.ts', 'file c.js']],
    ['**/.env', ['file .env', 'file app/.env']],
    ['app/**', ['file app/(auth)/[id].ts', 'file app/.env', 'file app/i.ts']],
    ['d*/*', ['folder deep/lib']],
    ['!(a|c).[jt]s', ['file b.ts']],
    ['gone', ['missing: does not exist']],
    ['a.ts/b', ['missing: does not exist']],
    ['dangling', ['missing: does not exist']],
    ['', ['missing: an empty path names no file']],
    ['*.none', ['missing: is a pattern that no file fits']],
    ['.git/*.ts', ['missing: is a pattern that no file fits']],
    ['loop', ["unreadable: can't be read: its links lead nowhere (ELOOP)"]],
    ['a\0b', ["unreadable: can't be read (ERR_INVALID_ARG_VALUE)"]],
  ])('%j', async (path, expected) => {
    expect(await summarize(path)).toEqual(expected);
  });

  it('keeps the order of the paths and how they were written', async () => {
    const targets = await resolveTargets(['b.ts', '*.js', './a.ts'], cwd);
    expect(targets.map(({ given }) => given)).toEqual(['b.ts', 'c.js', './a.ts']);
  });

  it('takes absolute paths and patterns', async () => {
    expect(await summarize(join(cwd, 'a.ts'), `${cwd}/*.js`)).toEqual(['file a.ts', 'file c.js']);
  });
});
