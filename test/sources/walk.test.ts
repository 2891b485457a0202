/** The walk where git has no say: gate's own rules, links, what can't be read. */

import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { walkFolder } from '../../lib/sources/walk.ts';
import { makeFolder } from './repository.ts';
import { empty, makeTree, runGit, walk, writeTree } from './tree.ts';

describe('walkFolder', () => {
  let folder = '';
  beforeEach(() => {
    folder = makeFolder();
  });

  it('counts what it leaves out, a folder once', () => {
    writeTree(folder, { '.gitignore': 'x\n', ...empty('x/a', 'x/b', 'a/x', 'y') });
    expect(walk(folder)).toEqual({ files: ['.gitignore', 'y'], diagnostics: [], ignored: 2 });
  });

  it('leaves .git out, folder or file, uncounted, and never with --no-gitignore', () => {
    writeTree(folder, empty('.git/config', 'a/.git', 'a/b', '.github/c', 'x'));
    writeTree(folder, { '.gitignore': 'x', '.gateignore': 'a' });
    const files = ['.gateignore', '.github/c', '.gitignore', 'a/b', 'x'];
    expect(walk(folder, { gitignore: false })).toEqual({ files, diagnostics: [], ignored: 0 });
  });

  it('reads .gateignore after .gitignore of the same folder and before those of folders above', () => {
    writeTree(folder, {
      '.gitignore': '*.log\n/b/\n',
      '.gateignore': '!k.log\n/c\n!/b/\n',
      'a/.gitignore': 'k.log\n!c\n',
    });
    writeTree(folder, empty('a.log', 'k.log', 'c', 'a/k.log', 'b/x', 'b/x.log', 'b/k.log'));
    expect(walk(folder).files).toEqual(['.gateignore', '.gitignore', 'a/.gitignore', 'b/k.log', 'b/x', 'k.log']);
  });

  it('lets .gateignore rule in nested repositories, and .gitignore not', () => {
    const repository = makeTree({ '.gateignore': '*.snap\n', '.gitignore': '*.o\n' });
    runGit(repository, 'init', '-q', 'sub');
    writeTree(repository, empty('a.o', 'a.snap', 'sub/a.o', 'sub/a.snap'));
    expect(walk(repository).files).toEqual(['.gateignore', '.gitignore', 'sub/a.o']);
  });

  it('takes an empty .git for no repository', () => {
    writeTree(folder, { '.gitignore': '*.o\n', 'sub/.git/': '', 'sub/a.o': '' });
    expect(walk(folder).files).toEqual(['.gitignore']);
  });

  it('visits tracked files although .gitignore names them, but not against .gateignore', () => {
    writeTree(folder, { '.gitignore': 'x/\n*.log\n', '.gateignore': 'no.log\n' });
    writeTree(folder, empty('x/a', 'x/b', 'x/y/c', 'x/y/d', 'x/z/e', 'k.log', 'l.log', 'no.log', 'x/y/no.log'));
    const tracked = new Set(['x/', 'x/b', 'x/y/', 'x/y/c', 'k.log', 'no.log', 'x/y/no.log']);
    const { files, ignored } = walk(folder, { tracked });
    expect(files).toEqual(['.gateignore', '.gitignore', 'k.log', 'x/b', 'x/y/c']);
    expect(ignored).toBe(6);
  });

  it('walks a named folder that is ignored, by what its own lines say', () => {
    writeTree(folder, {
      '.gitignore': 'x/\n*.log\n',
      'x/.gitignore': 'b\n',
      ...empty('x/a', 'x/b', 'x/y/c', 'x/y/d.log'),
    });
    expect(walk(folder, { folder: 'x/' }).files).toEqual(['x/.gitignore', 'x/a', 'x/y/c']);
    expect(walk(folder, { folder: 'x/y/' }).files).toEqual(['x/y/c']);
  });

  it('asks the globs with paths from the top, and of folders before it opens them', () => {
    writeTree(folder, empty('a/b.ts', 'a/c.js', 'd/e.ts'));
    const asked: string[] = [];
    const isExcluded = (path: string): boolean => {
      asked.push(path);
      return path === 'd/';
    };
    const { files, ignored } = walk(folder, { isExcluded, isIncluded: path => path.endsWith('.ts'), prefix: '../p/' });
    expect({ files, ignored, asked }).toEqual({
      files: ['../p/a/b.ts'],
      ignored: 2,
      asked: ['a/', 'a/b.ts', 'a/c.js', 'd/'],
    });
  });

  it('follows no link, and tells of those that lead outside', () => {
    const outside = join(makeFolder(), 'outside.txt');
    writeFileSync(outside, '');
    writeTree(folder, empty('a/b', 'c'));
    symlinkSync('a', join(folder, 'l1'));
    symlinkSync('../c', join(folder, 'a/l2'));
    symlinkSync('..', join(folder, 'a/l3'));
    symlinkSync('nowhere', join(folder, 'l4'));
    symlinkSync('l5', join(folder, 'l5'));
    symlinkSync(outside, join(folder, 'l6'));
    symlinkSync('/', join(folder, 'a/l7'));
    const found = walk(folder, { isInside: real => real === folder || real.startsWith(`${folder}/`) });
    const diagnostics = ['symlink-outside a/l7', 'symlink-outside l6'];
    expect(found).toEqual({ files: ['a/b', 'c'], diagnostics, ignored: 0 });
  });

  it.runIf(process.platform !== 'win32')('leaves out pipes and sockets', async () => {
    writeTree(folder, empty('a'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise(resolve => server.once('listening', resolve));
    expect(walk(folder)).toEqual({ files: ['a'], diagnostics: [], ignored: 0 });
    server.close();
  });

  it("tells of a folder that can't be read, named or met", () => {
    writeTree(folder, empty('a'));
    expect(walk(folder, { folder: 'gone/' }).diagnostics).toEqual(['unreadable-path gone']);
    expect(walk(folder, { folder: 'a/' }).diagnostics).toEqual(['unreadable-path a']);
    expect(walk(join(folder, 'gone'), { prefix: '../x/' }).diagnostics).toEqual(['unreadable-path ../x']);
    writeTree(folder, empty('b/c', 'd/e'));
    const items = walkFolder({
      top: folder,
      folder: '',
      prefix: '',
      gitignore: true,
      tracked: new Set(),
      isExcluded: path => {
        if (path === 'b/') rmSync(join(folder, 'b'), { recursive: true });
        return false;
      },
      isIncluded: () => true,
      isInside: () => true,
    });
    const told = [...items].map(item => (item.kind === 'diagnostic' ? item.diagnostic : 'path' in item && item.path));
    const message = "can't be read: it is gone (ENOENT)";
    expect(told).toEqual(['a', { kind: 'unreadable', path: 'b', message }, 'd/e']);
  });

  it('asks with real paths whether a file is new', () => {
    writeTree(folder, empty('a/b', 'c'));
    linkSync(join(folder, 'c'), join(folder, 'd'));
    symlinkSync(folder, `${folder}-link`);
    const claimed: string[] = [];
    const claim = (real: string): boolean => claimed.push(real) !== 2;
    expect(walk(`${folder}-link`, { claim }).files).toEqual(['a/b', 'd']);
    expect(claimed).toEqual(['a/b', 'c', 'd'].map(path => join(folder, path)));
  });

  it.runIf(process.platform === 'linux')('keeps apart names that are not UTF-8', () => {
    const bytes = (...parts: (string | number)[]): Buffer =>
      Buffer.concat([
        Buffer.from(`${folder}/`),
        ...parts.map(part => Buffer.from(typeof part === 'string' ? part : [part])),
      ]);
    writeFileSync(bytes('a', 0xe9), '');
    writeFileSync(bytes('a', 0xe8), '');
    mkdirSync(bytes('b', 0xff));
    writeFileSync(bytes('b', 0xff, '/é.txt'), '');
    writeFileSync(bytes('b', 0xff, '/.gitignore'), 'é.txt');
    const seen = new Set<string>();
    const claim = (real: string): boolean => seen.size < seen.add(real).size;
    const { files } = walk(folder, { claim });
    expect(files).toEqual(['a\ufffd', 'a\ufffd', 'b\ufffd/.gitignore', 'b\ufffd/é.txt']);
  });
});
