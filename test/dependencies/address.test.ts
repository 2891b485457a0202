import { describe, expect, test } from 'vitest';
import { hasCommit, hasDigest, isInsecure, readAddress } from '../../lib/dependencies/address.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

describe('readAddress', () => {
  test.each([
    ['https://registry.example.com/a/-/a-1.0.0.tgz', 'https', 'registry.example.com'],
    ['https://user:word@Registry.Example.com:8443/a', 'https', 'registry.example.com'],
    ['git+ssh://git@git.example.com/a/b.git#v1', 'git+ssh', 'git.example.com'],
    ['registry+https://git.example.com/index', 'https', 'git.example.com'],
    ['git@git.example.com:a/b.git', 'ssh', 'git.example.com'],
    ['http://[::1]:4873/a', 'http', '[::1]'],
  ])('%s', (text, scheme, host) => {
    expect(readAddress(text)).toEqual({ scheme, host });
  });

  test.each(['a/b', '', '^1.0.0', 'file:../a', './a.tgz'])('%j names no host', text => {
    expect(readAddress(text)).toBeNull();
  });
});

test('plain http and git are insecure, but not on the machine itself', () => {
  const insecure = (text: string): boolean => {
    const address = readAddress(text);
    return address !== null && isInsecure(address);
  };
  expect(['http://a.example.com/', 'git://a.example.com/', 'git+http://a.example.com/'].map(insecure)).toEqual([
    true,
    true,
    true,
  ]);
  expect(
    ['https://a.example.com/', 'git+ssh://a.example.com/', 'http://localhost:4873/', 'http://127.0.0.1/'].map(insecure),
  ).toEqual([false, false, false, false]);
});

test('a commit has all its digits', () => {
  expect(hasCommit(`git+https://git.example.com/a#${COMMIT}`)).toBe(true);
  expect(hasCommit(COMMIT)).toBe(true);
  expect(hasCommit(`#${COMMIT.slice(1)}`)).toBe(false);
  expect(hasCommit(`${COMMIT}0`)).toBe(false);
  expect(hasCommit('#v1.2.3')).toBe(false);
});

test('a digest stands in the fragment', () => {
  expect(hasDigest('https://example.com/a.whl#sha256=00')).toBe(true);
  expect(hasDigest('https://example.com/a.whl#egg=a&sha512=00')).toBe(true);
  expect(hasDigest('https://example.com/sha256=00')).toBe(false);
});
