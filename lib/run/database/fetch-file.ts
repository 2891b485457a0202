/** Fetches one file over HTTP. The one file of gate that touches the network, and only `gate db update` loads it. */

import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { GateError } from '../../model/failure.ts';
import { errorCode, errorReason } from '../../text/error-words.ts';
import { writeFailure } from './write.ts';

export type FetchRequest = {
  readonly url: URL;
  /** Where it goes when it is whole. Beside it lie what is known of it (`.json`) and what there is of it so far (`.part`). */
  readonly file: string;
  readonly onProgress: (done: number, total: number | null) => void;
  /** A server that says nothing for so long is given up. */
  readonly idleMilliseconds: number;
};

/** `missing`: the server has no such file. */
export type FetchOutcome = 'fetched' | 'unchanged' | 'missing';

/** What a server said of a file, so that it can be asked whether it has changed. */
type Validators = { readonly url: string; readonly etag: string | null; readonly lastModified: string | null };

const ATTEMPTS = 4;
const PAUSE_MILLISECONDS = 150;
const MOST_REDIRECTS = 5;

/** Addresses may hold a password: only these parts are shown. */
const shown = (url: URL): string => `${url.protocol}//${url.host}${url.pathname}`;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function readValidators(file: string, url: URL): Validators | null {
  try {
    const known: Validators = JSON.parse(readFileSync(file, 'utf8'));
    return known.url === url.href ? known : null;
  } catch {
    return null;
  }
}

const validatorsOf = (url: URL, headers: IncomingHttpHeaders): Validators => ({
  url: url.href,
  etag: headers.etag ?? null,
  lastModified: headers['last-modified'] ?? null,
});

/** Something the network did, after which it may help to try again. */
class Interruption extends Error {}

async function request(url: URL, headers: Readonly<Record<string, string>>, idle: number): Promise<IncomingMessage> {
  const { get } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const sent = get(url, { headers: { 'user-agent': 'gate', ...headers } }, resolve);
    sent.setTimeout(idle, () => sent.destroy(new Interruption('the server fell silent')));
    sent.on('error', error => reject(new Interruption(error.message || (errorCode(error) ?? ''))));
  });
}

/** Follows redirects, never from https to http. */
async function requestAll(
  first: URL,
  headers: Readonly<Record<string, string>>,
  idle: number,
): Promise<IncomingMessage> {
  let url = first;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await request(url, headers, idle);
    const { statusCode = 0, headers: answer } = response;
    if (![301, 302, 303, 307, 308].includes(statusCode) || answer.location === undefined) return response;
    response.destroy();
    const next = new URL(answer.location, url);
    if (next.protocol !== 'https:' && next.protocol !== url.protocol) {
      throw new GateError(`${shown(url)} redirects to an address without encryption`);
    }
    url = next;
  }
  throw new GateError(`${shown(first)} redirects without end`);
}

/** A part can be gone on with only where the server can tell whether the rest belongs to it. */
function resumeHeaders(part: string, url: URL): Record<string, string> | null {
  const known = readValidators(`${part}.json`, url);
  const size = sizeOf(part);
  const strong = known?.etag?.startsWith('W/') ? null : known?.etag;
  const validator = strong ?? known?.lastModified ?? null;
  return validator === null || size === 0 ? null : { range: `bytes=${size}-`, 'if-range': validator };
}

function conditionalHeaders(file: string, url: URL): Record<string, string> {
  const known = sizeOf(file) > 0 ? readValidators(`${file}.json`, url) : null;
  if (known === null) return {};
  return {
    ...(known.etag === null ? {} : { 'if-none-match': known.etag }),
    ...(known.lastModified === null ? {} : { 'if-modified-since': known.lastModified }),
  };
}

