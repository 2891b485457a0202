/** Says whether a scan of the folder would have read a file, and if not, what leaves it out. */

import { lstatSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { Config } from '../model/config.ts';
import { GateError } from '../model/failure.ts';
import { tryGit } from '../sources/git/plumbing.ts';
import { findGitRoot } from '../sources/git/root.ts';
import type { IgnoreScope } from '../sources/ignore-files.ts';
import { enterFolder, isIgnored, openScope } from '../sources/ignore-files.ts';
import { compileGlobs } from '../text/glob.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** One test of the way from a file to the engine. */
export type SourceWord = {
  readonly stage: 'include' | 'exclude' | 'ignore files' | 'read';
  readonly passes: boolean;
  readonly reason: string;
};

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** The path as reports name it: from the root of the repository, else from `cwd`. */
export function reportedPath(absolute: string, cwd: string): { readonly root: string; readonly path: string } {
  const root = findGitRoot(dirname(absolute)) ?? cwd;
  return { root, path: relative(root, absolute).split(sep).join('/') };
}

/** The folders above a path, the nearest last, each with `/` at its end. */
const foldersOf = (path: string): string[] =>
  path.split('/').flatMap((_, index, parts) => (index === 0 ? [] : [`${parts.slice(0, index).join('/')}/`]));

function isTracked(root: string, path: string): boolean {
  try {
    const listed = tryGit({ cwd: root, args: ['ls-files', '-z', '--', path] });
    return listed.ok && listed.output.length > 0;
  } catch (error) {
    if (error instanceof GateError) return false;
    throw error;
  }
}

/** The file or the folder above it that an ignore file leaves out, or null. */
function findIgnored(root: string, path: string, env: Env): string | null {
  const excludesFile = join(env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config'), 'git', 'ignore');
  let scope: IgnoreScope = openScope(excludesFile);
  let folder = '';
  let tracked: boolean | null = null;
  for (const entry of [...foldersOf(path), path]) {
    const absolute = join(root, folder);
    const marks = {
      git: isThere(join(absolute, '.git')),
      gitignore: isThere(join(absolute, '.gitignore')),
      gateignore: isThere(join(absolute, '.gateignore')),
    };
    scope = enterFolder(scope, { absolute, path: folder }, marks, excludesFile);
    if (isIgnored(scope, entry, false) !== false) {
      tracked ??= isTracked(root, path);
      if (isIgnored(scope, entry, tracked) === true) return entry;
    }
    folder = entry;
  }
  return null;
}

function judgeIgnore(root: string, path: string, env: Env): SourceWord {
  const stage = 'ignore files';
  if (path.split('/').includes('.git')) return { stage, passes: false, reason: 'nothing below .git is scanned' };
  const ignored = findIgnored(root, path, env);
  if (ignored === null) return { stage, passes: true, reason: 'no ignore file leaves it out, or git tracks it' };
  return { stage, passes: false, reason: `.gitignore or .gateignore leaves out ${ignored}` };
}

/** What a scan of the root folder says of the file `path`, which is relative to `root`. A file that is named is always read. */
export function judgePath(root: string, path: string, config: Config, env: Env): SourceWord[] {
  const excluded = [...foldersOf(path), path].find(compileGlobs(config.exclude));
  const included = config.include.length === 0 || compileGlobs(config.include)(path);
  return [
    {
      stage: 'include',
      passes: included,
      reason:
        config.include.length === 0
          ? 'every file is included'
          : included
            ? 'a glob of `include` fits'
            : 'no glob of `include` fits',
    },
    {
      stage: 'exclude',
      passes: excluded === undefined,
      reason: excluded === undefined ? 'no glob of `exclude` fits' : `a glob of \`exclude\` fits ${excluded}`,
    },
    judgeIgnore(root, path, env),
  ];
}
