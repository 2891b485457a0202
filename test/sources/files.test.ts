/** The files source: what is listed, how it is read, and what is said of what is not. */

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type FilesOptions, filesSource, listFiles, readListedFile } from '../../lib/sources/files.ts';
import { resolveTargets } from '../../lib/sources/targets.ts';
import { collect, makeFolder } from './repository.ts';
import { empty, makeTree, writeTree } from './tree.ts';

let root = '';

beforeEach(() => {
  root = makeFolder();
});

async function options(paths: readonly string[], more: Partial<FilesOptions> = {}): Promise<FilesOptions> {
  const cwd = more.cwd ?? root;
  const targets = await resolveTargets(paths, cwd);
  const usual = {
    root,
    include: [],
    exclude: [],
    gitignore: true,
    tracked: new Set<string>(),
    maxFileSize: 50_000_000,
  };
  return { ...usual, cwd, targets, ...more };
}

async function scan(paths: readonly string[], more: Partial<FilesOptions> = {}) {
  const { chunks, diagnostics } = collect(filesSource(await options(paths, more)));
  return {
    texts: chunks.map(({ path, text }) => `${path}: ${text}`),
    paths: chunks.map(({ path }) => path),
    diagnostics: diagnostics.map(({ kind, path }) => `${kind} ${path}`),
    messages: diagnostics.map(({ message }) => message),
  };
}

