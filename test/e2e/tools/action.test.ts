/**
 * action.yml from a plain checkout: its steps in their order, as a runner would take them, but for those that use other
 * actions, which are written down instead.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT, sample } from '../../rules.ts';
import { git, makeFolder, makeRepository, write } from '../gate.ts';
import { makeClone } from './clone.ts';

type Step = {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
};
type Action = {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};
type Outputs = Readonly<Record<string, string>>;

const { inputs, outputs, runs }: Action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));

const TOKEN = sample('ghp_{alnum:36}', 49);

function readOutputs(text: string): Record<string, string> {
  const blocks = [...text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)];
  const lines = [...text.matchAll(/^([\w-]+)=(.*)$/gm)];
  return Object.fromEntries([
    ...lines.map(([, name = '', value = '']) => [name, value]),
    ...blocks.map(([, name = '', , value = '']) => [name, value]),
  ]);
}

/** The few kinds of expressions that action.yml has. One of another kind fails the test. */
function evaluate(text: string, values: Outputs): string {
  return text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined && !name.startsWith('steps.')) throw new Error(`nobody knows ${name}`);
    return value ?? '';
  });
}

function holds(condition: string | undefined, values: Outputs): boolean {
  if (condition === undefined) return true;
  const [, name = '', operator, expected] =
    /^(?:\$\{\{ !cancelled\(\) && )?([\w.-]+) (==|!=) '(\w+)'(?: \}\})?$/.exec(condition) ?? [];
  if (operator === undefined) throw new Error(`nobody knows when ${condition}`);
  return ((values[name] ?? '') === expected) === (operator === '==');
}

type Job = {
  readonly status: number;
  readonly used: readonly string[];
  readonly values: Outputs;
  readonly log: string;
};

function runJob(action: string, workspace: string, event: string, payload: object): Job {
  const temp = makeFolder();
  write(temp, { 'event.json': JSON.stringify(payload), summary: '' });
  const values: Record<string, string> = { 'runner.os': 'Linux', 'runner.arch': 'X64', 'runner.temp': temp };
  for (const [name, { default: value }] of Object.entries(inputs)) values[`inputs.${name}`] = value;
  const used: string[] = [];
  let status = 0;
  let log = '';
  for (const step of runs.steps) {
    const always = step.if?.includes('!cancelled()') ?? false;
    if ((status !== 0 && !always) || !holds(step.if, values)) continue;
    if (step.uses !== undefined) {
      for (const value of Object.values(step.with ?? {})) evaluate(String(value), values);
      used.push(step.uses);
      continue;
    }
    write(temp, { output: '' });
    const env = Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluate(value, values)]);
    expect(step.run).not.toContain('${{');
    const kept = Object.entries(process.env).filter(([name]) => !/^(?:npm_|GIT_|GATE_|GITHUB_)/i.test(name));
    const run = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], {
      cwd: workspace,
      encoding: 'utf8',
      env: {
        ...Object.fromEntries(kept),
        RUNNER_TEMP: temp,
        GITHUB_ACTION_PATH: action,
        GITHUB_WORKSPACE: workspace,
        GITHUB_EVENT_NAME: event,
        GITHUB_EVENT_PATH: join(temp, 'event.json'),
        GITHUB_OUTPUT: join(temp, 'output'),
        GITHUB_STEP_SUMMARY: join(temp, 'summary'),
        NODE_ENV: 'production',
        ...Object.fromEntries(env),
      },
    });
    log += run.stdout + run.stderr;
    status ||= run.status ?? -1;
    for (const [name, value] of Object.entries(readOutputs(readFileSync(join(temp, 'output'), 'utf8')))) {
      values[`steps.${step.id}.outputs.${name}`] = value;
    }
  }
  return { status, used, values, log };
}

const outputOf = ({ values }: Job, name: string): string => evaluate(outputs[name]?.value ?? '', values);

describe('the action from a plain checkout', () => {
  let action = '';
  let leaking = '';
  beforeAll(() => {
    action = makeClone();
    leaking = makeRepository({ 'a.txt': `token = "${TOKEN}"\n` });
    git(leaking, 'add', '.');
    git(leaking, 'commit', '-qm', 'leak');
  });

  test('builds itself, finds, uploads, and fails', { timeout: 600_000 }, () => {
    const job = runJob(action, leaking, 'schedule', { schedule: '0 0 * * 0' });
    expect(job.log).toMatch(/^::error file=a\.txt,line=1,/m);
    expect(job.status).toBe(1);
    expect(job.used.map(name => name.split('@')[0])).toEqual(['actions/cache', 'github/codeql-action/upload-sarif']);
    expect([...job.used].every(name => /@[0-9a-f]{40}$/.test(name))).toBe(true);
    expect(outputOf(job, 'findings')).toBe('1');
    expect(outputOf(job, 'new-findings')).toBe('1');
    expect(outputOf(job, 'exit-code')).toBe('1');
    expect(existsSync(outputOf(job, 'sarif-file'))).toBe(true);
    expect(existsSync(join(action, 'dist/gate.js'))).toBe(true);
  });

  test('is not built twice, and passes where nothing is found', () => {
    const clean = makeRepository({ 'a.txt': 'clean\n' });
    const job = runJob(action, clean, 'workflow_dispatch', {});
    expect(job.log).not.toContain('npm');
    expect(job.status).toBe(0);
    expect(job.used.map(name => name.split('@')[0])).toEqual(['github/codeql-action/upload-sarif']);
    expect(outputOf(job, 'highest-severity')).toBe('none');
  });
});
