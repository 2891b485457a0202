/** Runs git and hands back the whole of its output, or the reason why there is none: output that may be incomplete is never used. */

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { GateError } from '../../model/failure.ts';

export type GitCall = {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly input?: string;
  /** Bytes of output above which the call has failed. */
  readonly maxOutput?: number;
};

/** `output` is what came before a failure; only a format that says itself where each part ends may be read from it. */
export type GitOutcome =
  | { readonly ok: true; readonly output: Buffer }
  | { readonly ok: false; readonly output: Buffer; readonly reason: string; readonly status: number | null };

const MEGABYTE = 1024 * 1024;
const MAX_OUTPUT = 256 * MEGABYTE;
const MAX_REASON_LINES = 3;
const MAX_REASON_LINE = 300;

/** Settings of the user or of the repository that would change what we parse, or that would start a program. */
const SETTINGS = ['core.quotePath=false', 'core.fsmonitor=false', 'diff.relative=false', 'color.ui=false'];

/** Variables that would change the format of git's output or the meaning of a path. GIT_DIR, GIT_INDEX_FILE and the like stay. */
const DROPPED = [
  'GIT_DIFF_OPTS',
  'GIT_EXTERNAL_DIFF',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
];

const ADDED = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  // A partial clone would fetch a missing blob from the network.
  GIT_NO_LAZY_FETCH: '1',
  // A git that knows no such variable finds no way to fetch by.
  GIT_ALLOW_PROTOCOL: '',
  LC_ALL: 'C',
};

function makeEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !DROPPED.includes(name.toUpperCase()));
  return { ...Object.fromEntries(kept), ...ADDED };
}

/** Windows would take a `git.exe` of the current folder, which may be one that is being scanned, before that of the PATH. */
function findGit(): string {
  if (process.platform !== 'win32') return 'git';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  return folders.map(folder => join(folder, 'git.exe')).find(path => existsSync(path)) ?? '';
}

/** git's own words, without what may be a credential: values of settings and the user part of addresses. */
function quoteReason(stderr: Buffer): string {
  return stderr
    .toString('utf8', 0, 16_384)
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('hint:'))
    .slice(0, MAX_REASON_LINES)
    .map(line => line.slice(0, MAX_REASON_LINE))
    .join('; ')
    .replace(/config value '[^']{0,300}'/g, "config value '…'")
    .replace(/:\/\/[^\s/@]{1,300}@/g, '://…@');
}

function explainFailure(run: SpawnSyncReturns<Buffer>): string | null {
  const code = run.error !== undefined && 'code' in run.error ? run.error.code : undefined;
  if (code === 'ENOBUFS') return 'its output is longer than gate is ready to hold';
  if (run.error !== undefined && code !== 'EPIPE') return `it could not be run (${String(code ?? run.error.name)})`;
  if (run.signal !== null) return `it was ended by ${run.signal}`;
  if (run.status !== 0) return quoteReason(run.stderr) || `it ended with exit code ${run.status}`;
  return run.error === undefined ? null : `it could not be run (${code})`;
}

/**
 * Runs git in `cwd`, without a shell and with the environment as it is, so that inside a hook the index is the one being
 * committed. A failure is returned, not thrown; only a missing git is a GateError.
 */
export function tryGit(call: GitCall): GitOutcome {
  const program = findGit();
  const run = spawnSync(program, ['--no-pager', ...SETTINGS.flatMap(setting => ['-c', setting]), ...call.args], {
    cwd: call.cwd,
    env: makeEnvironment(),
    input: call.input ?? '',
    maxBuffer: call.maxOutput ?? MAX_OUTPUT,
    windowsHide: true,
  });
  const missing = program === '' || (run.error !== undefined && 'code' in run.error && run.error.code === 'ENOENT');
  if (missing && existsSync(call.cwd)) {
    throw new GateError('git was not found.', 'Install git, or put the folder that holds it on the PATH.');
  }
  const reason = explainFailure(run);
  const output = run.stdout ?? Buffer.alloc(0);
  return reason === null ? { ok: true, output } : { ok: false, output, reason, status: run.status };
}

/** As `tryGit`, for a call that nothing can go on without: its failure is a GateError that carries git's reason. */
export function runGit(call: GitCall): Buffer {
  const outcome = tryGit(call);
  if (outcome.ok) return outcome.output;
  throw new GateError(
    `git ${call.args[0] ?? ''} failed: ${outcome.reason}.`,
    'Run the same git command by hand to see more.',
  );
}
