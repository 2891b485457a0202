/**
 * action.yml and the example workflow before the linters of their field. zizmor comes from PyPI once a machine; actionlint,
 * which is built with Go, has its say where it is installed.
 */

import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../rules.ts';
import { makeFolder, write } from '../gate.ts';

const VERSION = '1.32.0';
const FOLDER = join(tmpdir(), `gate-e2e-zizmor-${VERSION}`);
const PROGRAMS = join(FOLDER, process.platform === 'win32' ? 'Scripts' : 'bin');
const WORKFLOW = join(ROOT, 'docs/github-actions.yml');
const ACTION = join(ROOT, 'action.yml');

function call(program: string, ...args: string[]) {
  const run = spawnSync(program, args, { encoding: 'utf8' });
  return { status: run.status, told: `${run.stdout}${run.stderr}` };
}

function installZizmor(): string {
  const program = join(PROGRAMS, 'zizmor');
  if (call(program, '--version').status === 0) return program;
  const python = process.platform === 'win32' ? 'python' : 'python3';
  for (const [command = '', ...args] of [
    [python, '-m', 'venv', FOLDER],
    [join(PROGRAMS, 'python'), '-m', 'pip', 'install', '--quiet', `zizmor==${VERSION}`],
  ]) {
    const { status, told } = call(command, ...args);
    if (status !== 0) throw new Error(told);
  }
  return program;
}

describe('zizmor', () => {
  const zizmor = installZizmor();
  const judge = (...files: string[]) => call(zizmor, '--offline', '--persona=pedantic', '--no-progress', ...files);

  test('finds nothing in the action and the workflow', () => {
    const { status, told } = judge(ACTION, WORKFLOW);
    expect(told).toContain('No findings');
    expect(status).toBe(0);
  });

  test('would find an input that reaches a shell', () => {
    const folder = makeFolder();
    const text = readFileSync(ACTION, 'utf8');
    write(folder, { 'action.yml': text.replace('scripts/action.js"', `scripts/action.js" $${'{{ inputs.mode }}'}`) });
    expect(judge(join(folder, 'action.yml')).told).toContain('template-injection');
  });
});

const hasActionlint = call('actionlint', '--version').status === 0;

describe.runIf(hasActionlint)('actionlint', () => {
  test('finds nothing in the workflow, nor in a workflow that uses the action as it is here', () => {
    const folder = makeFolder();
    const text = readFileSync(WORKFLOW, 'utf8').replace(/uses: OWNER\/gate@\S+/, 'uses: ./');
    expect(text).toContain('uses: ./');
    write(folder, { '.github/workflows/gate.yml': text, '.git/HEAD': 'ref: refs/heads/main\n' });
    cpSync(ACTION, join(folder, 'action.yml'));
    expect(call('actionlint', WORKFLOW, join(folder, '.github/workflows/gate.yml'))).toEqual({ status: 0, told: '' });
  });
});
