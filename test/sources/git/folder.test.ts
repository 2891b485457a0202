import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findGitFolder } from '../../../lib/sources/git/folder.ts';
import { makeCommitted, makeFolder, openRepository } from '../repository.ts';

const real = (path: string | null): string => realpathSync(path ?? 'none');

describe('findGitFolder', () => {
  it('is the shared folder of all work trees, from anywhere in them', () => {
    const { dir, git } = makeCommitted({ 'sub/a.txt': 'a\n' });
    const tree = join(makeFolder(), 'tree');
    git('worktree', 'add', '-q', tree);
    const shared = real(join(dir, '.git'));
    expect(real(findGitFolder(join(dir, 'sub'), undefined))).toBe(shared);
    expect(real(findGitFolder(join(tree, 'sub'), undefined))).toBe(shared);
    expect(real(findGitFolder(tree, join(dir, '.git', 'worktrees', 'tree')))).toBe(shared);
    expect(real(findGitFolder(dir, '.git'))).toBe(shared);
  });

  it('is that of a submodule, and a bare repository itself', () => {
    const inner = makeCommitted({ 'a.txt': 'a\n' });
    const outer = makeCommitted({ 'b.txt': 'b\n' });
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.dir, 'sub');
    expect(real(findGitFolder(join(outer.dir, 'sub'), undefined))).toBe(
      real(join(outer.dir, '.git', 'modules', 'sub')),
    );
    const bare = openRepository(makeFolder());
    bare.git('init', '-q', '--bare');
    expect(findGitFolder(bare.dir, undefined)).toBe(bare.dir);
  });

  it('is null elsewhere', () => {
    const folder = makeFolder();
    mkdirSync(join(folder, '.git'));
    expect(findGitFolder(folder, undefined)).toBeNull();
  });
});
