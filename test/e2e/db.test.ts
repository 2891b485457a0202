/** The built program and a mirror on the loopback: updates, kills at any moment, and what scans say by the database. */

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mirror } from '../run/database/mirror.ts';
import { makeArchive, makeRecord, startMirror } from '../run/database/mirror.ts';
import { makeZip } from '../zip.ts';

const PROGRAM = resolve(import.meta.dirname, '../../bin/gate.js');

type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

let mirror: Mirror;
let work: string;

/** Runs the program without blocking the mirror; kills it after `killAfter` milliseconds. */
function run(args: readonly string[], killAfter?: number): Promise<Run> {
  const env = { PATH: process.env['PATH'], HOME: join(work, 'home'), XDG_DATA_HOME: join(work, 'data') };
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: work, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', chunk => {
    texts.stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    texts.stderr += chunk;
  });
  const timer = killAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise(done =>
    child.on('close', code => {
      if (timer !== null) clearTimeout(timer);
      done({ code, ...texts });
    }),
  );
}

const FILE = (): string => join(work, 'data', 'gate', 'db', 'gate.db');
const update = (...more: string[]): Promise<Run> =>
  run(['db', 'update', '--no-config', '--from', mirror.base, ...more]);

beforeAll(async () => {
  mirror = await startMirror();
  work = mkdtempSync(join(tmpdir(), 'gate-e2e-db-'));
});

afterAll(async () => {
  await mirror.close();
  rmSync(work, { recursive: true, force: true });
});

test('without an address it says what to set; without a database what to run', async () => {
  expect(await run(['db', 'update', '--no-config'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/no address is set.*\n.*database-url in gate\.yaml, or name a mirror with --from/),
  });
  expect((await run(['db', 'status'])).stdout).toMatch(/^no database in .*gate db update/);
  expect(await run(['db', 'export', 'x.db'])).toMatchObject({ code: 2 });
  expect(existsSync(join(work, 'x.db'))).toBe(false);
});

test('update, status, scan, check, export and import', async () => {
  const bad = JSON.stringify({
    id: 'MAL-2026-1',
    published: '2026-02-03T00:00:00Z',
    affected: [
      { package: { ecosystem: 'npm', name: 'zz-bad' }, ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }] },
    ],
  });
  mirror.files.set('npm/all.zip', makeZip({ 'A.json': makeRecord('GHSA-A', 'zz-old', '2.0.0'), 'B.json': bad }));
  mirror.files.set('npm/names.txt', Buffer.from('zz-old\nzz-bad\nzz-behind\n'));
  mirror.files.set('npm/versions.jsonl', Buffer.from('{"name":"zz-behind","newest":["1.5.0"]}\n'));
  expect(await update()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^3 files fetched, 0 unchanged/) });
  expect(await update()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^0 files fetched, 3 unchanged/) });
  const status = JSON.parse((await run(['db', 'status', '--format', 'json'])).stdout);
  expect(status.ecosystems).toMatchObject([{ ecosystem: 'npm', vulnerable: 1, malicious: 1, names: { count: 3 } }]);

  const manifest = {
    dependencies: { 'zz-old': '1.0.0', 'zz-bad': '^1.0.0', 'zz-none': '^1.0.0', 'zz-behind': '1.0.0' },
  };
  writeFileSync(join(work, 'package.json'), JSON.stringify(manifest, null, 2));
  const scan = await run(['scan', '--format', 'json', '--no-config', 'package.json']);
  const report = JSON.parse(scan.stdout);
  expect(report.findings.map(({ ruleId, package: of }: Record<string, string>) => `${ruleId} ${of}`)).toEqual([
    'vulnerable-package pkg:npm/zz-old@1.0.0',
    'malicious-package pkg:npm/zz-bad',
    'hallucinated-package pkg:npm/zz-none',
  ]);
  expect(scan.code).toBe(1);
  expect(report.data).toMatchObject({ withoutAdvisories: [], withoutVersions: [] });
  expect((await run(['scan', '--no-config', 'package.json'])).stdout).toMatch(/advisories of \d{4}-\d\d-\d\d/);

  const check = await run([
    'check',
    '--no-config',
    'npm:zz-old@1.0.0',
    'npm:zz-old@2.0.0',
    'npm:zz-behind@1.0.0',
    'npm:zz-bad',
  ]);
  expect(check.stdout.split('\n').filter(line => /^npm/.test(line))).toEqual([
    'npm:zz-old@1.0.0: vulnerable',
    'npm:zz-old@2.0.0: ok',
    'npm:zz-behind@1.0.0: outdated',
    'npm:zz-bad: malicious',
  ]);
  expect(check.stderr).toMatch(/judged by facts of .* and advisories of/);

  expect((await run(['db', 'export', 'carried.db'])).code).toBe(0);
  expect((await run(['db', 'import', 'carried.db', '--db', 'elsewhere'])).code).toBe(0);
  const other = await run(['check', '--no-config', '--db', 'elsewhere', 'npm:zz-old@1.0.0']);
  expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('zz-old@1.0.0: vulnerable') });
});

