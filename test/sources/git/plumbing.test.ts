import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GateError } from '../../../lib/model/failure.ts';
import { runGit, tryGit } from '../../../lib/sources/git/plumbing.ts';
import { makeCommitted, makeFolder } from '../repository.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Puts a program named git before the real one. */
function standIn(script: string): void {
  const folder = makeFolder();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'git'), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
}

describe('tryGit', () => {
  it('hands back the whole output', () => {
    const { dir } = makeCommitted({ a: 'text' });
    expect(tryGit({ cwd: dir, args: ['cat-file', 'blob', 'HEAD:a'] })).toMatchObject({
      ok: true,
      output: Buffer.from('text'),
    });
  });

  it('hands over input', () => {
    const { dir } = makeCommitted({});
    const outcome = tryGit({ cwd: dir, args: ['hash-object', '--stdin'], input: 'x' });
    expect(outcome.output.toString()).toMatch(/^[0-9a-f]{40}\n$/);
  });

  it('fails with the words of git', () => {
    const { dir } = makeCommitted({});
    const outcome = tryGit({ cwd: dir, args: ['rev-parse', '--verify', 'nothing'] });
    expect(outcome).toMatchObject({ ok: false, status: 128, reason: 'fatal: Needed a single revision' });
  });

  it('fails when the output is longer than allowed', () => {
    const { dir } = makeCommitted({ a: 'x'.repeat(10_000) });
    const outcome = tryGit({ cwd: dir, args: ['cat-file', 'blob', 'HEAD:a'], maxOutput: 100 });
    expect(outcome).toMatchObject({ ok: false, reason: expect.stringContaining('longer') });
  });

  it('fails in a folder that is not there', () => {
    expect(tryGit({ cwd: join(makeFolder(), 'gone'), args: ['version'] }).ok).toBe(false);
  });

  it('says no more than three lines and no credential', () => {
    const { dir } = makeCommitted({});
    const word = 'p'.repeat(12);
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'core.bare');
    vi.stubEnv('GIT_CONFIG_VALUE_0', word);
    const outcome = tryGit({ cwd: dir, args: ['status'] });
    expect(outcome.ok).toBe(false);
    expect(JSON.stringify(outcome)).toContain('config value');
    expect(JSON.stringify(outcome)).not.toContain(word);
  });

  it('drops what would change the output, and keeps the rest of the environment', () => {
    const { dir } = makeCommitted({});
    vi.stubEnv('GIT_DIFF_OPTS', '-u9');
    vi.stubEnv('GIT_INDEX_FILE', 'own-index');
    vi.stubEnv('GIT_OPTIONAL_LOCKS', '1');
    const { output } = tryGit({ cwd: dir, args: ['-c', 'alias.env=!env', 'env'] });
    const variables = output.toString().split('\n');
    expect(variables).toContain('GIT_INDEX_FILE=own-index');
    expect(variables).toContain('GIT_OPTIONAL_LOCKS=0');
    expect(variables).toContain('LC_ALL=C');
    expect(variables.filter(line => line.startsWith('GIT_DIFF_OPTS'))).toEqual([]);
  });

  it('is a GateError when there is no git', () => {
    vi.stubEnv('PATH', makeFolder());
    const cwd = makeFolder();
    expect(() => tryGit({ cwd, args: ['version'] })).toThrow(GateError);
    expect(() => tryGit({ cwd, args: ['version'] })).toThrow('git was not found');
  });
});

/** Windows runs no shell script by the name of git. */
const scripts: readonly (readonly [name: string, script: string, reason: RegExp])[] =
  process.platform === 'win32'
    ? []
    : [
        ['is killed', 'echo partial; kill -9 $$', /ended by SIGKILL/],
        ['fails without a word', 'echo partial; exit 3', /exit code 3/],
        [
          'says much',
          'i=0; while [ $i -lt 9 ]; do echo "fatal: $i" >&2; i=$((i+1)); done; exit 1',
          /^git version failed: fatal: 0; fatal: 1; fatal: 2\.$/,
        ],
        [
          'names an address',
          `echo "fatal: https://me:${'w'.repeat(9)}@host.example/x" >&2; exit 1`,
          /https:\/\/…@host\.example/,
        ],
      ];

describe('runGit', () => {
  it('returns the output', () => {
    expect(runGit({ cwd: makeFolder(), args: ['version'] }).toString()).toMatch(/^git version /);
  });

  it.each([...scripts, ['fails', null, /git version failed/] as const])('throws when git %s', (_, script, reason) => {
    if (script !== null) standIn(script);
    const call = { cwd: makeFolder(), args: script === null ? ['version', '--no-such-option'] : ['version'] };
    expect(() => runGit(call)).toThrow(GateError);
    expect(() => runGit(call)).toThrow(reason);
  });
});
