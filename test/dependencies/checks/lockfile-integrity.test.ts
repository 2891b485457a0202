import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../lib/dependencies/checks/check.ts';
import { findLockfileChanges } from '../../../lib/dependencies/checks/lockfile-change.ts';
import { createIntegrityCheck } from '../../../lib/dependencies/checks/lockfile-integrity.ts';
import type { Manifest } from '../../../lib/model/manifest.ts';
import type { Package } from '../../../lib/model/package.ts';
import { makeManifest, makePackage } from '../../packages.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const HOST = 'registry.example.com';

const locked = (name: string, more: Partial<Package> = {}): Package =>
  makePackage(name, {
    version: '1.0.0',
    resolved: `https://${HOST}/${name}/-/${name.slice(name.lastIndexOf('/') + 1)}-1.0.0.tgz`,
    integrity: [`sha512-${name}`],
    direct: false,
    ...more,
  });

const REST = ['a', 'b', 'c', 'd', '@scope/e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'].map(name => locked(name));

const lockfile = (packages: readonly Package[]): Manifest =>
  makeManifest(packages, { role: 'lockfile', path: 'package-lock.json' });

const inspect = (packages: readonly Package[], allowedHosts: readonly string[] = []): string[] =>
  createIntegrityCheck({ ...DEFAULT_SETTINGS, allowedHosts })
    .inspect(lockfile(packages))
    .map(({ severity, message }) => `${severity} ${message}`);

test('a sound lockfile is left alone', () => expect(inspect(REST)).toEqual([]));

test.each<[string, Partial<Package>, string]>([
  ['no digest', { integrity: [] }, 'medium x 1.0.0 has no digest, unlike the rest of the file'],
  [
    'no digest and no address',
    { integrity: [], resolved: null },
    'medium x 1.0.0 has no digest, unlike the rest of the file',
  ],
  ['SHA-1', { integrity: ['sha1-x'] }, 'low x 1.0.0 has a digest that can be forged (SHA-1 or MD5)'],
  ['MD5', { integrity: ['md5:00'] }, 'low x 1.0.0 has a digest that can be forged (SHA-1 or MD5)'],
  ['http', { resolved: `http://${HOST}/x/-/x-1.0.0.tgz` }, `high x 1.0.0 is fetched from ${HOST} without encryption`],
  [
    'another host',
    { resolved: 'https://user:word@evil.example.net/x/-/x-1.0.0.tgz' },
    'high x 1.0.0 comes from evil.example.net, unlike the rest of the file',
  ],
  [
    'another package',
    { resolved: `https://${HOST}/y/-/y-1.0.0.tgz` },
    'high x 1.0.0 has the address of an archive of y',
  ],
  [
    'another scope',
    { resolved: `https://${HOST}/@evil%2fx/-/x-1.0.0.tgz` },
    'high x 1.0.0 has the address of an archive of @evil/x',
  ],
  [
    'another version',
    { resolved: `https://${HOST}/x/-/x-1.0.1.tgz` },
    'high x 1.0.0 has the address of an archive of x 1.0.1',
  ],
  [
    'a branch',
    { source: 'git', resolved: 'git+https://git.example.com/x.git#main', integrity: [] },
    'medium x 1.0.0 comes from a git repository and is held to no full commit',
  ],
  [
    'git without encryption',
    { source: 'git', resolved: `git://git.example.com/x.git#${COMMIT}`, integrity: [] },
    'high x 1.0.0 is fetched from git.example.com without encryption',
  ],
])('%s', (_what, more, message) => {
  expect(inspect([...REST, locked('x', more)])).toEqual([message]);
});

