/** Real git repositories in temporary folders, cut off from the settings of whoever runs the tests. */

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { Chunk } from '../../lib/model/chunk.ts';
import type { Diagnostic } from '../../lib/model/diagnostic.ts';
import type { Source } from '../../lib/model/source.ts';

/** Inside a hook these would point the tests at the repository that is being committed. */
for (const name of Object.keys(process.env)) {
  if (name.startsWith('GIT_')) delete process.env[name];
}
Object.assign(process.env, {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
});

export type Repository = {
  readonly dir: string;
  /** Runs git with `args`; throws when it fails. */
  readonly git: (...args: readonly string[]) => Buffer;
  readonly write: (path: string, content: string | Buffer) => void;
  /** Writes a file at the top whose name need not be UTF-8. */
  readonly writeBytes: (name: Buffer, content: string) => void;
  readonly remove: (path: string) => void;
  /** As `remove`; no error when there is nothing. */
  readonly tryRemove: (path: string) => void;
  readonly makeExecutable: (path: string) => void;
  /** Stages everything and commits it. */
  readonly commitAll: () => void;
};

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate-test-')));
  folders.push(folder);
  return folder;
}

export function openRepository(dir: string): Repository {
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  const prepare = (path: string) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    return join(dir, path);
  };
  return {
    dir,
    git,
    write: (path, content) => writeFileSync(prepare(path), content),
    writeBytes: (name, content) => writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), name]), content),
    remove: path => rmSync(join(dir, path), { recursive: true }),
    tryRemove: path => rmSync(join(dir, path), { recursive: true, force: true }),
    makeExecutable: path => chmodSync(join(dir, path), 0o755),
    commitAll: () => {
      git('add', '-A');
      git('commit', '-qm', 'state', '--no-verify', '--allow-empty');
    },
  };
}

export function makeRepository(...initOptions: readonly string[]): Repository {
  const repository = openRepository(makeFolder());
  repository.git('init', '-q', '-b', 'main', ...initOptions);
  repository.git('config', 'core.autocrlf', 'false');
  return repository;
}

/** A repository whose first commit holds `files`. */
export function makeCommitted(files: Readonly<Record<string, string | Buffer>>): Repository {
  const repository = makeRepository();
  for (const [path, content] of Object.entries(files)) repository.write(path, content);
  repository.commitAll();
  return repository;
}

export const numbered = (count: number, word = 'line'): string =>
  Array.from({ length: count }, (_, index) => `${word} ${index + 1}\n`).join('');

/** A chunk as the tests compare it; its text is copied, as the next chunk may overwrite it. */
export type Seen = Pick<Chunk, 'path' | 'added' | 'continued' | 'origin' | 'start' | 'offset' | 'commit'> & {
  readonly text: string;
};

export function collect(source: Source): { readonly chunks: Seen[]; readonly diagnostics: Diagnostic[] } {
  const chunks: Seen[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const item of source) {
    if (item.kind === 'diagnostic') diagnostics.push(item.diagnostic);
    if (item.kind !== 'chunk') continue;
    const { path, added, continued, origin, start, offset, bytes, commit } = item.chunk;
    const found = commit === undefined ? {} : { commit };
    chunks.push({ path, added, continued, origin, start, offset, text: bytes.toString('utf8'), ...found });
  }
  return { chunks, diagnostics };
}

/** Each chunk as `path: added lines`, with `*` for all of them. */
export const summarize = (chunks: readonly Seen[]): string[] =>
  chunks.map(({ path, added }) => `${path}: ${added?.map(({ first, last }) => `${first}-${last}`).join(' ') ?? '*'}`);
