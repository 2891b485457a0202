/** What action.yml runs, with event payloads of GitHub's documented shapes and real repositories. */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, sample } from '../rules.ts';
import { git, makeFolder, makeRepository, write } from './gate.ts';

const TOKEN = sample('ghp_{alnum:36}', 45);
const LEAK = `token = "${TOKEN}"\n`;
const ZERO = '0'.repeat(40);

type Result = {
  readonly status: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
};

function readOutputs(file: string): Record<string, string> {
  const pairs = [...readFileSync(file, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)];
  return Object.fromEntries(pairs.map(([, name = '', , value = '']) => [name, value]));
}

/** Runs the step as a runner does: all it knows comes from the environment. */
function runAction(
  workspace: string,
  name: string,
  payload: object,
  inputs: Readonly<Record<string, string>> = {},
): Result {
  const temp = makeFolder();
  write(temp, { 'event.json': JSON.stringify(payload), output: '', summary: '' });
  const run = spawnSync(process.execPath, [join(ROOT, 'scripts/action.js')], {
    cwd: workspace,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: temp,
      RUNNER_TEMP: temp,
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: join(temp, 'event.json'),
      GITHUB_OUTPUT: join(temp, 'output'),
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      GITHUB_ACTOR: 'octocat',
      GITHUB_REPOSITORY: 'octo-org/octo-repo',
      GITHUB_SERVER_URL: 'https://github.example.com',
      ...Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`GATE_${key}`, value])),
    },
  });
  const summary = readFileSync(join(temp, 'summary'), 'utf8');
  const log = run.stdout + run.stderr;
  const outputs = readOutputs(join(temp, 'output'));
  for (const text of [summary, log, JSON.stringify(outputs)]) expect(text).not.toContain(TOKEN);
  return { status: run.status, log, summary, outputs };
}

const REPOSITORY = { id: 1, full_name: 'octo-org/octo-repo', private: false, default_branch: 'main' };

/** main: a clean commit, then an old leak. topic: a leak that its next commit removes. */
function makeHistory() {
  const folder = makeRepository({ 'a.txt': 'clean\n' });
  const commit = (text: string, message: string): string => {
    write(folder, { 'b.txt': text });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', message);
    return git(folder, 'rev-parse', 'HEAD').trim();
  };
  const first = commit('clean\n', 'first');
  write(folder, { 'old.txt': LEAK });
  const main = commit('clean still\n', 'old leak');
  git(folder, 'update-ref', 'refs/remotes/origin/main', main);
  git(folder, 'checkout', '-qb', 'topic');
  const leak = commit(LEAK, 'leak');
  const hidden = commit('gone\n', 'hide');
  return { folder, first, main, leak, hidden };
}

const pullRequest = (base: string, head: string, from = 'octo-org/octo-repo') => ({
  action: 'synchronize',
  number: 2,
  pull_request: {
    number: 2,
    state: 'open',
    base: { label: 'octo-org:main', ref: 'main', sha: base, repo: REPOSITORY },
    head: { label: 'x:topic', ref: 'topic', sha: head, repo: { ...REPOSITORY, full_name: from, fork: true } },
  },
  repository: REPOSITORY,
});
const push = (ref: string, before: string, after: string, more: object = {}) => ({
  ref,
  before,
  after,
  created: before === ZERO,
  deleted: after === ZERO,
  forced: false,
  base_ref: null,
  compare: 'https://github.example.com/octo-org/octo-repo/compare/x',
  commits: [],
  head_commit: null,
  repository: REPOSITORY,
  ...more,
});

