/** The walk against git's own listing, in real repositories. */

import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFolder } from './repository.ts';
import { empty, listGit, makeTree, runGit, type Tree, walk, writeTree } from './tree.ts';

describe('walkFolder', () => {
  it.each<[string, Tree]>([
    ['nothing ignored', empty('a', 'b/c', '.hidden/x')],
    ['the order of paths', empty('a/x', 'a.ts', 'a-b', 'a0', 'B', 'é', 'z/a/b', 'z.a', '_')],
    ['a name at every depth', { '.gitignore': 'x\n', ...empty('x', 'a/x', 'a/x2', 'a/b/x/y') }],
    ['an anchored name', { '.gitignore': '/x\n', ...empty('x', 'a/x') }],
    ['a slash within, which anchors', { '.gitignore': 'a/x\n', ...empty('a/x', 'b/a/x') }],
    ['folders only', { '.gitignore': 'x/\n', ...empty('x/a', 'b/x', 'c/x/d') }],
    [
      'nested files',
      { '.gitignore': '*.log\n', 'a/.gitignore': '!b.log\n/c\n', ...empty('x.log', 'a/b.log', 'a/c', 'c') },
    ],
    [
      'the nearest file wins',
      { '.gitignore': 'x\n', 'a/.gitignore': '!x\n', 'a/b/.gitignore': 'x', ...empty('x', 'a/x', 'a/b/x', 'a/c/x') },
    ],
    ['the last line wins', { '.gitignore': '!x\nx\n*.a\n!k.a\n', ...empty('x', 'k.a', 'l.a') }],
    ['all but one', { '.gitignore': '/*\n!/keep\n', ...empty('a', 'b/c', 'keep/a', 'keep/b/c') }],
    ['all but one, deep', { '.gitignore': '/*\n!/a\n/a/*\n!/a/b\n', ...empty('x', 'a/x', 'a/b/x') }],
    [
      'no way back below an ignored folder',
      { '.gitignore': 'x/\n!x/keep\n!keep\n', 'x/.gitignore': '!keep\n', ...empty('x/keep', 'keep') },
    ],
    ['a way back for a folder', { '.gitignore': 'x\n', 'a/.gitignore': '!x/\n', ...empty('a/x/b', 'x/b') }],
    [
      'a way back for the folder alone',
      { '.gitignore': 'x*\n', 'a/.gitignore': '!x/\n', ...empty('a/x/b', 'a/x/x2', 'x/b') },
    ],
    [
      'stars between folders',
      { '.gitignore': 'foo/**/bar\n', ...empty('foo/bar', 'foo/a/bar', 'foo/a/b/bar', 'x/foo/bar', 'foo/c') },
    ],
    ['stars first', { '.gitignore': '**/foo/bar\n', ...empty('foo/bar', 'a/foo/bar', 'a/foo/x/bar') }],
    ['stars last', { '.gitignore': 'foo/**\n!foo/a/\n', ...empty('foo/x', 'foo/a/x', 'a/foo/x') }],
    ['stars within a name', { '.gitignore': 'a**b\n/?**/y\n', ...empty('ab', 'axb', 'a/b', 'xx/y', 'x/z/y') }],
    ['a star and folders', { '.gitignore': 'a/*/c\n', ...empty('a/c', 'a/b/c', 'a/b/b/c') }],
    ['a question mark', { '.gitignore': '?x\na?b\n', ...empty('x', 'ax', 'aax', 'acb', 'a/b') }],
    [
      'classes',
      {
        '.gitignore': '[ab]x\n[!c-e]y\n[^f]z\n[]]w\n[[:digit:]]v\n[z-a]u\n[a',
        ...empty('ax', 'cx', 'ay', 'dy', 'az', 'fz', ']w', '1v', 'av', 'zu', '[a'),
      },
    ],
    [
      'escapes',
      { '.gitignore': '\\#a\n\\!b\n\\*c\nd\\?\n\\e\n\\\\f\n', ...empty('#a', '!b', '*c', 'xc', 'd?', 'dx', 'e', 'f') },
    ],
    ['comments and blank lines', { '.gitignore': '#a\n\n   \n # b\n', ...empty('#a', 'a', ' # b') }],
    [
      'spaces at the end',
      { '.gitignore': 'a  \nb\\ \nc\\  \nd \\ \n', ...empty('a', 'a  ', 'b', 'b ', 'c', 'c ', 'd  ') },
    ],
    ['spaces and a tab', { '.gitignore': 'a b\n x\ny\t\n', ...empty('a b', 'a', 'x', ' x', 'y', 'y\t') }],
    ['CRLF', { '.gitignore': 'a\r\n*.log\r\n!k.log\r\nb\r', ...empty('a', 'x.log', 'k.log', 'b') }],
    ['a byte order mark', { '.gitignore': '\ufeffa\nb\n', ...empty('a', 'b') }],
    ['no line feed at the end', { '.gitignore': 'a', ...empty('a', 'b') }],
    ['case', { '.gitignore': 'Readme\n*.LOG\n', ...empty('readme', 'Readme', 'a.log', 'a.LOG') }],
    ['an ignored ignore file', { '.gitignore': '.gitignore\nx\n', 'a/.gitignore': 'y\n', ...empty('x', 'a/y') }],
    ['a lonely slash, star, mark', { '.gitignore': '/\n!\n\\\n', ...empty('a', 'b/c') }],
    ['everything', { '.gitignore': '*\n', ...empty('a', 'b/c') }],
    [
      'everything but folders and texts',
      { '.gitignore': '*\n!*/\n!*.txt\n', ...empty('a', 'b.txt', 'c/d', 'c/e.txt', 'c/f/g.txt') },
    ],
    ['two slashes', { '.gitignore': 'a//b\n//c\n', ...empty('a/b', 'c') }],
    ['dots', { '.gitignore': '.*\n!.keep\n', ...empty('.a', '.keep', 'b/.c/d', 'b/.keep') }],
    ['an ignore file that is a folder', { '.gitignore/x': '', ...empty('a') }],
    [
      'info/exclude',
      { '.git/info/exclude': '*.tmp\n/x\n', '.gitignore': '!k.tmp\n', ...empty('a.tmp', 'k.tmp', 'x', 'a/x') },
    ],
    ['letters beyond ASCII', { '.gitignore': 'é*\n漢/\n', ...empty('été', 'ete', '漢/x', '🗝') }],
    [
      'names with special characters',
      { '.gitignore': 'x y/\n', ...empty('(auth)/[id].ts', 'x y/a', 'a$', 'b^', 'c+d', '{e}', 'q\'"') },
    ],
  ])('%s', (_, files) => {
    const folder = makeTree(files);
    expect(walk(folder).files).toEqual(listGit(folder));
  });

  it('in a sub-folder', () => {
    const folder = makeTree({
      '.gitignore': '*.log\n/a/x\nb/y\n',
      'a/.gitignore': '!k.log\n',
      '.git/info/exclude': 'tmp\n',
      ...empty('a/b/x.log', 'a/b/k.log', 'a/x', 'a/b/y', 'a/b/tmp', 'a/b/c/tmp', 'a/b/z'),
    });
    expect(walk(folder, { folder: 'a/b/' }).files).toEqual(listGit(join(folder, 'a/b')).map(path => `a/b/${path}`));
  });

  it('in a worktree, whose exclude file is that of the repository', () => {
    const folder = makeTree({ a: '', '.gitignore': 'x\n' });
    runGit(folder, 'add', '.');
    runGit(folder, 'commit', '-qm', 'a');
    writeTree(folder, { '.git/info/exclude': '*.tmp\n' });
    const tree = join(makeFolder(), 'tree');
    runGit(folder, 'worktree', 'add', '-q', tree);
    writeTree(tree, empty('x', 'a.tmp', 'y'));
    expect(walk(tree).files).toEqual(['.gitignore', 'a', 'y']);
    expect(walk(tree).files).toEqual(listGit(tree));
  });

  it('in a submodule and in a repository that is no submodule', () => {
    const library = makeTree({ 'lib.c': '', '.gitignore': 'x\n' });
    runGit(library, 'add', '.');
    runGit(library, 'commit', '-qm', 'a');
    const folder = makeTree({ '.gitignore': '*.c\ny\n', '.git/info/exclude': 'z\n' });
    runGit(folder, 'submodule', 'add', '-q', library, 'sub');
    runGit(folder, 'init', '-q', 'own');
    writeTree(folder, {
      'sub/x': '',
      'sub/y': '',
      'own/a.c': '',
      'own/y': '',
      'own/z': '',
      'own/.gitignore': 'a\n',
      'own/a': '',
    });
    writeTree(folder, { '.git/modules/sub/info/exclude': 'w\n', 'sub/w': '', 'a.c': '', z: '' });
    const inside = (name: string): string[] => listGit(join(folder, name)).map(path => `${name}/${path}`);
    expect(inside('sub')).toEqual(['sub/.gitignore', 'sub/lib.c', 'sub/y']);
    expect(walk(folder).files).toEqual(['.gitignore', '.gitmodules', ...inside('own'), ...inside('sub')]);
  });

  it("with the user's own ignore file, the weakest", () => {
    const folder = makeTree({ '.gitignore': '!k.tmp\n', ...empty('a.tmp', 'k.tmp', 'b/a.tmp') });
    const excludesFile = join(makeFolder(), 'ignore');
    writeFileSync(excludesFile, '*.tmp\n');
    runGit(folder, 'config', 'core.excludesFile', excludesFile);
    expect(walk(folder, { excludesFile }).files).toEqual(listGit(folder));
    expect(walk(folder, { excludesFile }).files).toEqual(['.gitignore', 'k.tmp']);
    expect(walk(folder, { excludesFile: join(folder, 'nowhere') }).files.length).toBe(4);
  });

  it('on random trees and ignore files', () => {
    const folder = makeTree({});
    const name = fc.constantFrom('a', 'b', 'ab', 'c.log', 'd.c', '.e', 'x y', '[a]');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map(names => names.join('/'));
    const part = fc.constantFrom(
      'a',
      'b',
      'ab',
      '*',
      '**',
      '*.log',
      'a*',
      '*b',
      '?',
      '[ab]',
      '[!a]',
      '.e',
      'x y',
      '\\[a\\]',
      '*.c',
    );
    const line = fc
      .tuple(
        fc.constantFrom('', '', '!'),
        fc.constantFrom('', '', '/'),
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', '', '/', ' ', '\r'),
      )
      .map(([not, anchor, parts, end]) => not + anchor + parts.join('/') + end);
    const ignoreFile = fc.tuple(
      fc.constantFrom('', 'a/', 'b/', 'a/b/', 'ab/'),
      fc.array(line, { minLength: 1, maxLength: 4 }).map(lines => `${lines.join('\n')}\n`),
    );
    const trees = fc.tuple(fc.array(path, { minLength: 1, maxLength: 12 }), fc.array(ignoreFile, { maxLength: 3 }));
    fc.assert(
      fc.property(trees, ([paths, ignoreFiles]) => {
        for (const entry of readdirSync(folder)) if (entry !== '.git') rmSync(join(folder, entry), { recursive: true });
        for (const [at, text] of [
          ...ignoreFiles.map(([at, text]) => [`${at}.gitignore`, text] as const),
          ...paths.map(at => [at, ''] as const),
        ]) {
          try {
            writeTree(folder, { [at]: text });
          } catch {
            // A file stands where the path needs a folder, or the other way round: the tree does without it.
          }
        }
        expect(walk(folder).files).toEqual(listGit(folder));
      }),
      { numRuns: 120 },
    );
  }, 60_000);
});
