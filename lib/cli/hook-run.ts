/** Carries `gate hook run NAME` out: what git, or the pre-commit framework, calls. */

import { spawnSync } from 'node:child_process';
import { accessSync, appendFileSync, constants, existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { GateError } from '../model/failure.ts';
import type { HookName } from '../run/git-hooks/hooks.ts';
import { HOOKS, isHookName, NEXT } from '../run/git-hooks/hooks.ts';
import { cleanMessage } from '../run/git-hooks/message.ts';
import { findHookPlace, gitPath } from '../run/git-hooks/place.ts';
import { readPushLines, readReceiveLines, revisionsOfPush, revisionsOfReceive } from '../run/git-hooks/push.ts';
import type { Input } from '../run/open-source.ts';
import { runGit, tryGit } from '../sources/git/plumbing.ts';
import type { Io } from './io.ts';
import { scanInput } from './scan-command.ts';
import type { ScanOptions } from './scan-options.ts';
import { chooseKinds } from './scan-request.ts';

export type HookRunOptions = {
  readonly only?: string;
  /** False where somebody else sees to the hook that was there before: running it too would run it twice, or without end. */
  readonly next: boolean;
};

/** What a hook was called with. `input` is what git wrote to its standard input. */
type Call = { readonly args: readonly string[]; readonly input: string; readonly io: Io };

const DEFAULTS: ScanOptions = {
  secrets: true,
  dependencies: true,
  entropy: true,
  config: true,
  gitignore: true,
  inline: true,
  color: true,
  progress: false,
};

const STAGED: Input = { kind: 'staged' };

function readMessage({ args, io }: Call): Input {
  const [file] = args;
  if (file === undefined) throw new GateError('commit-msg was called without the file of the message');
  let text: string;
  try {
    text = readFileSync(resolve(io.cwd, file), 'utf8');
  } catch {
    throw new GateError(`the message of the commit cannot be read (${file})`);
  }
  const set = tryGit({ cwd: io.cwd, args: ['config', '--get', 'core.commentChar'] });
  const comment = set.ok ? set.output.toString('utf8').trim() : '';
  return { kind: 'message', text: cleanMessage(text, comment === '' || comment === 'auto' ? '#' : comment) };
}

const commitsOf = (revisions: readonly string[]): Input | null =>
  revisions.length === 0 ? null : { kind: 'commits', revisions, lines: 'added' };

const refuseLines = (): never => {
  throw new GateError('what git should say of the push cannot be read', 'Let git call this hook.');
};

/** The framework reads git's lines itself and says in the environment what they come to. */
function readFrameworkRange({ env }: Io): Input | null {
  const from = env['PRE_COMMIT_FROM_REF'];
  const to = env['PRE_COMMIT_TO_REF'];
  return from && to ? { kind: 'commits', revisions: [to, `^${from}`], lines: 'added' } : null;
}

/**
 * The framework names no commits where a push brings the first of all, nor where people run the hook by hand: then what no
 * known remote has counts.
 */
function readFrameworkPush({ env }: Io): Input | null {
  if (env['PRE_COMMIT'] !== '1') return null;
  const remote = env['PRE_COMMIT_REMOTE_NAME'] ?? '';
  const branch = env['PRE_COMMIT_LOCAL_BRANCH'] || 'HEAD';
  return commitsOf([branch, '--not', remote === '' ? '--remotes' : `--remotes=${remote}`]);
}

function readPush(call: Call): Input | null {
  const range = readFrameworkRange(call.io) ?? (call.input === '' ? readFrameworkPush(call.io) : null);
  if (range !== null) return range;
  const { cwd } = call.io;
  const refs = readPushLines(call.input) ?? refuseLines();
  const remotes = runGit({ cwd, args: ['remote'] })
    .toString('utf8')
    .split('\n');
  const [remote = ''] = call.args;
  const has = (id: string): boolean => tryGit({ cwd, args: ['cat-file', '-e', `${id}^{commit}`] }).ok;
  return commitsOf(revisionsOfPush(refs, remotes.includes(remote) ? remote : null, has));
}

const readReceive = ({ input }: Call): Input | null =>
  commitsOf(revisionsOfReceive(readReceiveLines(input) ?? refuseLines()));

function listChanged(cwd: string, ...options: string[]): ReadonlySet<string> {
  const args = ['diff', ...options, '--name-only', '--no-renames', '--no-ext-diff', '--ignore-submodules', '-z'];
  return new Set(runGit({ cwd, args }).toString('utf8').split('\0'));
}

/**
 * Files that the framework names: what is staged of them in a commit, else the files as they are. In a commit the framework
 * has put away what is not staged; where there is such a thing, it was told which files to look at (--all-files, --files).
 */
function readFiles({ args, io }: Call): Input | null {
  const { cwd } = io;
  if (args.length === 0) return null;
  const range = readFrameworkRange(io);
  const top = runGit({ cwd, args: ['rev-parse', '--show-toplevel'] })
    .toString('utf8')
    .replace(/\n$/, '');
  const named = args.map(path => relative(top, resolve(cwd, path)).replaceAll(sep, '/'));
  if (range !== null && range.kind === 'commits') return { ...range, paths: named };
  const staged = listChanged(cwd, '--cached');
  const unstaged = io.env['PRE_COMMIT'] === '1' ? listChanged(cwd) : new Set();
  return named.every(path => staged.has(path) && !unstaged.has(path))
    ? { kind: 'staged', paths: named }
    : { kind: 'paths', paths: args, gitignore: true, passed: true };
}

const INPUTS: Readonly<Record<HookName | 'framework', (call: Call) => Input | null>> = {
  'pre-commit': () => STAGED,
  'commit-msg': readMessage,
  'pre-push': readPush,
  'pre-receive': readReceive,
  framework: readFiles,
};

/** Runs the hook that was there before ours, if there is one. Its exit code, or 1 when a signal ended it. */
function runNext(name: HookName, { args, input, io }: Call): number {
  const next = join(gitPath(io.cwd, 'hooks') ?? findHookPlace(io.cwd).folder, `${name}${NEXT}`);
  if (!existsSync(next)) return 0;
  try {
    accessSync(next, constants.X_OK);
  } catch {
    io.writeError(`gate: ${next} is not run, because it may not be executed\n`);
    return 0;
  }
  const run = spawnSync(next, args, {
    cwd: io.cwd,
    stdio: [HOOKS[name].readsInput ? 'pipe' : 'inherit', 'inherit', 'inherit'],
    ...(HOOKS[name].readsInput ? { input } : {}),
  });
  if (run.error !== undefined) throw new GateError(`${next} could not be run (${run.error.message})`);
  return run.status ?? 1;
}

/** Says and notes down that nothing was scanned. A note that cannot be written is said, and stops nobody. */
function noteSkip(name: string, { cwd, writeError }: Io): void {
  writeError(`gate: ${name} was skipped, because GATE_SKIP is set: nothing was scanned\n`);
  const log = gitPath(cwd, 'gate-skipped.log');
  try {
    if (log !== null) appendFileSync(log, `${new Date().toISOString()} ${name}\n`);
  } catch {
    writeError(`gate: this could not be noted in ${log}\n`);
  }
}

const isSkipped = ({ env }: Io): boolean => !['', '0', 'false', undefined].includes(env['GATE_SKIP']);

/** Exit code 0 when the hook lets git go on. Throws GateError, so that a scan that failed is a failing hook. */
export async function runHook(words: readonly string[], { only, next }: HookRunOptions, io: Io): Promise<number> {
  const [name = '', ...args] = words;
  if (!isHookName(name) && name !== 'framework') {
    throw new GateError(`gate knows no hook \`${name}\``, `There are ${Object.keys(INPUTS).join(', ')}.`);
  }
  const readsInput = isHookName(name) && HOOKS[name].readsInput && readFrameworkRange(io) === null;
  const call: Call = { args, input: readsInput ? readFileSync(io.stdin, 'utf8') : '', io };
  if (isSkipped(io)) noteSkip(name, io);
  else {
    const input = INPUTS[name](call);
    const options = { ...DEFAULTS, ...(only === undefined ? {} : { only: [only] }) };
    if (input === null) io.writeError(`gate: ${name}: there is nothing to scan\n`);
    else {
      const code = await scanInput(input, chooseKinds(options), options, io);
      if (code !== 0) return code;
    }
  }
  return next && isHookName(name) ? runNext(name, call) : 0;
}