describe('the action', () => {
  test('fails a pull request by what its commits bring, and tells code scanning of the files', () => {
    const { folder, main, leak, hidden } = makeHistory();
    const { status, log, summary, outputs } = runAction(folder, 'pull_request', pullRequest(main, hidden));
    expect(status).toBe(1);
    expect(outputs).toMatchObject({ findings: '1', 'new-findings': '1', 'exit-code': '1', upload: 'true' });
    expect(outputs['highest-severity']).toMatch(/^(high|critical)$/);
    expect(log).toMatch(/^::error file=b\.txt,line=1,/m);
    expect(summary).toContain('<table>');
    expect(summary).toContain(`https://github.example.com/octo-org/octo-repo/blob/${leak}/b.txt#L1`);
    const sarif = JSON.parse(readFileSync(outputs['sarif-file'] ?? '', 'utf8'));
    expect(sarif.runs[0].results).toHaveLength(1);
    expect(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('old.txt');
    expect(JSON.parse(readFileSync(outputs['json-file'] ?? '', 'utf8')).findings).toHaveLength(1);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('an old finding does not fail a pull request, and a fork is not uploaded', () => {
    const { folder, main } = makeHistory();
    git(folder, 'checkout', '-q', '-B', 'fine', main);
    write(folder, { 'c.txt': 'clean\n' });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'fine');
    const head = git(folder, 'rev-parse', 'HEAD').trim();
    const { status, outputs, log } = runAction(folder, 'pull_request', pullRequest(main, head, 'someone/fork'));
    expect(status).toBe(0);
    expect(outputs).toMatchObject({ findings: '1', 'new-findings': '0', upload: 'false' });
    expect(log).toContain('fork');
  });

  test('a push: update, new branch, first of all, forced, deleted', () => {
    const { folder, first, main, hidden } = makeHistory();
    const codeOf = (payload: object): number | null => runAction(folder, 'push', payload).status;
    expect(codeOf(push('refs/heads/main', first, main))).toBe(1);
    expect(codeOf(push('refs/heads/topic', main, hidden))).toBe(1);
    expect(codeOf(push('refs/heads/topic', ZERO, hidden))).toBe(1);
    expect(codeOf(push('refs/heads/main', ZERO, first))).toBe(1);
    expect(codeOf(push('refs/heads/topic', 'f'.repeat(40), hidden, { forced: true }))).toBe(1);
    expect(codeOf(push('refs/heads/topic', ZERO, main))).toBe(0);
    expect(codeOf(push('refs/heads/topic', hidden, ZERO, { deleted: true }))).toBe(0);
  });

  test('merge_group, schedule and workflow_dispatch', () => {
    const { folder, main, hidden } = makeHistory();
    const merge_group = {
      head_sha: hidden,
      head_ref: 'refs/heads/gh-readonly-queue/main/pr-2',
      base_sha: main,
      base_ref: 'refs/heads/main',
    };
    const payload = { action: 'checks_requested', merge_group, repository: REPOSITORY };
    expect(runAction(folder, 'merge_group', payload).outputs['new-findings']).toBe('1');
    const scheduled = runAction(folder, 'schedule', { schedule: '0 0 * * 0', repository: REPOSITORY });
    expect(scheduled.status).toBe(1);
    expect(scheduled.outputs).toMatchObject({ findings: '1', 'new-findings': '1' });
    expect(scheduled.log).toMatch(/^::error file=old\.txt,line=1,/m);
    const dispatch = { inputs: null, ref: 'refs/heads/main', repository: REPOSITORY, workflow: 'x.yml' };
    expect(runAction(folder, 'workflow_dispatch', dispatch, { FAIL_ON: 'never' }).status).toBe(0);
  });

  test('an allow comment with a reason passes and is counted', () => {
    const { folder, main } = makeHistory();
    git(folder, 'checkout', '-q', '-B', 'fine', main);
    write(folder, { 'c.txt': `token = "${TOKEN}" # gate:allow -- a sample\n` });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'fine');
    const head = git(folder, 'rev-parse', 'HEAD').trim();
    const { status, summary } = runAction(folder, 'pull_request', pullRequest(main, head));
    expect(status).toBe(0);
    expect(summary).toContain('1 suppressed');
  });

  test('a shallow checkout is exit code 2 with a remedy, and nothing is uploaded', () => {
    const { folder, main, hidden } = makeHistory();
    const shallow = join(makeFolder(), 'shallow');
    git(folder, 'clone', '-q', '--depth', '1', '--branch', 'topic', `file://${folder}`, shallow);
    const { status, log, outputs } = runAction(shallow, 'pull_request', pullRequest(main, hidden));
    expect(status).toBe(2);
    expect(log).toMatch(/^::error title=gate::.*fetch-depth: 0/m);
    expect(outputs).toMatchObject({ upload: 'false', 'exit-code': '2' });
    const files = runAction(shallow, 'pull_request', pullRequest(main, hidden), { MODE: 'files' });
    expect(files.status).toBe(1);
  });

  test('a scan that fails is exit code 2, and nothing is uploaded', () => {
    const { folder, main, hidden } = makeHistory();
    writeFileSync(join(folder, 'gate.yaml'), 'nonsense: [\n');
    const { status, outputs } = runAction(folder, 'pull_request', pullRequest(main, hidden));
    expect(status).toBe(2);
    expect(outputs).toMatchObject({ upload: 'false', 'exit-code': '2' });
  });

  test('inputs that will not do are exit code 2, and what they hold runs nowhere', () => {
    const { folder } = makeHistory();
    const { status, log } = runAction(folder, 'schedule', {}, { MODE: '$(touch ran)%0A' });
    expect(status).toBe(2);
    expect(log).toContain('::error title=gate::The input mode');
    expect(runAction(folder, 'schedule', {}, { WORKING_DIRECTORY: 'nowhere' }).status).toBe(2);
    expect(runAction(folder, 'schedule', {}, { CONFIG: '`touch ran`' }).status).toBe(2);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  test.runIf(process.getuid?.() === 0)('a checkout of another user, as in a container, is scanned', () => {
    const { folder, main, hidden } = makeHistory();
    spawnSync('chown', ['-R', '12345', folder]);
    expect(spawnSync('git', ['status'], { cwd: folder, env: { PATH: process.env['PATH'] } }).status).not.toBe(0);
    const { status, outputs } = runAction(folder, 'pull_request', pullRequest(main, hidden));
    expect(status).toBe(1);
    expect(outputs).toMatchObject({ findings: '1', 'new-findings': '1' });
  });

  test('the SARIF report goes where the input says', () => {
    const { folder } = makeHistory();
    const { outputs } = runAction(folder, 'schedule', {}, { SARIF_FILE: 'out.sarif' });
    expect(outputs['sarif-file']).toBe(join(folder, 'out.sarif'));
  });
});
