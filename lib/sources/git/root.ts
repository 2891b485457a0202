/** Finds the repository that a folder lies in, by the file system alone: a process would cost more than the whole look-up. */

import { closeSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const GITFILE_MARK = 'gitdir:';

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** A worktree or a submodule has a file that says where its git folder is. */
function isGitfile(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(GITFILE_MARK.length);
      return readSync(file, head, 0, head.length, 0) === head.length && head.toString('latin1') === GITFILE_MARK;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** Whether `path` is what git takes for `.git`: a folder with a HEAD (an empty one is not), a link to one, or a file that names one. */
function isGitEntry(path: string): boolean {
  const entry = lookAt(path);
  if (entry === undefined) return false;
  return entry.isFile() ? isGitfile(path) : lookAt(join(path, 'HEAD')) !== undefined;
}

/** The nearest folder from `dir` upwards that holds a `.git` folder or file, absolute; null outside of every repository. Never throws. */
export function findGitRoot(dir: string): string | null {
  for (let at = resolve(dir); ; at = dirname(at)) {
    if (isGitEntry(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
}
