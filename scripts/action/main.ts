/**
 * What action.yml runs: scans what the event brings, which decides whether the step passes, and the files as they are, which
 * is what code scanning is told: from less than that it would conclude that everything else is mended.
 */

import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { errorCode } from '../../lib/text/error-words.ts';
import { limitAnnotations } from './annotations.ts';
import type { GithubEvent } from './event.ts';
import { ActionError, type Env, type Inputs, readInputs } from './inputs.ts';
import { planScan } from './plan.ts';
import { findHighest, type Report } from './report.ts';
import { renderSummary, type Section } from './summary.ts';
import { whyNoUpload } from './upload.ts';

type Action = {
  /** The checkout of gate that runs. */
  readonly root: string;
  readonly env: Env;
  readonly inputs: Inputs;
  readonly event: GithubEvent;
  /** Where the scan happens, absolute. */
  readonly cwd: string;
  readonly write: (text: string) => void;
};

type Scanned = { readonly code: number; readonly report: Report };

const NOTHING: Report = { findings: [], suppressed: [], diagnostics: [], stats: { files: 0, bytes: 0 } };

const WORST = 2;

/** git refuses a checkout of another user, as in a container; the workspace is what the workflow put there. */
function trust(env: Env, folders: readonly string[]): Env {
  if (env['GIT_CONFIG_COUNT'] !== undefined) return env;
  const pairs = folders.flatMap((folder, index) => [
    [`GIT_CONFIG_KEY_${index}`, 'safe.directory'],
    [`GIT_CONFIG_VALUE_${index}`, folder],
  ]);
  return { ...env, GIT_CONFIG_COUNT: String(folders.length), ...Object.fromEntries(pairs) };
}

function readEvent(env: Env): GithubEvent {
  const file = env['GITHUB_EVENT_PATH'];
  const about = { name: env['GITHUB_EVENT_NAME'] ?? '', actor: env['GITHUB_ACTOR'] ?? '' };
  if (file === undefined || !existsSync(file)) return { ...about, payload: {} };
  try {
    const payload: GithubEvent['payload'] = JSON.parse(readFileSync(file, 'utf8'));
    return { ...about, payload };
  } catch {
    throw new ActionError(`The payload of the event (${file}) cannot be read.`);
  }
}

/** Whether a commit is here. Without git or a repository nothing is; gate says why when it runs. */
function has({ cwd, env }: Action, revision: string): boolean {
  if (revision === '' || revision.startsWith('-')) return false;
  const args = ['cat-file', '-e', `${revision}^{commit}`];
  return spawnSync('git', args, { cwd, env: { ...env, GIT_NO_LAZY_FETCH: '1' } }).status === 0;
}

/** Runs gate with a report in JSON and a further one each for `files`. Its exit code is 2 where there is no report. */
function runGate(
  { root, env, inputs, cwd }: Action,
  args: readonly string[],
  files: Readonly<Record<string, string>>,
): Scanned {
  const json = files['json'] ?? '';
  rmSync(json, { force: true });
  const outputs = Object.entries(files).flatMap(([format, file]) => ['--format', format, '--output', file]);
  const run = spawnSync(process.execPath, [join(root, 'bin/gate.js'), 'scan', ...inputs.options, ...outputs, ...args], {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (!existsSync(json)) return { code: WORST, report: NOTHING };
  const report: Report = JSON.parse(readFileSync(json, 'utf8'));
  return { code: run.status ?? WORST, report };
}

const setOutputs = (env: Env, outputs: Readonly<Record<string, string | number>>): void => {
  const file = env['GITHUB_OUTPUT'];
  if (file === undefined || file === '') return;
  const mark = randomUUID();
  const lines = Object.entries(outputs).map(([name, value]) => `${name}<<${mark}\n${value}\n${mark}\n`);
  appendFileSync(file, lines.join(''));
};

function writeSummary({ env, inputs, write }: Action, sections: readonly Section[]): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (!inputs.summary || file === undefined || file === '') return;
  const links = {
    server: env['GITHUB_SERVER_URL'] ?? 'https://github.com',
    repository: env['GITHUB_REPOSITORY'] ?? '',
    commit: env['GITHUB_SHA'] ?? '',
  };
  try {
    appendFileSync(file, renderSummary(sections, links));
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    write(`::warning title=gate::The summary of the job could not be written (${code}).\n`);
  }
}

/** Scans, tells, and returns the exit code of the step. */
function scan(action: Action, folder: string): number {
  const { inputs, env, event, cwd, write } = action;
  const plan = planScan(event, inputs, revision => has(action, revision));
  const sarif = resolve(cwd, inputs.sarifFile || join(folder, 'gate.sarif'));
  const github = join(folder, 'gate.github');
  const isWhole = plan?.args[0] === '.';
  const decisive: Scanned | null =
    plan === null || isWhole ? null : runGate(action, plan.args, { json: join(folder, 'gate-new.json'), github });
  const whole = runGate(action, ['.'], {
    json: join(folder, 'gate.json'),
    sarif,
    ...(isWhole ? { github } : {}),
  });
  if (plan === null) write('gate: the event brings no commits; the files as they are were scanned\n');
  else if (existsSync(github)) write(limitAnnotations(readFileSync(github, 'utf8'), inputs.annotations));
  const judged = isWhole ? whole : (decisive ?? { code: 0, report: NOTHING });
  const others: Section[] = isWhole ? [] : [{ what: 'The files as they are', report: whole.report }];
  writeSummary(action, [{ what: `Decisive: ${plan?.what ?? 'no commits'}`, report: judged.report }, ...others]);
  const why = whole.code === WORST ? 'the scan failed' : whyNoUpload(event, inputs);
  if (why !== null) write(`gate: code scanning is not told, because ${why}\n`);
  const code = whole.code === WORST ? WORST : judged.code;
  setOutputs(env, {
    findings: whole.report.findings.length,
    'new-findings': judged.report.findings.length,
    'highest-severity': findHighest([judged.report, whole.report]),
    'sarif-file': existsSync(sarif) ? sarif : '',
    'json-file': join(folder, 'gate.json'),
    'exit-code': code,
    upload: String(why === null && existsSync(sarif)),
  });
  return code;
}

const escapeData = (text: string): string => text.replace(/[%\r\n]/g, char => encodeURIComponent(char));

/** The exit code of the step: that of gate, or 2 where the inputs or the checkout will not do. */
export function main(root: string, env: Env, write: (text: string) => void): number {
  try {
    const inputs = readInputs(env);
    const workspace = resolve(env['GITHUB_WORKSPACE'] ?? '.');
    const cwd = resolve(workspace, inputs.folder);
    if (!existsSync(cwd))
      throw new ActionError(`The input working-directory is "${inputs.folder}", which is not there.`);
    const folder = mkdtempSync(join(env['RUNNER_TEMP'] ?? tmpdir(), 'gate-'));
    return scan(
      { root, env: trust(env, [...new Set([workspace, cwd])]), inputs, event: readEvent(env), cwd, write },
      folder,
    );
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    setOutputs(env, { 'exit-code': WORST, upload: 'false' });
    write(`::error title=gate::${escapeData(error.message)}\n`);
    return WORST;
  }
}
