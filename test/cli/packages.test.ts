/** The commands about packages and hooks inside this process; what they do for real is tested end to end. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sample } from '../rules.ts';
import { createCli } from './in-process.ts';

const { run, folder } = createCli();
const TOKEN = sample('ghp_{alnum:36}', 47);

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

beforeAll(() => {
  mkdirSync(join(folder, 'py'));
  writeFileSync(join(folder, 'package.json'), '{\n  "dependencies": {\n    "lodash": "^4.0.0"\n  }\n}\n');
  writeFileSync(join(folder, 'py/requirements.txt'), '-r base.list\n-r missing.txt\nrequests==2.31.0\n');
  writeFileSync(join(folder, 'py/base.list'), 'sklearn\n');
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({
      lockfileVersion: 3,
      packages: { '': { dependencies: { lodash: '^4.0.0' } }, 'node_modules/lodash': { version: '4.17.21' } },
    }),
  );
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'first');
});

describe('gate scan --only dependencies', () => {
  test('follows what a requirements file refers to, and names what is not there', async () => {
    const { status, out } = await run(['scan', '--only', 'dependencies', '--format', 'json', 'py']);
    const { findings, diagnostics } = JSON.parse(out);
    expect(status).toBe(1);
    expect(findings).toMatchObject([{ path: 'py/base.list', startLine: 1, ruleId: 'confused-package' }]);
    expect(diagnostics).toMatchObject([{ kind: 'broken-manifest', path: 'py/requirements.txt', line: 2 }]);
  });

  test('a diff is judged by the file that it ends in, or by a hunk that reads by itself', async () => {
    const manifest = join(folder, 'package.json');
    writeFileSync(manifest, '{\n  "dependencies": {\n    "lodash": "^4.0.0",\n    "lodahs": "1"\n  }\n}\n');
    const input = git('diff');
    const { out } = await run(['scan', '--only', 'dependencies', '--format', 'json'], { input });
    expect(JSON.parse(out).findings).toMatchObject([{ startLine: 4, ruleId: 'lookalike-package' }]);
    git('checkout', '-q', 'package.json');
    const lost = await run(['scan', '--only', 'dependencies'], { input, cwd: join(folder, 'py') });
    expect(lost.out).toContain('package.json:4:6: high[lookalike-package]');
  });

  test('a staged lockfile whose digest changed under the same version is reported', async () => {
    const lock = (digest: string) =>
      JSON.stringify(
        { lockfileVersion: 3, packages: { 'node_modules/one': { version: '1.0.0', integrity: `sha512-${digest}` } } },
        null,
        1,
      );
    const file = join(folder, 'locked/package-lock.json');
    mkdirSync(join(folder, 'locked'));
    writeFileSync(file, lock(Buffer.alloc(64, 1).toString('base64')));
    git('add', '.');
    git('commit', '-qm', 'lock');
    writeFileSync(file, lock(Buffer.alloc(64, 2).toString('base64')));
    git('add', '.');
    const { out } = await run(['scan', '--staged', '--only', 'dependencies', '--format', 'json']);
    expect(JSON.parse(out).findings).toMatchObject([{ ruleId: 'lockfile-integrity', severity: 'high' }]);
    git('reset', '-q', '--hard');
  });
});

describe('gate deps', () => {
  test.each(['text', 'json', 'cyclonedx'])('list as %s', async format => {
    const { status, out } = await run(['deps', 'list', '--format', format]);
    expect(status).toBe(0);
    expect(out).toContain('lodash');
  });

  test('why, for people and for programs', async () => {
    expect((await run(['deps', 'why', 'lodash'])).out).toContain('not in node_modules');
    const { out } = await run(['deps', 'why', 'lodash@4.17.21', '--format', 'json']);
    expect(JSON.parse(out).graph).toMatchObject([{ version: '4.17.21', installed: null }]);
    expect((await run(['deps', 'why', 'nobody'])).status).toBe(1);
  });

  test('an action that there is none of is wrong usage, and help is none', async () => {
    expect((await run(['deps', 'who'])).status).toBe(2);
    expect((await run(['deps', 'list', '--help'])).out).toContain('--format');
  });
});

describe('gate check', () => {
  test('tells verdicts, and the worst one in the exit code', async () => {
    const { status, out } = await run(['check', 'npm:lodahs', 'npm:lodash', 'pypi:nobody-knows-this']);
    expect(status).toBe(1);
    expect(out).toMatch(/^npm:lodahs: lookalike\n.*\nnpm:lodash: ok\npypi:nobody-knows-this: unknown\n/);
    const json = await run(['check', '--stdin', '--format', 'json'], { input: 'npm:lodash\n' });
    expect(JSON.parse(json.out).packages).toMatchObject([{ verdict: 'ok', purl: 'pkg:npm/lodash' }]);
    expect((await run(['check'])).status).toBe(2);
  });
});

describe('gate hook and gate doctor', () => {
  test('install, status, run, uninstall', async () => {
    expect((await run(['hook', 'status'])).status).toBe(1);
    expect((await run(['hook', 'install', 'pre-commit', 'pre-push'])).out).toContain('pre-commit: installed');
    expect((await run(['hook', 'install', '--format', 'json'])).out).toContain('"renewed"');
    expect((await run(['hook', 'status', '--format', 'json'])).status).toBe(0);
    expect((await run(['doctor'])).out).toContain('pre-push: runs gate');
    writeFileSync(join(folder, 'leak.txt'), `token = "${TOKEN}"\n`);
    git('add', 'leak.txt');
    expect((await run(['hook', 'run', 'pre-commit'])).status).toBe(1);
    const skipped = await run(['hook', 'run', 'pre-commit'], { env: { GATE_SKIP: '1' } });
    expect(skipped).toMatchObject({ status: 0, errors: expect.stringContaining('was skipped') });
    expect((await run(['hook', 'run', 'framework', 'leak.txt'])).status).toBe(1);
    git('rm', '-qf', 'leak.txt');
    expect((await run(['hook', 'uninstall'])).out).toContain('pre-push: removed');
    expect((await run(['hook', 'uninstall'])).out).toContain('no hook here runs gate');
  });

  test('commit-msg and pre-push read what git hands them', async () => {
    writeFileSync(join(folder, 'message'), `use ${TOKEN}\n# ${TOKEN}\n`);
    const { status, out } = await run(['hook', 'run', 'commit-msg', 'message']);
    expect(status).toBe(1);
    expect(out).toContain('COMMIT_EDITMSG:1');
    const head = git('rev-parse', 'HEAD').trim();
    const none = '0'.repeat(40);
    const push = { input: `refs/heads/main ${head} refs/heads/main ${none}\n` };
    expect((await run(['hook', 'run', 'pre-push', 'origin', 'x'], push)).status).toBe(0);
    const deleted = await run(['hook', 'run', 'pre-push', 'origin', 'x'], {
      input: `(delete) ${none} refs/heads/x ${head}\n`,
    });
    expect(deleted.errors).toContain('nothing to scan');
    expect((await run(['hook', 'run', 'pre-receive'], { input: `${none} ${head} refs/heads/x\n` })).status).toBe(0);
    expect((await run(['hook', 'run', 'pre-push', 'origin'], { input: 'nonsense\n' })).status).toBe(2);
    expect((await run(['hook', 'run', 'post-coffee'])).status).toBe(2);
  });
});
