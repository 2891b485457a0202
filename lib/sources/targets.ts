/** What the paths of the command line name: files, folders, the matches of a glob, or nothing. */

import { type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCode } from '../text/error-words.ts';
import { describeFileError } from './file-error.ts';

export type Target =
  | {
      readonly kind: 'file' | 'folder';
      /** As it was written. */
      readonly given: string;
      readonly absolute: string;
    }
  | { readonly kind: 'missing'; readonly given: string; readonly message: string }
  | { readonly kind: 'unreadable'; readonly given: string; readonly message: string };

const GLOB = /[*?[{]|[!+@]\(/;
/** With such an end a pattern names every file below; folders would name them again. */
const EVERY_FILE = /(?:^|\/)\*\*(?:\/\*)?$/;

const missing = (given: string, message: string): Target => ({ kind: 'missing', given, message });

function examine(given: string, absolute: string): Target {
  let status: Stats | undefined;
  try {
    status = statSync(absolute, { throwIfNoEntry: false });
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return missing(given, 'does not exist');
    return { kind: 'unreadable', given, message: describeFileError(error) };
  }
  if (status === undefined) return missing(given, 'does not exist');
  return { kind: status.isDirectory() ? 'folder' : 'file', given, absolute };
}

/** On Windows `\` stands between folders; elsewhere it takes the meaning from the character behind it. */
const toPattern = (given: string): string => (process.platform === 'win32' ? given.replaceAll('\\', '/') : given);

async function matchGlob(given: string, cwd: string): Promise<Target[]> {
  const { default: glob } = await import('fast-glob');
  const pattern = toPattern(given);
  try {
    const paths = await glob(pattern, {
      cwd,
      dot: true,
      onlyFiles: EVERY_FILE.test(pattern),
      followSymbolicLinks: false,
      ignore: ['**/.git', '**/.git/**'],
    });
    if (paths.length === 0) return [missing(given, 'is a pattern that no file fits')];
    return paths.sort().map(path => examine(path, resolve(cwd, path)));
  } catch (error) {
    const message = describeFileError(error);
    return [{ kind: 'unreadable', given, message: `is a pattern that can't be followed: a folder ${message}` }];
  }
}

/**
 * Resolves paths relative to `cwd` (absolute), in the order given. What exists is taken by that name, whatever characters it
 * holds; else a glob stands for its matches, in code-unit order, files that begin with a dot among them. What names nothing
 * is a target of kind `missing`, what can't be looked at `unreadable`. Never rejects for a bad path.
 */
export async function resolveTargets(paths: readonly string[], cwd: string): Promise<Target[]> {
  const targets: Target[] = [];
  for (const given of paths) {
    const target = given === '' ? missing(given, 'an empty path names no file') : examine(given, resolve(cwd, given));
    if (target.kind === 'missing' && GLOB.test(given)) targets.push(...(await matchGlob(given, cwd)));
    else targets.push(target);
  }
  return targets;
}
