/** Turns what was asked for into a source of chunks, and knows what it takes from the outside world. */

import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { PreparedRuleset } from '../detection/ruleset/prepare.ts';
import type { Config } from '../model/config.ts';
import { GateError } from '../model/failure.ts';
import type { Source } from '../model/source.ts';
import type { FindVerdict } from '../model/verdict.ts';
import { findGitRoot } from '../sources/git/root.ts';
import type { FileListing } from './collect-files.ts';

export type Input =
  /** `passed`: a program named them and not a person, so that the globs of the configuration hold for each. */
  | {
      readonly kind: 'paths';
      readonly paths: readonly string[];
      readonly gitignore: boolean;
      readonly passed?: boolean;
    }
  | { readonly kind: 'stdin'; readonly fd: number; readonly name?: string }
  /** `paths`, from the top of the work tree, narrow it down. */
  | { readonly kind: 'staged'; readonly paths?: readonly string[] }
  | { readonly kind: 'message'; readonly text: string }
  /** `revisions` as git-rev-list reads them; of what the commits hold all lines count, or those that each of them adds. */
  | {
      readonly kind: 'commits';
      readonly revisions: readonly string[];
      readonly lines: 'all' | 'added';
      readonly paths?: readonly string[];
    };

type Env = Readonly<Record<string, string | undefined>>;

/** Opens a source that is no list of files; each loads only what it needs. Throws GateError where git makes it impossible. */
export async function openSource(
  input: Exclude<Input, { kind: 'paths' }>,
  config: Config,
  cwd: string,
  ruleset: PreparedRuleset,
  findVerdict: FindVerdict | null,
): Promise<Source> {
  if (input.kind === 'stdin') {
    const { stdinSource } = await import('../sources/stdin.ts');
    const { filteredSource } = await import('../sources/filtered.ts');
    const name = input.name ?? 'stdin';
    const admits = await createAdmission(config);
    return filteredSource(stdinSource({ fd: input.fd, name }), path => path === name || admits(path));
  }
  if (input.kind === 'message') {
    const { messageSource } = await import('../sources/message.ts');
    return messageSource(input.text);
  }
  if (input.kind === 'commits') {
    const { commitsSource } = await import('../sources/commits.ts');
    const { createPathClass } = await import('../engine/path-class.ts');
    const { revisions, lines, paths } = input;
    const classOf = createPathClass(ruleset.scoped, config.allow);
    const { maxFileSize } = config;
    const admits = await createAdmission(config, paths);
    return commitsSource({ cwd, revisions, lines, maxFileSize, admits, classOf, findVerdict });
  }
  const { stagedSource } = await import('../sources/staged.ts');
  const { filteredSource } = await import('../sources/filtered.ts');
  const admits = await createAdmission(config, input.paths);
  return filteredSource(stagedSource({ cwd, maxFileSize: config.maxFileSize, findVerdict }), admits);
}

/** Whether the globs of the configuration let a path in, and it is one of `paths` where there are such. */
async function createAdmission(
  { include, exclude }: Config,
  paths?: readonly string[],
): Promise<(path: string) => boolean> {
  const named = paths === undefined ? null : new Set(paths);
  const isNamed = (path: string): boolean => named === null || named.has(path);
  if (include.length === 0 && exclude.length === 0) return isNamed;
  const { compileGlobs } = await import('../text/glob.ts');
  const isIncluded = include.length === 0 ? () => true : compileGlobs(include);
  const isExcluded = compileGlobs(exclude);
  return path => isNamed(path) && isIncluded(path) && !isExcluded(path);
}

/** Lists the files that paths and globs name or hold. */
export async function openListing(
  input: Input & { kind: 'paths' },
  config: Config,
  cwd: string,
  env: Env,
): Promise<FileListing> {
  const { resolveTargets } = await import('../sources/targets.ts');
  const { listFiles } = await import('../sources/files.ts');
  const targets = await resolveTargets(input.paths, cwd);
  const root = commonRoot(input.paths, cwd);
  const tracked = input.gitignore && root.git ? await listTrackedIgnored(root.path) : new Set<string>();
  const { include, exclude, maxFileSize } = config;
  const excludesFile = join(env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config'), 'git', 'ignore');
  return listFiles({
    targets,
    root: root.path,
    cwd,
    include,
    exclude,
    gitignore: input.gitignore,
    passed: input.passed === true,
    tracked,
    excludesFile,
    maxFileSize,
  });
}

/** The repository that holds every path, or else the one that holds the current folder, or else that folder. */
function commonRoot(paths: readonly string[], cwd: string): { path: string; git: boolean } {
  const roots = new Set(paths.map(path => findGitRoot(resolve(cwd, path)) ?? findGitRoot(dirname(resolve(cwd, path)))));
  const only = roots.size === 1 ? [...roots][0] : undefined;
  const path = only ?? findGitRoot(cwd);
  return { path: path ?? cwd, git: path !== null };
}

/**
 * Files that git tracks although an ignore file names them: they will be committed, so they are scanned. A folder scan does
 * not depend on git: where it is missing or fails, the ignore files alone decide.
 */
async function listTrackedIgnored(root: string): Promise<Set<string>> {
  const { tryGit } = await import('../sources/git/plumbing.ts');
  try {
    const listed = tryGit({ cwd: root, args: ['ls-files', '-z', '-c', '-i', '--exclude-standard'] });
    return new Set(listed.ok ? listed.output.toString('utf8').split('\0').filter(Boolean) : []);
  } catch (error) {
    if (error instanceof GateError) return new Set();
    throw error;
  }
}
