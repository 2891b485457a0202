/** Asks git whether it ignores a path. The one file that imports simple-git, for questions off the hot path. */

import { simpleGit } from 'simple-git';

/** Whether git's ignore rules leave `path` out; false where there is no repository or git cannot tell. */
export async function isIgnoredByGit(root: string, path: string): Promise<boolean> {
  try {
    return (await simpleGit(root).checkIgnore(path)).length > 0;
  } catch {
    return false;
  }
}
