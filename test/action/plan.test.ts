import { describe, expect, test } from 'vitest';
import type { GithubEvent } from '../../scripts/action/event.ts';
import { readInputs } from '../../scripts/action/inputs.ts';
import { type Has, planScan } from '../../scripts/action/plan.ts';
import { whyNoUpload } from '../../scripts/action/upload.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const ZERO = '0'.repeat(40);
const MAIN = 'refs/remotes/origin/main';
const AUTO = readInputs({});

const makeEvent = (name: string, payload: GithubEvent['payload'], actor = 'ada'): GithubEvent => ({
  name,
  actor,
  payload: { repository: { full_name: 'o/r', default_branch: 'main' }, ...payload },
});
const makePull = (name: string, from: string | null, actor = 'ada'): GithubEvent =>
  makeEvent(
    name,
    {
      pull_request: {
        base: { sha: A, ref: 'main', repo: { full_name: 'o/r' } },
        head: { sha: B, ref: 'topic', repo: from === null ? null : { full_name: from } },
      },
    },
    actor,
  );
const makePush = (ref: string, payload: GithubEvent['payload']): GithubEvent =>
  makeEvent('push', { ref, before: A, after: B, ...payload });

const inCheckout =
  (...known: string[]) =>
  (revision: string): boolean =>
    known.includes(revision);
const all: Has = () => true;
const argsOf = (event: GithubEvent, has = all): string | undefined => planScan(event, AUTO, has)?.args.join(' ');

describe('what an event brings', () => {
  test.each([
    ['pull_request', makePull('pull_request', 'o/r'), `--range ${A}..${B}`],
    ['pull_request_target', makePull('pull_request_target', 'fork/r'), `--range ${A}..${B}`],
    ['push', makePush('refs/heads/main', {}), `--range ${A}..${B}`],
    ['a new branch', makePush('refs/heads/topic', { before: ZERO }), `--range ${MAIN}..${B}`],
    ['a new tag', makePush('refs/tags/v1', { before: ZERO }), `--range ${MAIN}..${B}`],
    ['the first push of all', makePush('refs/heads/main', { before: ZERO }), '--history'],
    ['a forced push of a branch', makePush('refs/heads/topic', { forced: true }), `--range ${MAIN}..${B}`],
    ['a forced push of the default branch', makePush('refs/heads/main', { forced: true }), `--range ${A}..${B}`],
    ['a deleted branch', makePush('refs/heads/topic', { after: ZERO, deleted: true }), undefined],
    ['merge_group', makeEvent('merge_group', { merge_group: { base_sha: A, head_sha: B } }), `--range ${A}..${B}`],
    ['schedule', makeEvent('schedule', {}), '.'],
    ['workflow_dispatch', makeEvent('workflow_dispatch', { ref: 'refs/heads/main' }), '.'],
  ])('%s', (_, event, expected) => {
    expect(argsOf(event)).toBe(expected);
  });

  test('a former state that is gone after a forced push is no reason to scan less', () => {
    const has = inCheckout(B, MAIN);
    expect(argsOf(makePush('refs/heads/topic', { forced: true }), has)).toBe(`--range ${MAIN}..${B}`);
    expect(argsOf(makePush('refs/heads/main', { forced: true }), has)).toBe('--history');
  });

  test('a checkout that lacks a side is an error with its remedy, never an empty range', () => {
    expect(() => argsOf(makePull('pull_request', 'o/r'), inCheckout(B))).toThrow('fetch-depth: 0');
    expect(() => argsOf(makePush('refs/heads/main', {}), inCheckout(B))).toThrow('fetch-depth: 0');
    expect(() => argsOf(makePush('refs/heads/topic', { before: ZERO }), inCheckout(B))).toThrow('fetch-depth: 0');
  });

  test('the inputs outrank the event', () => {
    const plan = (env: Readonly<Record<string, string>>) =>
      planScan(makePush('refs/heads/main', {}), readInputs(env), all)?.args.join(' ');
    expect(plan({ GATE_MODE: 'files' })).toBe('.');
    expect(plan({ GATE_MODE: 'history' })).toBe('--history');
    expect(plan({ GATE_BASE: 'v1' })).toBe('--range v1..HEAD');
    expect(() => planScan(makeEvent('schedule', {}), readInputs({ GATE_MODE: 'range' }), all)).toThrow('base');
  });
});

describe('code scanning is told', () => {
  const told = (event: GithubEvent, upload = 'auto'): boolean =>
    whyNoUpload(event, readInputs({ GATE_UPLOAD: upload })) === null;

  test('unless the token may not', () => {
    expect(told(makePull('pull_request', 'o/r'))).toBe(true);
    expect(told(makePush('refs/heads/main', {}))).toBe(true);
    expect(told(makeEvent('schedule', {}))).toBe(true);
    expect(told(makePull('pull_request', 'fork/r'))).toBe(false);
    expect(told(makePull('pull_request', null))).toBe(false);
    expect(told(makePull('pull_request_target', 'fork/r'))).toBe(false);
    expect(told(makePull('pull_request', 'o/r', 'dependabot[bot]'))).toBe(false);
    expect(told(makePush('refs/heads/topic', { deleted: true }))).toBe(false);
  });

  test('or as the input says', () => {
    expect(told(makePull('pull_request', 'fork/r'), 'always')).toBe(true);
    expect(told(makePush('refs/heads/main', {}), 'never')).toBe(false);
  });
});

describe('the inputs', () => {
  test('become options of gate scan', () => {
    const env = { GATE_CONFIG: 'a b.yaml', GATE_ONLY: 'secrets', GATE_FAIL_ON: 'high', GATE_STRICT: 'true' };
    expect(readInputs(env).options).toEqual(['--config=a b.yaml', '--only=secrets', '--fail-on=high', '--strict']);
    expect(readInputs({ GATE_FAIL_ON: 'never' }).options).toEqual(['--exit-zero']);
    expect(readInputs({}).options).toEqual([]);
  });

  test.each([
    { GATE_MODE: 'all' },
    { GATE_UPLOAD: 'yes' },
    { GATE_STRICT: '1' },
    { GATE_ANNOTATIONS: '-1' },
    { GATE_BASE: '--output=x' },
    { GATE_BASE: 'a..b' },
    { GATE_HEAD: 'a b' },
    { GATE_SARIF_FILE: 'a\nfindings=0' },
    { GATE_FAIL_ON: 'severe' },
  ])('%o is refused', env => {
    expect(() => readInputs(env)).toThrow('The input');
  });
});
