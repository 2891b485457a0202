/** The index in every state that git can be in: worktrees, submodules, conflicts, hooks, and damage. */

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GateError } from '../../lib/model/failure.ts';
import { stagedSource } from '../../lib/sources/staged.ts';
import {
  collect,
  makeCommitted,
  makeFolder,
  makeRepository,
  numbered,
  openRepository,
  type Repository,
  summarize,
} from './repository.ts';

const scan = (cwd: string, maxFileSize = 1_000_000) => collect(stagedSource({ cwd, maxFileSize, findVerdict: null }));

const scanned = (repository: Repository): string[] => summarize(scan(repository.dir).chunks);

const three = numbered(3);

/** Where git keeps a loose object. */
const objectFile = (repository: Repository, id: string): string =>
  join(repository.dir, '.git/objects', id.slice(0, 2), id.slice(2));

const idOf = (repository: Repository, path: string): string =>
  repository.git('rev-parse', `:${path}`).toString().trim();

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('links and submodules', () => {
  it('scans the target of a symbolic link', () => {
    const repository = makeCommitted({ a: three });
    // Written as git stores it, so that systems without links run this too.
    const target = repository.git('hash-object', '-w', 'a').toString().trim();
    repository.git('update-index', '--add', '--cacheinfo', `120000,${target},link`);
    repository.git('update-index', '--cacheinfo', `120000,${idOf(repository, 'a')},a`);
    const { chunks } = scan(repository.dir);
    expect(summarize(chunks)).toEqual(['link: *']);
    expect(chunks[0]?.text).toBe(three);
  });

  it('counts every line of a file that was a link or a submodule', () => {
    const repository = makeRepository();
    repository.write('target', 'somewhere');
    const target = repository.git('hash-object', '-w', 'target').toString().trim();
    repository.git('update-index', '--add', '--cacheinfo', `120000,${target},a`);
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},b`);
    repository.git('commit', '-qm', 'state');
    repository.write('text', three);
    const text = repository.git('hash-object', '-w', 'text').toString().trim();
    repository.git('update-index', '--cacheinfo', `100644,${text},a`);
    repository.git('update-index', '--cacheinfo', `100644,${text},b`);
    expect(scanned(repository)).toEqual(['a: *', 'b: *']);
  });

  it('has nothing to scan in a submodule entry, new or changed', () => {
    const repository = makeCommitted({ a: three });
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
    expect(scan(repository.dir)).toEqual({ chunks: [], diagnostics: [] });
    repository.git('commit', '-qm', 'sub');
    repository.git('update-index', '--cacheinfo', `160000,${'2'.repeat(40)},sub`);
    repository.write('a', `${three}more\n`);
    repository.git('add', 'a');
    expect(scan(repository.dir).diagnostics).toEqual([]);
    expect(scanned(repository)).toEqual(['a: 4-4']);
  });

  it('works inside a submodule', () => {
    const inner = makeCommitted({ a: three });
    const outer = makeRepository();
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.dir, 'sub');
    const submodule = openRepository(join(outer.dir, 'sub'));
    submodule.write('a', `${three}more\n`);
    submodule.git('add', 'a');
    expect(scanned(submodule)).toEqual(['a: 4-4']);
    expect(scanned(outer)).toEqual(['.gitmodules: *']);
  });
});

describe('other places and states', () => {
  it('works in a linked worktree', () => {
    const repository = makeCommitted({ a: three });
    const folder = join(makeFolder(), 'tree');
    repository.git('worktree', 'add', '-q', folder, '-b', 'other');
    const worktree = openRepository(folder);
    worktree.write('a', `${three}more\n`);
    worktree.git('add', 'a');
    expect(scanned(worktree)).toEqual(['a: 4-4']);
    expect(scanned(repository)).toEqual([]);
  });

  it('honours GIT_DIR and GIT_WORK_TREE', () => {
    const repository = makeCommitted({ a: three });
    repository.write('a', `${three}more\n`);
    repository.git('add', 'a');
    vi.stubEnv('GIT_DIR', join(repository.dir, '.git'));
    vi.stubEnv('GIT_WORK_TREE', repository.dir);
    expect(summarize(scan(makeFolder()).chunks)).toEqual(['a: 4-4']);
  });

  it('works in a sparse checkout', () => {
    const repository = makeCommitted({ 'in/a': three, 'out/b': three });
    repository.git('sparse-checkout', 'set', '--sparse-index', 'in');
    repository.write('in/a', `${three}more\n`);
    repository.git('add', 'in/a');
    expect(scanned(repository)).toEqual(['in/a: 4-4']);
  });

  it('says that the index is in conflict', () => {
    const repository = makeCommitted({ a: three, b: three });
    repository.git('checkout', '-qb', 'other');
    repository.write('a', 'other\n');
    repository.commitAll();
    repository.git('checkout', '-q', 'main');
    repository.write('a', 'main\n');
    repository.commitAll();
    expect(() => repository.git('merge', 'other')).toThrow();
    repository.write('b', `${three}more\n`);
    repository.git('add', 'b');
    const { chunks, diagnostics } = scan(repository.dir);
    expect(summarize(chunks)).toEqual(['b: 4-4']);
    expect(diagnostics).toMatchObject([{ kind: 'git-failed', path: 'a' }]);
    repository.write('a', 'both\n');
    repository.git('add', 'a');
    expect(scanned(repository)).toEqual(['a: 1-1', 'b: 4-4']);
  });

  it('reports a missing object and reads the rest', () => {
    const repository = makeCommitted({ a: three, gone: numbered(9) });
    repository.write('a', `${three}more\n`);
    repository.write('b', 'will be missing\n');
    repository.write('c', three);
    repository.git('rm', '-q', 'gone');
    repository.git('add', '.');
    rmSync(objectFile(repository, idOf(repository, 'b')), { force: true });
    const { chunks, diagnostics } = scan(repository.dir);
    expect(diagnostics).toMatchObject([{ kind: 'broken-object', path: 'b' }]);
    expect(summarize(chunks)).toEqual(['a: 4-4', 'c: *']);
  });

  const damages: readonly (readonly [name: string, damage: (bytes: Buffer) => Buffer])[] = [
    ['no object at all', () => Buffer.from('not an object')],
    ['cut short', bytes => bytes.subarray(0, bytes.length - 20)],
    ['empty', () => Buffer.alloc(0)],
  ];

  it.each(damages)('reports an object that is damaged: %s', (_, damage) => {
    const repository = makeCommitted({ a: three });
    const noise = Array.from({ length: 400 }, (__, index) => ((index * 7919) % 1009).toString(36)).join(' ');
    repository.write('a', `${three}more\n`);
    repository.write('b', noise);
    repository.write('c', three.repeat(2));
    repository.git('add', '.');
    const file = objectFile(repository, idOf(repository, 'b'));
    const bytes = readFileSync(file);
    rmSync(file, { force: true });
    writeFileSync(file, damage(bytes));
    const { chunks, diagnostics } = scan(repository.dir);
    expect(diagnostics).toMatchObject([{ kind: 'broken-object', path: 'b' }]);
    expect(summarize(chunks)).toEqual(['a: 4-4', 'c: *']);
    expect(JSON.stringify(diagnostics)).not.toContain(noise.slice(0, 20));
  });

  it('counts every line where the previous content is missing', () => {
    const repository = makeCommitted({ a: three, b: numbered(9) });
    const old = objectFile(repository, idOf(repository, 'a'));
    repository.write('a', `${three}more\n`);
    repository.write('b', `${numbered(9)}more\n`);
    repository.git('add', '.');
    rmSync(old, { force: true });
    const { chunks, diagnostics } = scan(repository.dir);
    expect(summarize(chunks)).toEqual(['a: *', 'b: 10-10']);
    expect(diagnostics).toEqual([]);
  });

  it('does without renames where the content of a deleted file is missing', () => {
    const repository = makeCommitted({ a: three, gone: numbered(9, 'other') });
    const old = objectFile(repository, idOf(repository, 'gone'));
    repository.write('a', `${three}more\n`);
    repository.write('b', numbered(10, 'other'));
    repository.git('rm', '-q', 'gone');
    repository.git('add', '.');
    rmSync(old, { force: true });
    const { chunks, diagnostics } = scan(repository.dir);
    expect(summarize(chunks)).toEqual(['a: 4-4', 'b: *']);
    expect(diagnostics).toEqual([]);
  });

  it('is a GateError outside a repository', () => {
    const folder = makeFolder();
    vi.stubEnv('GIT_CEILING_DIRECTORIES', join(folder, '..'));
    const attempt = () => scan(folder);
    expect(attempt).toThrow(GateError);
    expect(attempt).toThrow(/not a git repository/);
  });

  it('is a GateError when the index is damaged', () => {
    const repository = makeCommitted({ a: three });
    writeFileSync(join(repository.dir, '.git/index'), 'not an index, and long enough to be read as one');
    expect(() => scan(repository.dir)).toThrow(GateError);
  });
});

describe('inside hooks', () => {
  const hook = `#!/bin/sh
cp "\${GIT_INDEX_FILE:-.git/index}" saved-index
exit 1
`;

  /** Lets the hook of a commit keep the index that it was handed, stops the commit there, and scans that index. */
  function scanInHook(repository: Repository, ...commit: readonly string[]): string[] {
    mkdirSync(join(repository.dir, '.git/hooks'), { recursive: true });
    repository.write('.git/hooks/pre-commit', hook);
    repository.makeExecutable('.git/hooks/pre-commit');
    expect(() => repository.git('commit', '-qm', 'new', ...commit)).toThrow();
    const saved = join(makeFolder(), 'index');
    copyFileSync(join(repository.dir, 'saved-index'), saved);
    vi.stubEnv('GIT_INDEX_FILE', saved);
    return scanned(repository);
  }

  const commits: readonly (readonly [commit: readonly string[], expected: readonly string[]])[] = [
    [[], ['a: 4-4']],
    [['-a'], ['a: 4-4', 'b: 4-4']],
    [['b'], ['b: 4-4']],
    [
      ['-i', 'b'],
      ['a: 4-4', 'b: 4-4'],
    ],
  ];

  it.each(commits)('reads the index of git commit %j', (commit, expected) => {
    const repository = makeCommitted({ a: three, b: three });
    repository.write('a', `${three}more\n`);
    repository.git('add', 'a');
    repository.write('b', `${three}more\n`);
    expect(scanInHook(repository, ...commit)).toEqual(expected);
  });
});
