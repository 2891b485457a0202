/** Folders of small files for the tests of walks, and git's own listing of them. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type WalkOptions, walkFolder } from '../../lib/sources/walk.ts';
import { makeRepository, openRepository } from './repository.ts';

/** Texts by path; a path that ends in `/` is an empty folder. */
export type Tree = Readonly<Record<string, string | Buffer>>;

export function writeTree(folder: string, files: Tree): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(path.endsWith('/') ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(folder, path), text);
  }
}

export const empty = (...paths: readonly string[]): Tree => Object.fromEntries(paths.map(path => [path, '']));

/** A repository without a commit that holds `files`. */
export function makeTree(files: Tree): string {
  const { dir } = makeRepository();
  writeTree(dir, files);
  return dir;
}

export const runGit = (folder: string, ...args: readonly string[]): string =>
  openRepository(folder)
    .git('-c', 'protocol.file.allow=always', ...args)
    .toString();

/** Tracked files and those that git would add, in code-unit order. */
export function listGit(folder: string): string[] {
  const listed = runGit(folder, 'ls-files', '-z', '-c', '-o', '--exclude-standard');
  return [...new Set(listed.split('\0').filter(Boolean))].sort();
}

export function walk(top: string, options: Partial<WalkOptions> = {}) {
  const files: string[] = [];
  const diagnostics: string[] = [];
  let ignored = 0;
  const items = walkFolder({
    top,
    folder: '',
    prefix: '',
    gitignore: true,
    tracked: new Set(),
    isExcluded: () => false,
    isIncluded: () => true,
    isInside: () => true,
    ...options,
  });
  for (const item of items) {
    if (item.kind === 'file') files.push(item.path);
    else if (item.kind === 'ignored') ignored += item.count;
    else if (item.kind === 'diagnostic') diagnostics.push(`${item.diagnostic.kind} ${item.diagnostic.path}`);
  }
  return { files, diagnostics, ignored };
}
