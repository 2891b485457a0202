/** Finds the folder in which git keeps a repository's own files, shared by all of its work trees, without asking git. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findGitRoot } from './root.ts';

function readLine(file: string): string {
  return readFileSync(file, 'utf8').trim();
}

/** `.git` of a work tree or a submodule is a file that names the folder; that of a work tree names the shared one. */
function followGitfile(file: string): string {
  const folder = resolve(dirname(file), readLine(file).replace(/^gitdir: ?/, ''));
  const common = join(folder, 'commondir');
  return existsSync(common) ? resolve(folder, readLine(common)) : folder;
}

/** Absolute; null outside of a repository. `gitDir` is what GIT_DIR says, as hooks have it. Never throws. */
export function findGitFolder(cwd: string, gitDir: string | undefined): string | null {
  try {
    if (gitDir !== undefined && gitDir !== '') {
      const folder = resolve(cwd, gitDir);
      const common = join(folder, 'commondir');
      return existsSync(common) ? resolve(folder, readLine(common)) : folder;
    }
    const root = findGitRoot(cwd);
    if (root === null) return existsSync(join(cwd, 'HEAD')) && existsSync(join(cwd, 'objects')) ? cwd : null;
    const entry = join(root, '.git');
    return statSync(entry).isDirectory() ? entry : followGitfile(entry);
  } catch {
    return null;
  }
}
