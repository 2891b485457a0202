import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfig } from '../../lib/config/find.ts';

let top = '';

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'gate-find-'));
  mkdirSync(join(top, 'repo', 'a', 'b'), { recursive: true });
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

function put(...names: string[]): void {
  for (const name of names) writeFileSync(join(top, name), '');
}

function find(from: string, stopAt?: string): string | null {
  const found = findConfig(join(top, from), stopAt === undefined ? undefined : join(top, stopAt));
  return found === null ? null : relative(top, found).replaceAll('\\', '/');
}

describe('findConfig', () => {
  it('takes the nearest of both names', () => {
    put('repo/gate.yaml', 'repo/a/gate.yml');
    expect(find('repo/a/b')).toBe('repo/a/gate.yml');
    expect(find('repo/a')).toBe('repo/a/gate.yml');
    expect(find('repo')).toBe('repo/gate.yaml');
  });

  it.each(['folder', 'file'])('ends with the root of a repository whose .git is a %s', kind => {
    put('gate.yaml');
    expect(find('repo/a')).toBe('gate.yaml');
    if (kind === 'folder') mkdirSync(join(top, 'repo', '.git'));
    else put('repo/.git');
    expect(find('repo/a')).toBeNull();
    put('repo/gate.yaml');
    expect(find('repo/a')).toBe('repo/gate.yaml');
  });

  it('ends with the folder that is named, and with no other', () => {
    put('gate.yaml', 'repo/a/.git');
    expect(find('repo/a/b', 'repo')).toBeNull();
    expect(find('repo/a/b', '.')).toBe('gate.yaml');
  });

  it('takes no folder for a configuration', () => {
    mkdirSync(join(top, 'repo', 'gate.yaml'));
    put('gate.yaml');
    expect(find('repo')).toBe('gate.yaml');
  });

  it('rejects two in one folder', () => {
    put('repo/gate.yaml', 'repo/gate.yml');
    expect(() => find('repo/a')).toThrow(`${join(top, 'repo')} holds both gate.yaml and gate.yml`);
  });
});
