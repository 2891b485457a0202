/** pre-push and pre-receive with a real server of git on loopback. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sample } from '../../rules.ts';
import { gate, git, makeFolder, makeRepository, write } from '../gate.ts';

const TOKEN = sample('ghp_{alnum:36}', 47);
const LEAK = `token = "${TOKEN}"\n`;
const ALLOWED = `token = "${TOKEN}" # gate:allow -- a sample\n`;

const base = makeFolder();
const ENV = {
  PATH: process.env['PATH'] ?? '',
  HOME: base,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_PROJECT_ROOT: base,
  GIT_HTTP_EXPORT_ALL: '1',
};

/** Runs git without holding this process up, which may be the server. */
async function run(folder: string, ...args: string[]): Promise<{ status: number; told: string }> {
  const child = spawn('git', args, { cwd: folder, env: ENV, stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  child.stdout.on('data', data => {
    told += data;
  });
  child.stderr.on('data', data => {
    told += data;
  });
  const [status] = await once(child, 'close');
  return { status, told };
}

let daemon: ChildProcess | null = null;

async function findPort(): Promise<number> {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  socket.close();
  await once(socket, 'close');
  return port;
}

async function startDaemon(): Promise<string> {
  const port = await findPort();
  const options = ['--reuseaddr', '--export-all', '--enable=receive-pack', '--listen=127.0.0.1'];
  daemon = spawn('git', ['daemon', ...options, `--base-path=${base}`, `--port=${port}`, base], {
    env: ENV,
    stdio: 'ignore',
  });
  const address = `git://127.0.0.1:${port}/`;
  git(base, 'init', '-q', '--bare', 'probe.git');
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await run(base, 'ls-remote', `${address}probe.git`)).status === 0) return address;
    await wait(100);
  }
  throw new Error('git daemon does not answer');
}

/** `git http-backend` is a program of CGI (RFC 3875): headers, an empty line, then the body. */
const http = createServer((request, response) => {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...ENV,
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'ada',
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(child.stdin);
  const parts: Buffer[] = [];
  child.stdout.on('data', part => parts.push(part));
  child.on('close', () => {
    const answer = Buffer.concat(parts);
    const end = answer.indexOf('\r\n\r\n');
    for (const line of answer.subarray(0, end).toString('latin1').split('\r\n')) {
      const [name = '', value = ''] = line.split(/: (.*)/);
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(answer.subarray(end + 4));
  });
});

async function startHttp(): Promise<string> {
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  return `http://127.0.0.1:${port}/`;
}

const addresses = { daemon: '', http: '' };

beforeAll(async () => {
  addresses.daemon = await startDaemon();
  addresses.http = await startHttp();
});
afterAll(() => {
  daemon?.kill();
  http.close();
});

let count = 0;

/** A bare repository on the server, and a clone that has pushed one clean commit. */
async function prepare(address: string): Promise<{ folder: string; remote: string }> {
  count += 1;
  const name = `r${count}.git`;
  const remote = join(base, name);
  git(base, 'init', '-q', '--bare', name);
  git(remote, 'config', 'http.receivepack', 'true');
  const folder = makeRepository({ 'a.txt': 'clean\n' });
  git(folder, 'remote', 'add', 'origin', `${address}${name}`);
  commit(folder, {}, 'first');
  expect(await run(folder, 'push', '-q', 'origin', 'main')).toMatchObject({ status: 0 });
  return { folder, remote };
}

function commit(folder: string, files: Readonly<Record<string, string>>, message: string): void {
  write(folder, files);
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '--no-verify', '-m', message);
}

const objectsOf = (folder: string): string =>
  spawnSync('git', ['cat-file', '--batch-all-objects', '--batch-check'], { cwd: folder, env: ENV, encoding: 'utf8' })
    .stdout;

describe.each(['daemon', 'http'] as const)('%s', kind => {
  test('pre-push refuses before anything is sent, and lets an allowed secret pass', async () => {
    const { folder, remote } = await prepare(addresses[kind]);
    expect(gate(['hook', 'install', 'pre-push'], { cwd: folder }).status).toBe(0);
    commit(folder, { 'b.txt': LEAK }, 'leak');
    commit(folder, { 'b.txt': 'gone\n' }, 'hide');
    const before = [git(remote, 'for-each-ref'), objectsOf(remote), git(folder, 'for-each-ref')];
    const refused = await run(folder, 'push', '-q', 'origin', 'main');
    expect(refused.status).not.toBe(0);
    expect(refused.told).toContain('b.txt:1');
    expect(refused.told).not.toContain(TOKEN);
    expect([git(remote, 'for-each-ref'), objectsOf(remote), git(folder, 'for-each-ref')]).toEqual(before);
    git(folder, 'reset', '-q', '--hard', 'origin/main');
    commit(folder, { 'b.txt': ALLOWED }, 'allowed');
    const allowed = await run(folder, 'push', 'origin', 'main');
    expect(allowed.status).toBe(0);
    expect(allowed.told).toContain('1 suppressed');
    expect(git(remote, 'rev-parse', 'main')).toBe(git(folder, 'rev-parse', 'HEAD'));
  });

  test('pre-push reads several refs, a forced push, a tag and a deletion', async () => {
    const { folder } = await prepare(addresses[kind]);
    gate(['hook', 'install', 'pre-push'], { cwd: folder });
    git(folder, 'checkout', '-qb', 'one');
    commit(folder, { 'c.txt': 'clean\n' }, 'one');
    git(folder, 'checkout', '-qb', 'two', 'main');
    commit(folder, { 'd.txt': LEAK }, 'two');
    const both = await run(folder, 'push', '-q', 'origin', 'one', 'two');
    expect(both.status).not.toBe(0);
    expect(both.told).toContain('d.txt:1');
    git(folder, 'tag', 'v1');
    expect((await run(folder, 'push', '-q', 'origin', 'v1')).status).not.toBe(0);
    git(folder, 'commit', '-q', '--no-verify', '--amend', '-m', 'again');
    expect((await run(folder, 'push', '-qf', 'origin', 'two:one')).status).not.toBe(0);
    expect((await run(folder, 'push', '-q', 'origin', 'one')).status).toBe(0);
    expect((await run(folder, 'push', '-q', 'origin', ':one')).status).toBe(0);
  });

  test('pre-receive refuses what is in quarantine, and keeps none of it', async () => {
    const { folder, remote } = await prepare(addresses[kind]);
    expect(gate(['hook', 'install', 'pre-receive'], { cwd: remote }).status).toBe(0);
    commit(folder, { 'b.txt': LEAK }, 'leak');
    commit(folder, { 'b.txt': 'gone\n' }, 'hide');
    const before = [git(remote, 'for-each-ref'), objectsOf(remote)];
    const refused = await run(folder, 'push', '-q', 'origin', 'main');
    expect(refused.status).not.toBe(0);
    expect(refused.told).toContain('b.txt:1');
    expect(refused.told).not.toContain(TOKEN);
    expect([git(remote, 'for-each-ref'), objectsOf(remote)]).toEqual(before);
    git(folder, 'reset', '-q', '--hard', 'origin/main');
    commit(folder, { 'b.txt': ALLOWED }, 'allowed');
    const allowed = await run(folder, 'push', 'origin', 'main');
    expect(allowed.status).toBe(0);
    expect(allowed.told).toContain('1 suppressed');
    expect((await run(folder, 'push', '-q', 'origin', 'main:topic')).status).toBe(0);
    expect((await run(folder, 'push', '-q', 'origin', ':topic')).status).toBe(0);
  });
});