describe('filesSource', () => {
  it('reads the files of a folder in the order of their paths', async () => {
    writeTree(root, { 'b/c': 'three', a: 'one', 'b.txt': 'two', empty: '' });
    expect((await scan(['.'])).texts).toEqual(['a: one', 'b.txt: two', 'b/c: three', 'empty: ']);
  });

  it('says what it could not read, and goes on', async () => {
    writeTree(root, { 'a.bin': 'a\0b', big: 'x'.repeat(101), z: 'last' });
    const { texts, diagnostics, messages } = await scan(['.', 'gone', 'no*'], { maxFileSize: 100 });
    expect(texts).toEqual(['z: last']);
    expect(diagnostics).toEqual(['binary a.bin', 'too-big big', 'not-found gone', 'not-found no*']);
    expect(messages[1]).toBe('has 101 B, more than the 100 B that --max-file-size allows');
  });

  it('reads a file of just the greatest size', async () => {
    writeTree(root, { big: 'x'.repeat(100) });
    expect((await scan(['.'], { maxFileSize: 100 })).paths).toEqual(['big']);
  });

  it('tells the size of a file that it reads no more than the start of', async () => {
    writeTree(root, { big: 'x' });
    truncateSync(join(root, 'big'), 60_000_000);
    const { messages } = await scan(['.']);
    expect(messages).toEqual(['has 60 MB, more than the 50 MB that --max-file-size allows']);
  });

  it('finds a file of 1 GB of nothing binary, without reading it', async () => {
    writeTree(root, { big: '' });
    truncateSync(join(root, 'big'), 1_000_000_000);
    const before = process.memoryUsage.rss();
    expect((await scan(['big'], { maxFileSize: 2_000_000_000 })).diagnostics).toEqual(['binary big']);
    expect(process.memoryUsage.rss() - before).toBeLessThan(60_000_000);
  });

  it('scans a Git LFS pointer and says that it is one', async () => {
    const version = 'version https://git-lfs.github.com/spec/v1';
    writeTree(root, {
      a: `${version}\noid sha256:${'0a'.repeat(32)}\nsize 12\n`,
      b: `${version} is what they begin with`,
    });
    const { paths, diagnostics } = await scan(['.']);
    expect({ paths, diagnostics }).toEqual({ paths: ['a', 'b'], diagnostics: ['lfs-pointer a'] });
  });

  it('reads what is named outright, ignored, excluded or a link', async () => {
    writeTree(root, { '.gitignore': '*\n', a: 'one', 'b/c': 'two' });
    symlinkSync('a', join(root, 'link'));
    symlinkSync('b', join(root, 'folder'));
    const more = { exclude: ['a'], include: ['none'] };
    expect((await scan(['a'], more)).texts).toEqual(['a: one']);
    expect((await scan(['link'], more)).texts).toEqual(['link: one']);
    expect((await scan(['folder'], { gitignore: false })).texts).toEqual(['folder/c: two']);
    expect((await scan(['.'])).paths).toEqual([]);
  });

  it('lets globs rule inside folders, from the root', async () => {
    writeTree(root, empty('src/a.ts', 'src/b.js', 'src/test/c.ts', 'd.ts'));
    expect((await scan(['.'], { include: ['*.ts'], exclude: ['/src/test/'] })).paths).toEqual(['d.ts', 'src/a.ts']);
    const cwd = join(root, 'src');
    expect((await scan(['.'], { cwd, include: ['/src/*.ts'] })).paths).toEqual(['src/a.ts']);
  });

  it('reports paths from the root, and outside of it from the current folder', async () => {
    writeTree(root, empty('in/a', 'in/b/c', 'out/d', 'out/e/f'));
    const more = { root: join(root, 'in'), cwd: join(root, 'in/b') };
    expect((await scan(['..', '../../out', '../../out/d'], more)).paths).toEqual([
      'a',
      'b/c',
      '../../out/d',
      '../../out/e/f',
    ]);
    expect((await scan(['../../out/e/f'], more)).paths).toEqual(['../../out/e/f']);
  });

  it('takes the ignore files of the repository that a folder outside belongs to, and of no other folder above it', async () => {
    const other = makeTree({ '.gitignore': '*.o\n', ...empty('a/b.o', 'a/b.c') });
    expect((await scan([join(other, 'a')])).paths.map(path => path.replace(/.*\//, ''))).toEqual(['b.c']);
    writeTree(root, { '.gitignore': '*.o\n', ...empty('x/in/a', 'x/out/b.o') });
    const { paths } = await scan(['../out'], { root: join(root, 'x/in'), cwd: join(root, 'x/in') });
    expect(paths).toEqual(['../out/b.o']);
  });

  it('scans a file once, however often and by whatever name it is reached', async () => {
    writeTree(root, empty('a', 'b/c', 'b/d'));
    symlinkSync('b', join(root, 'l'));
    expect((await scan(['b/c', '.', 'b', 'l', './a', 'l/d'])).paths).toEqual(['b/c', 'a', 'b/d']);
  });

  it('says once what it left out of a folder that is named twice, or lies in another', async () => {
    writeTree(root, { '.gitignore': 'x\n', ...empty('x', 'b/c') });
    symlinkSync('/', join(root, 'b/link'));
    const items = [...filesSource(await options(['.', 'b', '.', `${root}/`]))];
    expect(items.flatMap(item => (item.kind === 'chunk' ? [] : [item.kind]))).toEqual(['diagnostic', 'ignored']);
  });

  it('follows no link into what another target covers', async () => {
    writeTree(root, empty('a/x', 'b/y'));
    symlinkSync('../b/y', join(root, 'a/link'));
    expect((await scan(['a'])).diagnostics).toEqual(['symlink-outside a/link']);
    expect((await scan(['a', 'b'])).diagnostics).toEqual([]);
    expect((await scan(['a', 'b/y'])).diagnostics).toEqual([]);
  });

  it('visits tracked files in ignored folders', async () => {
    writeTree(root, { '.gitignore': 'x/\n', ...empty('x/y/a', 'x/y/b', 'x/c', 'x/yy/a') });
    expect((await scan(['.'], { tracked: new Set(['x/y/a']) })).paths).toEqual(['.gitignore', 'x/y/a']);
  });

  it.runIf(process.platform !== 'win32')('reads a named pipe as a stream, and leaves it out of a walk', async () => {
    const pipe = join(root, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = execFile('sh', ['-c', 'printf one > "$1"; sleep 0.1', 'sh', pipe]);
    expect((await scan(['pipe'], { maxFileSize: 1 })).texts).toEqual(['pipe: one']);
    await new Promise(resolve => writer.once('close', resolve));
    expect((await scan(['.'])).paths).toEqual([]);
  });

  it('opens a file only when its turn comes, and closes it when nobody asks for more', async () => {
    writeTree(root, empty('a', 'b'));
    const openFiles = (): number => readdirSync('/proc/self/fd').length;
    const before = process.platform === 'linux' ? openFiles() : 0;
    for (const item of filesSource(await options(['.']))) {
      expect(item.kind).toBe('chunk');
      break;
    }
    expect(process.platform === 'linux' ? openFiles() : 0).toBe(before);
  });
});

describe('listFiles', () => {
  it('yields plain data that another thread can read from', async () => {
    writeTree(root, empty('a', 'b'));
    const items = [...listFiles(await options(['a', '.']))];
    expect(structuredClone(items)).toEqual([
      { kind: 'file', path: 'a', absolute: join(root, 'a'), named: true },
      { kind: 'file', path: 'b', absolute: join(root, 'b'), named: false },
    ]);
  });
});

describe('readListedFile', () => {
  const read = (path: string, named: boolean) =>
    collect(readListedFile({ kind: 'file', path, absolute: join(root, path), named }, 100)).diagnostics;

  it('says of a file that is gone since it was listed, named or met', () => {
    const message = "can't be read: it is gone (ENOENT)";
    expect(read('gone', true)).toEqual([{ kind: 'not-found', path: 'gone', message }]);
    expect(read('gone', false)).toEqual([{ kind: 'unreadable', path: 'gone', message }]);
  });

  it.runIf(process.platform !== 'win32')('does not follow what was put in its place', () => {
    mkdirSync(join(root, 'a'));
    writeFileSync(join(root, 'b'), 'text');
    symlinkSync('b', join(root, 'link'));
    expect(read('a', false).map(({ kind }) => kind)).toEqual(['unreadable']);
    expect(read('a', true).map(({ kind }) => kind)).toEqual(['unreadable-path']);
    expect(read('link', false).map(({ kind }) => kind)).toEqual(['unreadable']);
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(read('pipe', false)).toEqual([]);
    rmSync(join(root, 'pipe'));
  });

  it.runIf(process.platform === 'linux')(
    'reads a file whose name is not UTF-8, from bytes that crossed threads',
    () => {
      const absolute = Buffer.concat([Buffer.from(`${root}/a`), Buffer.from([0xe9])]);
      writeFileSync(absolute, 'text');
      const file = structuredClone({ kind: 'file' as const, path: 'a\ufffd', absolute, named: false });
      expect(collect(readListedFile(file, 100)).chunks.map(({ text }) => text)).toEqual(['text']);
    },
  );
});
