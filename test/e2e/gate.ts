/** Runs the built program the way a shell does, in temporary folders and real repositories. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { ROOT } from '../rules.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder outside any repository. */
export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate-e2e-')));
  folders.push(folder);
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** What a person's shell hands to git: where programs are, and a name. The home is for each test to say. */
export const PERSON = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

const ENV = { ...PERSON, HOME: '/nonexistent', GIT_CONFIG_SYSTEM: '/dev/null' };

/** Runs git and fails the test when git does. */
export function git(folder: string, ...args: string[]): string {
  const run = spawnSync('git', args, { cwd: folder, env: ENV, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr}`);
  return run.stdout;
}

export function makeRepository(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = makeFolder();
  git(folder, 'init', '-q', '-b', 'main');
  write(folder, files);
  return folder;
}

export type Run = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

export type RunOptions = {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
};

/** Runs `gate` with standard input from `input`, or from /dev/null. */
export function gate(args: readonly string[], { cwd = ROOT, input, env = {} }: RunOptions = {}): Run {
  const run = spawnSync(process.execPath, [join(ROOT, 'bin', 'gate.js'), ...args], {
    cwd,
    env: { ...ENV, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] as const } : { input }),
  });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** A repository with a commit, and with the hooks of these names, or those that are installed when none is named. */
export function makeHookedRepository(...names: string[]): string {
  const folder = makeRepository({ 'a.txt': 'clean\n' });
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'first');
  expect(gate(['hook', 'install', ...names], { cwd: folder }).status).toBe(0);
  return folder;
}

export type JsonFinding = {
  ruleId: string;
  path: string;
  startLine: number;
  startColumn: number;
  masked: string;
  fingerprint: string;
};

/** Runs `gate` with `--format json` and gives the places found, as `path:line rule`. */
export function places(args: readonly string[], options: RunOptions = {}): string[] {
  const { stdout, stderr } = gate([...args, '--format', 'json'], options);
  if (stdout === '') throw new Error(stderr);
  const report: { findings: JsonFinding[] } = JSON.parse(stdout);
  return report.findings.map(({ path, startLine, ruleId }) => `${path}:${startLine} ${ruleId}`);
}
