/** Scopes of ignore files one by one; whole trees are compared with git in the tests of the walk. */

import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enterFolder, isIgnored, keepFolder, openScope } from '../../lib/sources/ignore-files.ts';
import { makeFolder } from './repository.ts';
import { writeTree } from './tree.ts';

const ALL = { git: true, gitignore: true, gateignore: true };

function enter(files: Readonly<Record<string, string>>, excludesFile?: string) {
  const absolute = makeFolder();
  writeTree(absolute, files);
  return enterFolder([], { absolute, path: '' }, ALL, excludesFile);
}

describe('enterFolder', () => {
  it('keeps the scope of a folder without ignore files', () => {
    const scope = enter({ '.gitignore': 'a\n' });
    expect(enterFolder(scope, { absolute: makeFolder(), path: 'b/' }, ALL, undefined)).toBe(scope);
  });

  it.each<[string, Record<string, string>]>([
    ['a folder without a HEAD', { '.git/info/exclude': 'a' }],
    ['a file of another kind', { '.git': 'a note', 'info/exclude': 'a' }],
    ['a file that names nothing', { '.git': 'gitdir: nowhere\n' }],
    ['an ignore file that is a folder', { '.gitignore/a': '' }],
    ['ignore files without a pattern', { '.gitignore': '# a\n', '.gateignore': '\n' }],
  ])('ignores nothing for %s', (_, files) => {
    expect(isIgnored(enter(files), 'a', false)).toBe(false);
  });

  it.each<[string, Record<string, string>]>([
    ['a git folder', { '.git/HEAD': 'ref', '.git/info/exclude': 'a' }],
    ['a file that names one', { '.git': 'gitdir: real/.git\n', 'real/.git/info/exclude': 'a' }],
    ['a worktree', { '.git': 'gitdir: m/w/t\r\n', 'm/w/t/commondir': '../..\n', 'm/info/exclude': 'a' }],
  ])('finds the exclude file of %s', (_, files) => {
    expect(isIgnored(enter(files), 'a', false)).toBe(true);
  });

  it('does not read an ignore file without bounds', () => {
    const absolute = makeFolder();
    writeTree(absolute, { '.gitignore': 'a\n' });
    truncateSync(join(absolute, '.gitignore'), 5_000_000);
    expect(enterFolder([], { absolute, path: '' }, ALL, undefined)).toEqual([]);
  });

  it('reads no ignore file that the listing does not tell of', () => {
    const absolute = makeFolder();
    writeTree(absolute, { '.gitignore': 'a\n' });
    const none = { git: false, gitignore: false, gateignore: false };
    expect(enterFolder([], { absolute, path: '' }, none, undefined)).toEqual([]);
  });
});

describe('openScope', () => {
  it('takes a user file that is missing, a folder or a dangling link for none', () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'a'));
    symlinkSync('nowhere', join(folder, 'b'));
    for (const name of ['a', 'b', 'c']) expect(openScope(join(folder, name))).toEqual([]);
    expect(openScope(undefined)).toEqual([]);
  });
});

describe('isIgnored', () => {
  it.each<[string, boolean, boolean | 'by-git']>([
    ['a.log', false, true],
    ['a.log', true, 'by-git'],
    ['a.tmp', true, true],
    ['b/', false, true],
    ['b/', true, 'by-git'],
    ['c', true, false],
    ['k.log', false, false],
    ['k.log', true, false],
  ])('%s, tracked %s: %s', (path, tracked, expected) => {
    const scope = enter({ '.gitignore': '*.log\nb/\n*.tmp\n', '.gateignore': '*.tmp\n!k.log\n' });
    expect(isIgnored(scope, path, tracked)).toBe(expected);
  });

  it('asks of what lies in a kept folder on its own account', () => {
    const scope = enter({ '.gitignore': 'b/\n*.log\n' });
    expect(isIgnored(scope, 'b/c', false)).toBe(true);
    keepFolder(scope, 'b/');
    expect([isIgnored(scope, 'b/c', false), isIgnored(scope, 'b/c.log', false)]).toEqual([false, true]);
  });
});