test.each<[string, Partial<Package>]>([
  ['a digest beside a weak one', { integrity: ['sha1-x', 'sha512-x'] }],
  ['inside another package', { bundled: true, integrity: [], resolved: null }],
  ['an alias', { alias: 'y' }],
  ['a full commit', { source: 'git', resolved: `git+ssh://git@git.example.com/x.git#${COMMIT}`, integrity: [] }],
  ['a member', { source: 'workspace', integrity: [], resolved: null }],
  ['a folder', { source: 'file', integrity: [], resolved: 'file:../x' }],
  ['a registry on the machine', { resolved: 'http://localhost:4873/x/-/x-1.0.0.tgz', source: 'url' }],
  ['another host of the same owner', { resolved: 'https://npm.example.com/x/-/x-1.0.0.tgz' }],
  ['no address, as the project wants it', { resolved: null }],
  ['a commit on a host of archives', { resolved: `https://archives.example.net/x/tar.gz/${COMMIT}`, integrity: [] }],
  ['build metadata', { version: '1.0.0+build.5' }],
])('not %s', (_what, more) => {
  expect(inspect([...REST, locked('x', more)])).toEqual([]);
});

test('a weak digest is a hint', () => {
  const [trouble] = createIntegrityCheck(DEFAULT_SETTINGS).inspect(
    lockfile([...REST, locked('x', { integrity: ['sha1-x'] })]),
  );
  expect(trouble?.confidence).toBe('low');
});

test('allowed hosts, and hosts that serve a good part of the file, are not odd', () => {
  const odd = locked('x', { resolved: 'https://mirror.example.net/x/-/x-1.0.0.tgz' });
  expect(inspect([...REST, odd], ['mirror.example.net'])).toEqual([]);
  expect(inspect([...REST, odd], ['example.net'])).toEqual([]);
  const second = ['m', 'n', 'o'].map(name =>
    locked(name, { resolved: `https://mirror.example.net/${name}/-/${name}-1.0.0.tgz` }),
  );
  expect(inspect([...REST, ...second])).toEqual([]);
});

test('what no package of the file has is the way of its tool', () => {
  expect(inspect(REST.map(found => ({ ...found, integrity: [] })))).toEqual([]);
  expect(inspect(REST.map(found => ({ ...found, integrity: ['sha1-x'] })))).toEqual([]);
  expect(inspect([locked('a', { resolved: 'https://one.example.net/a/-/a-1.0.0.tgz' }), locked('b')])).toEqual([]);
});

test('manifests are not asked for digests', () => {
  const check = createIntegrityCheck(DEFAULT_SETTINGS);
  expect(check.inspect(makeManifest([locked('x', { integrity: [] }), ...REST]))).toEqual([]);
});

describe('between two states', () => {
  const change = (before: readonly Package[], after: readonly Package[], allowed: readonly string[] = []): string[] =>
    findLockfileChanges(lockfile(before), lockfile(after), allowed).map(
      ({ severity, message }) => `${severity} ${message}`,
    );

  test('another digest under the same version', () => {
    expect(change(REST, [...REST.slice(1), locked('a', { integrity: ['sha512-other'] })])).toEqual([
      'high a 1.0.0 has another digest than before, and so is another archive',
    ]);
  });

  test('another host under the same version', () => {
    const moved = (host: string): Package => locked('a', { resolved: `https://${host}/a/-/a-1.0.0.tgz` });
    expect(change(REST, [moved('evil.example.net')])).toEqual([
      'high a 1.0.0 comes from evil.example.net, and came from another host before',
    ]);
    expect(change(REST, [moved('evil.example.net')], ['evil.example.net'])).toEqual([]);
    expect(
      change(
        [...REST, locked('z', { resolved: 'https://two.example.net/z/-/z-1.0.0.tgz' })],
        [moved('two.example.net')],
      ),
    ).toEqual(['low a 1.0.0 comes from two.example.net, and came from another host before']);
  });

  test.each<[string, Partial<Package>]>([
    ['another version', { version: '1.0.1', integrity: ['sha512-other'] }],
    ['a stronger digest', { integrity: ['sha384-other'] }],
    ['one more file', { integrity: ['sha512-other', 'sha512-a'] }],
    ['no digest', { integrity: [] }],
    ['no address', { resolved: null }],
  ])('%s is no such change', (_what, more) => {
    expect(change(REST, [locked('a', more)])).toEqual([]);
  });

  test('packages that were not there before are not compared', () => {
    expect(change([], REST)).toEqual([]);
    expect(change(REST, [])).toEqual([]);
  });
});
