/** Which entries of a folder the ignore files leave out: git's own, and .gateignore, which has the last word in its folder. */

import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type IgnoreFile, parseIgnoreFile } from '../text/glob.ts';

/** An ignore file and the folder that its lines are relative to: '' for the top of a walk, else a path that ends in `/`. */
type Layer = { readonly by: 'git' | 'gate'; readonly file: IgnoreFile; readonly base: string };

/** The ignore files that rule in a folder, the weakest first. */
export type IgnoreScope = readonly Layer[];

/** A folder about to be walked. `path` is relative to the top of the walk, '' or with `/` at its end. */
export type EnteredFolder = { readonly absolute: string; readonly path: string };

/** What a folder's listing tells of it, so that no file is opened in vain. */
export type IgnoreMarks = { readonly git: boolean; readonly gitignore: boolean; readonly gateignore: boolean };

/** An ignore file that is longer rules nothing: more is scanned rather than less. */
const MAX_SIZE = 4_000_000;

function readSmallFile(path: string): string | null {
  try {
    const status = statSync(path);
    return status.isFile() && status.size <= MAX_SIZE ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}

function readLayer(by: Layer['by'], path: string, base: string): Layer[] {
  const text = readSmallFile(path);
  const file = text === null ? null : parseIgnoreFile(text);
  return file === null ? [] : [{ by, file, base }];
}

/**
 * The folder that holds a repository's `info`, null where `folder` is not the top of one. In a submodule or a worktree `.git`
 * is a file that names its git folder (gitrepository-layout), and a worktree's git folder names the common one.
 */
function findGitFolder(folder: string): string | null {
  const entry = join(folder, '.git');
  const [, named] = /^gitdir: ([^\r\n]+)/.exec(readSmallFile(entry) ?? '') ?? [];
  if (named === undefined) return readSmallFile(join(entry, 'HEAD')) === null ? null : entry;
  const own = resolve(folder, named);
  return resolve(own, readSmallFile(join(own, 'commondir'))?.trim() ?? '.');
}

/** The scope above the top of a walk: the user's own ignore file, if there is one. */
export const openScope = (excludesFile: string | undefined): IgnoreScope =>
  excludesFile === undefined ? [] : readLayer('git', excludesFile, '');

/**
 * The scope inside of a folder. The top of a repository begins anew: the .gitignore files around it end there, its own
 * `info/exclude` and the user's `excludesFile` begin; a .gateignore around it keeps its word. Files that can't be read rule
 * nothing. Never throws.
 */
export function enterFolder(
  scope: IgnoreScope,
  { absolute, path }: EnteredFolder,
  marks: IgnoreMarks,
  excludesFile: string | undefined,
): IgnoreScope {
  const layers: Layer[] = [];
  const gitFolder = marks.git ? findGitFolder(absolute) : null;
  if (gitFolder !== null) {
    if (excludesFile !== undefined) layers.push(...readLayer('git', excludesFile, path));
    layers.push(...readLayer('git', join(gitFolder, 'info', 'exclude'), path));
    layers.push(...scope.filter(layer => layer.by === 'gate'));
  }
  const own: Layer[] = [];
  if (marks.gitignore) own.push(...readLayer('git', join(absolute, '.gitignore'), path));
  if (marks.gateignore) own.push(...readLayer('gate', join(absolute, '.gateignore'), path));
  if (gitFolder === null && own.length === 0) return scope;
  return [...(gitFolder === null ? scope : layers), ...own];
}

/** The nearest file that has an opinion decides. */
function ask(scope: IgnoreScope, path: string, gateOnly: boolean): 'ignored' | 'included' | null {
  for (let index = scope.length - 1; index >= 0; index--) {
    const layer = scope[index];
    if (layer === undefined || (gateOnly && layer.by === 'git')) continue;
    const answer = layer.file.answer(layer.base === '' ? path : path.slice(layer.base.length));
    if (answer !== null) return answer;
  }
  return null;
}

/** Tells every ignore file that a folder is walked, whatever they say of it; `path` ends in `/`. */
export function keepFolder(scope: IgnoreScope, path: string): void {
  for (const { file, base } of scope) file.enter(path.slice(base.length));
}

/**
 * Whether an entry is left out; `path` is relative to the top of the walk, with `/` at the end of a folder's. What git tracks
 * (`tracked`: such a file, or a folder that holds one) is left out by .gateignore alone, and `by-git` says that the folder's
 * other entries are left out.
 */
export function isIgnored(scope: IgnoreScope, path: string, tracked: boolean): boolean | 'by-git' {
  const answer = ask(scope, path, false);
  if (answer === 'included' && path.endsWith('/')) keepFolder(scope, path);
  if (answer !== 'ignored') return false;
  if (!tracked || ask(scope, path, true) === 'ignored') return true;
  if (path.endsWith('/')) keepFolder(scope, path);
  return 'by-git';
}
