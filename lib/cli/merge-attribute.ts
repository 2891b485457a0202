/** Tells git to merge a baseline line by line: what both sides added is kept, and neither is asked. */

import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { tryGit } from '../sources/git/plumbing.ts';

/** Adds the attribute to the root's .gitattributes where the file has none. Returns whether it did; a failure is none. */
export function mergeByUnion(root: string, file: string): boolean {
  const path = relative(root, file).split(sep).join('/');
  if (path.startsWith('..') || /[\s"\\*?[]/.test(path) || !existsSync(join(root, '.git'))) return false;
  try {
    const outcome = tryGit({ cwd: root, args: ['check-attr', 'merge', '--', path] });
    if (!outcome.ok || !/: unspecified\n$/.test(outcome.output.toString('utf8'))) return false;
    const attributes = join(root, '.gitattributes');
    const before = existsSync(attributes) ? readFileSync(attributes, 'utf8') : '';
    appendFileSync(attributes, `${before === '' || before.endsWith('\n') ? '' : '\n'}/${path} merge=union\n`);
    return true;
  } catch {
    return false;
  }
}