/** Where the body belongs in the file, and how long the whole is, as far as the server says. */
function placeOf(
  { statusCode, headers }: IncomingMessage,
  part: string,
): { start: number; total: number | null } | null {
  if (statusCode !== 206) {
    const length = Number(headers['content-length'] ?? Number.NaN);
    return { start: 0, total: Number.isSafeInteger(length) ? length : null };
  }
  const [, from = '', total = ''] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
  if (from === '' || Number(from) !== sizeOf(part)) return null;
  return { start: Number(from), total: total === '*' ? null : Number(total) };
}

function writeChunk(fd: number, part: string, chunk: Uint8Array): void {
  try {
    for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
  } catch (error) {
    throw writeFailure(part, error);
  }
}

function openPart(part: string, start: number): number {
  try {
    return openSync(part, start === 0 ? 'w' : 'a');
  } catch (error) {
    throw writeFailure(part, error);
  }
}

async function receive(response: IncomingMessage, part: string, asked: FetchRequest): Promise<void> {
  const place = placeOf(response, part);
  if (place === null) {
    response.destroy();
    forget(part);
    throw new Interruption('the server sent another part than the one that was asked for');
  }
  const fd = openPart(part, place.start);
  let done = place.start;
  try {
    if (place.start === 0) writeChecked(`${part}.json`, validatorsOf(asked.url, response.headers));
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      writeChunk(fd, part, chunk);
      done += chunk.length;
      asked.onProgress(done, place.total);
    }
  } catch (error) {
    throw error instanceof GateError ? error : new Interruption(errorReason(error));
  } finally {
    closeSync(fd);
  }
  if (place.total !== null && done !== place.total) {
    if (done > place.total) forget(part);
    throw new Interruption(`${done} bytes came instead of ${place.total}`);
  }
}

function writeChecked(file: string, validators: Validators): void {
  try {
    writeFileSync(file, JSON.stringify(validators));
  } catch (error) {
    throw writeFailure(file, error);
  }
}

/** Removes a file and what is known of it. */
export function forget(file: string): void {
  for (const path of [`${file}.json`, file]) rmSync(path, { force: true });
}

/** The part becomes the file. What was known of the old one goes first, so that the two never disagree. */
function settle(part: string, file: string): void {
  rmSync(`${file}.json`, { force: true });
  renameSync(part, file);
  renameSync(`${part}.json`, `${file}.json`);
}

async function attempt(asked: FetchRequest, part: string): Promise<FetchOutcome> {
  const { url, file, idleMilliseconds: idle } = asked;
  const resume = resumeHeaders(part, url);
  if (resume === null) forget(part);
  const response = await requestAll(url, resume ?? conditionalHeaders(file, url), idle);
  const { statusCode = 0 } = response;
  if (statusCode === 200 || (statusCode === 206 && resume !== null)) {
    await receive(response, part, asked);
    settle(part, file);
    return 'fetched';
  }
  response.destroy();
  if (statusCode === 304) return 'unchanged';
  if (statusCode === 404 || statusCode === 410) return 'missing';
  if (statusCode === 416) forget(part);
  const reason = `the server answered ${statusCode}`;
  if (statusCode >= 500 || statusCode === 416 || statusCode === 429) throw new Interruption(reason);
  throw new GateError(`${shown(url)} cannot be fetched: ${reason}`);
}

const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));

/**
 * Fetches the file unless the server says that it has not changed; goes on with what an earlier try has left. Throws GateError
 * when that fails time and again; then the file is as it was.
 */
export async function fetchFile(asked: FetchRequest): Promise<FetchOutcome> {
  const part = `${asked.file}.part`;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(asked, part);
    } catch (error) {
      if (!(error instanceof Interruption)) {
        if (error instanceof GateError && /ENOSPC|EDQUOT/.test(error.message)) forget(part);
        throw error;
      }
      if (tries < ATTEMPTS) await pause(PAUSE_MILLISECONDS * tries);
      else {
        throw new GateError(
          `${shown(asked.url)} cannot be fetched: ${error.message}`,
          'The database is as it was. Run `gate db update` again: it goes on where it was cut off.',
        );
      }
    }
  }
}
