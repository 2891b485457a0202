import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findGitRoot } from '../../../lib/sources/git/root.ts';
import { makeCommitted, makeFolder } from '../repository.ts';

describe('findGitRoot', () => {
  it('walks up to the folder that holds .git', () => {
    const { dir } = makeCommitted({ 'a/b/c': 'x' });
    expect(findGitRoot(dir)).toBe(dir);
    expect(findGitRoot(join(dir, 'a/b'))).toBe(dir);
    expect(findGitRoot(join(dir, 'not/there'))).toBe(dir);
  });

  it('takes the .git file of a worktree', () => {
    const repository = makeCommitted({ 'a/b': 'x' });
    const folder = join(makeFolder(), 'tree');
    repository.git('worktree', 'add', '-q', folder, '-b', 'other');
    expect(findGitRoot(join(folder, 'a'))).toBe(folder);
  });

  it('passes by what git does not take for a repository', () => {
    const { dir } = makeCommitted({ 'a/b': 'x', 'c/.git-not': '' });
    mkdirSync(join(dir, 'a/.git'));
    writeFileSync(join(dir, 'c/.git'), 'text');
    expect(findGitRoot(join(dir, 'a'))).toBe(dir);
    expect(findGitRoot(join(dir, 'c'))).toBe(dir);
  });

  it('is null where there is no repository', () => {
    expect(findGitRoot(makeFolder())).toBeNull();
  });
});
