/** Gathers the user's own secrets: environment variables with telling names, and .env files that git ignores. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GateError } from '../model/failure.ts';
import type { KnownValue } from '../model/known-value.ts';
import { tryGit } from '../sources/git/plumbing.ts';
import { findGitRoot } from '../sources/git/root.ts';
import { entropyOfText } from '../text/entropy.ts';
import { splitName } from '../text/names.ts';

const TELLING = new Set([
  ...[
    'key',
    'apikey',
    'secret',
    'token',
    'password',
    'passwd',
    'pass',
    'pwd',
    'credential',
    'credentials',
    'auth',
    'private',
    'passphrase',
    'pat',
  ],
]);
/** Names that hold a telling word but no secret. */
const HARMLESS =
  /^(?:SSH_AUTH_SOCK|XAUTHORITY|DBUS_|XDG_|GPG_AGENT|.*_(?:FILE|PATH|DIR|URL|URI|ID|NAME|USER|HOST|PORT|ALGORITHM|TTL))$/i;
const SHORTEST = 8;
const LEAST_ENTROPY = 2.5;
const LONGEST_FILE = 1_000_000;

const isTelling = (name: string): boolean => !HARMLESS.test(name) && splitName(name).some(word => TELLING.has(word));

/** A short or plain value would be found everywhere. */
const isDistinctive = (value: string): boolean =>
  value.length >= SHORTEST &&
  entropyOfText(Buffer.from(value).toString('latin1')) >= LEAST_ENTROPY &&
  !/^(?:\/|~|[a-z]+:\/\/)/i.test(value);

type Env = Readonly<Record<string, string | undefined>>;

/** Secrets in the environment. */
export function knownFromEnvironment(env: Env): KnownValue[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && isTelling(name) && isDistinctive(value)
      ? [{ origin: `the environment variable ${name}`, value }]
      : [],
  );
}

const LINE =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^#\r\n]*?))[ \t]*(?:#.*)?\r?$/gm;

/** Secrets in the text of a .env file that is called `file` in reports. Every value counts whose name is telling. */
export function knownFromDotenv(text: string, file: string): KnownValue[] {
  return [...text.matchAll(LINE)].flatMap(([, name = '', double, single, bare]) => {
    const value = double ?? single ?? bare ?? '';
    return isTelling(name) && isDistinctive(value) ? [{ origin: `${name} in ${file}`, value }] : [];
  });
}

/** The .env files below `root` that git ignores, as paths from there. */
function listIgnoredDotenv(root: string): string[] {
  const args = [
    'ls-files',
    '-z',
    '--others',
    '--ignored',
    '--exclude-standard',
    '--',
    ':(glob)**/.env',
    ':(glob)**/.env.*',
    ':(glob)**/*.env',
  ];
  try {
    const listed = tryGit({ cwd: root, args });
    return listed.ok ? listed.output.toString('utf8').split('\0').filter(Boolean) : [];
  } catch (error) {
    if (error instanceof GateError) return [];
    throw error;
  }
}

function readDotenv(root: string, file: string): KnownValue[] {
  try {
    const bytes = readFileSync(join(root, file));
    return bytes.length > LONGEST_FILE ? [] : knownFromDotenv(bytes.toString('utf8'), file);
  } catch {
    return [];
  }
}

/** All known values of a user who stands in `cwd`. A file that cannot be read knows none. */
export function gatherKnownValues(env: Env, cwd: string): KnownValue[] {
  const root = findGitRoot(cwd);
  const files = root === null ? [] : listIgnoredDotenv(root).sort();
  return [...knownFromEnvironment(env), ...files.flatMap(file => readDotenv(root ?? cwd, file))];
}
