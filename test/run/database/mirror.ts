/** A mirror on the loopback for tests: serves what it is given, and can be told to misbehave. */

import { createHash } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeZip } from '../../zip.ts';

export type Mirror = {
  readonly base: string;
  /** By path, such as `npm/all.zip`. */
  readonly files: Map<string, Buffer>;
  /** `METHOD path status range` of each request. */
  readonly log: string[];
  /** Asked before the ordinary answer; true when it has answered. */
  misbehave: ((request: IncomingMessage, response: ServerResponse, content: Buffer) => boolean) | null;
  readonly close: () => Promise<void>;
};

export const etagOf = (content: Buffer): string =>
  `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`;

function answer(request: IncomingMessage, response: ServerResponse, content: Buffer): void {
  const etag = etagOf(content);
  const headers = { etag, 'last-modified': 'Sat, 21 Nov 2026 10:00:00 GMT', 'accept-ranges': 'bytes' };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
  if (from !== undefined && request.headers['if-range'] === etag) {
    const start = Number(from);
    if (start >= content.length) {
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
      return;
    }
    const range = `bytes ${start}-${content.length - 1}/${content.length}`;
    response.writeHead(206, { ...headers, 'content-range': range, 'content-length': content.length - start });
    response.end(content.subarray(start));
    return;
  }
  response.writeHead(200, { ...headers, 'content-length': content.length });
  response.end(content);
}

export async function startMirror(): Promise<Mirror> {
  const files = new Map<string, Buffer>();
  const log: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').replace(/^\/osv\//, ''));
    const content = files.get(path);
    response.on('close', () => log.push([path, response.statusCode, request.headers.range ?? ''].join(' ').trim()));
    if (content === undefined) response.writeHead(404).end();
    else if (!mirror.misbehave?.(request, response, content)) answer(request, response, content);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const mirror: Mirror = {
    base: `http://127.0.0.1:${port}/osv`,
    files,
    log,
    misbehave: null,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return mirror;
}

/** A record of OSV on versions of a package up to `fixed`. */
export const makeRecord = (id: string, name: string, fixed: string, ecosystem = 'npm'): string =>
  JSON.stringify({
    id,
    published: '2026-01-02T00:00:00Z',
    summary: `something in ${name}`,
    affected: [
      {
        package: { ecosystem, name },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
      },
    ],
  });

/** An archive with one record on each of these packages, and `padding` bytes of a file that is no record. */
export const makeArchive = (names: readonly string[], padding = 0): Buffer =>
  makeZip({
    ...Object.fromEntries(names.map((name, at) => [`GHSA-${at}.json`, makeRecord(`GHSA-${at}`, name, '2.0.0')])),
    ...(padding === 0 ? {} : { 'README.txt': Array.from({ length: padding }, (_, at) => (at * 7919) % 9973).join('') }),
  });