test('data that is older than allowed fails a scan that meets packages', async () => {
  const [from] = [join(work, 'brought', 'npm')];
  const { mkdirSync, utimesSync } = await import('node:fs');
  mkdirSync(from, { recursive: true });
  writeFileSync(join(from, 'all.zip'), makeArchive(['zz-old']));
  utimesSync(join(from, 'all.zip'), new Date('2020-01-02T00:00:00Z'), new Date('2020-01-02T00:00:00Z'));
  expect((await run(['db', 'import', 'brought', '--db', 'aged'])).code).toBe(0);
  const scan = await run(['scan', '--no-config', '--db', 'aged', '--max-data-age', '30', 'package.json']);
  expect(scan.code).toBe(2);
  expect(`${scan.stdout}${scan.stderr}`).toMatch(/the local database is of 2020-01-02, \d+ days old; 30 are allowed/);
  expect((await run(['check', '--no-config', '--db', 'aged', '--max-data-age', '30', 'npm:a'])).code).toBe(2);
  expect((await run(['check', '--no-config', '--max-data-age', '30', 'npm:zz-behind'])).code).toBe(0);
});

test('a damaged database is said, not passed over', async () => {
  const broken = join(work, 'elsewhere', 'gate.db');
  writeFileSync(broken, readFileSync(broken).subarray(0, -5));
  const { code, stderr } = await run(['check', '--no-config', '--db', 'elsewhere', 'npm:zz-old']);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/cannot be used: it is cut short[^\n]*\n.*gate db update/)]);
});

describe('killed at any moment', () => {
  test('the database is the old one or the new one, and the next update works', async () => {
    const names = Array.from({ length: 400 }, (_, at) => `zz-${at}`);
    mirror.files.delete('npm/names.txt');
    mirror.files.delete('npm/versions.jsonl');
    mirror.files.set('npm/all.zip', makeArchive(names, 100_000));
    expect((await update()).code).toBe(0);
    let whole = 0;
    mirror.misbehave = (_, response, content) => {
      // Slowly, so that kills hit every stage.
      const headers = { etag: `"${whole}"`, 'content-length': content.length };
      response.writeHead(200, headers);
      const half = content.length >> 1;
      response.write(content.subarray(0, half), () => setTimeout(() => response.end(content.subarray(half)), 60));
      return true;
    };
    const seen = new Set<string>();
    for (let delay = 100; delay <= 640; delay += 45) {
      whole++;
      const before = readFileSync(FILE());
      mirror.files.set('npm/all.zip', makeArchive([`zz-new-${whole}`, ...names], 100_000));
      const { code } = await run(['db', 'update', '--no-config', '--from', mirror.base], delay);
      const after = readFileSync(FILE());
      seen.add(code === null ? 'killed' : 'done');
      if (code === null && after.equals(before)) continue;
      const { stdout } = await run(['check', '--no-config', '--format', 'json', `npm:zz-new-${whole}@1.0.0`]);
      expect(JSON.parse(stdout).packages[0].verdict).toBe('vulnerable');
    }
    expect([...seen]).toContain('killed');
    mirror.misbehave = null;
    expect((await update()).code).toBe(0);
    expect((await run(['db', 'status'])).stdout).toContain(String(names.length + 1));
    expect(existsSync(join(work, 'data', 'gate', 'db', 'lock'))).toBe(false);
    expect(existsSync(`${FILE()}.new`)).toBe(false);
  }, 120_000);
});

test('two updates at once: one works, the other says so', async () => {
  mirror.misbehave = (_, response, content) => {
    response.writeHead(200, { 'content-length': content.length });
    setTimeout(() => response.end(content), 1500);
    return true;
  };
  const runs = await Promise.all([update(), update()]);
  expect(runs.map(({ code }) => code).sort()).toEqual([0, 2]);
  expect(runs.find(({ code }) => code === 2)?.stderr).toMatch(
    /another update is at work on this database \(process \d+\)/,
  );
});
