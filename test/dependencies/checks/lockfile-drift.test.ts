import { describe, expect, test } from 'vitest';
import { findDrift } from '../../../lib/dependencies/checks/lockfile-drift.ts';
import type { LockedRequirement, Manifest } from '../../../lib/model/manifest.ts';
import type { Package } from '../../../lib/model/package.ts';
import { makeManifest, makePackage } from '../../packages.ts';

const need = (name: string, range: string, importer = '.'): LockedRequirement => ({ name, range, importer });
const lockfile = (path: string, more: Partial<Manifest>): Manifest =>
  makeManifest([], { path, role: 'lockfile', ...more });
const messages = (lock: Manifest, ...manifests: readonly Manifest[]): string[] =>
  findDrift(lock, manifests).flatMap(({ manifest, troubles }) =>
    troubles.map(({ message }) => `${manifest.path}: ${message}`),
  );

describe('a lockfile that tells its requirements', () => {
  const requirements = [
    need('a', '^1.0.0'),
    { ...need('real-b', '~2.1.0'), alias: 'b' },
    need('dev', '3'),
    need('c', '>=1', 'packages/c'),
  ];
  const lock = lockfile('web/package-lock.json', { requirements });
  const sound: readonly Package[] = [
    makePackage('a', { range: '^1.0.0' }),
    makePackage('real-b', { alias: 'b', range: '~2.1.0' }),
    makePackage('dev', { range: '3', group: 'dev' }),
  ];
  const manifest = (packages: readonly Package[], path = 'web/package.json'): Manifest =>
    makeManifest(packages, { path });

  test('agrees', () => expect(messages(lock, manifest(sound))).toEqual([]));

  test('disagrees on a range, on a package that is new and on one that is gone', () => {
    const packages = [makePackage('a', { range: '^2.0.0' }), ...sound.slice(1, 2), makePackage('new', { range: '*' })];
    expect(messages(lock, manifest(packages))).toEqual([
      'web/package.json: a is asked for as ^2.0.0, and the lockfile was made for ^1.0.0',
      'web/package.json: new is asked for here, and the lockfile does not know of it',
      'web/package.json: the lockfile asks for dev, which web/package.json does not',
    ]);
  });

  test('disagrees where an alias stands for another package than before', () => {
    const packages = sound.map(found => (found.alias === 'b' ? { ...found, name: 'unreal-b' } : found));
    expect(messages(lock, manifest(packages))).toEqual([
      'web/package.json: unreal-b is asked for as ~2.1.0, and the lockfile was made for real-b ~2.1.0',
    ]);
  });

  test('is compared with the manifest of each member', () => {
    const member = manifest([makePackage('c', { range: '>=2' })], 'web/packages/c/package.json');
    expect(messages(lock, manifest(sound), member)).toEqual([
      'web/packages/c/package.json: c is asked for as >=2, and the lockfile was made for >=1',
    ]);
  });

  test('is not compared with manifests of others', () => {
    const others = ['package.json', 'web/other/package.json', 'web/composer.json', 'website/package.json'];
    expect(messages(lock, ...others.map(path => manifest([makePackage('new')], path)))).toEqual([]);
  });

  test('says nothing of what a manifest overrides, links or only wishes for', () => {
    const packages = [
      ...sound,
      makePackage('over', { range: '1' }),
      makePackage('over', { range: '2', group: 'override' }),
      makePackage('linked', { source: 'workspace' }),
      makePackage('host', { range: '>=1', group: 'peer' }),
      makePackage('forked', { source: 'git', resolved: 'git+https://git.example.com/f' }),
    ];
    expect(messages(lock, manifest(packages))).toEqual([]);
  });

  test('is not compared while either could not be read', () => {
    const faults = [{ line: 1, message: 'cut short' }];
    expect(messages({ ...lock, faults }, manifest([makePackage('new')]))).toEqual([]);
    expect(messages(lock, { ...manifest([makePackage('new')]), faults })).toEqual([]);
  });

  test('compares Python names and specifiers by what they mean', () => {
    const uv = lockfile('uv.lock', { ecosystem: 'PyPI', requirements: [need('flask-cors', '<5,>=4')] });
    const asked = (range: string): Manifest =>
      makeManifest([makePackage('Flask_Cors', { ecosystem: 'PyPI', range })], { path: 'pyproject.toml' });
    expect(messages(uv, asked('>=4, <5'))).toEqual([]);
    expect(messages(uv, asked('>=5'))).toHaveLength(1);
  });
});

describe('a lockfile that holds packages only', () => {
  const lock = (path: string, packages: readonly Package[]): Manifest =>
    makeManifest(packages, { path, role: 'lockfile' });

  test('must hold what is asked for, in a version that is', () => {
    const cargo = lock('Cargo.lock', [
      makePackage('serde', { ecosystem: 'crates.io', version: '1.0.200' }),
      makePackage('rand', { ecosystem: 'crates.io', version: '0.8.5' }),
    ]);
    const packages = [
      makePackage('serde', { ecosystem: 'crates.io', range: '1' }),
      makePackage('rand', { ecosystem: 'crates.io', range: '0.9' }),
      makePackage('new-crate', { ecosystem: 'crates.io', range: '1' }),
    ];
    expect(messages(cargo, makeManifest(packages, { path: 'Cargo.toml' }))).toEqual([
      'Cargo.toml: rand is asked for as 0.9, and the lockfile holds 0.8.5',
      'Cargo.toml: new-crate is asked for here, and the lockfile does not hold it',
    ]);
  });

  test('that is empty marks a folder only', () => {
    expect(messages(lock('yarn.lock', []), makeManifest([makePackage('a', { range: '1' })]))).toEqual([]);
  });

  test('is believed where a range cannot be read', () => {
    const composer = lock('composer.lock', [makePackage('a/b', { ecosystem: 'Packagist', version: '13.0.0' })]);
    const asked = makePackage('a/b', { ecosystem: 'Packagist', range: '^12 || dev-main' });
    expect(messages(composer, makeManifest([asked], { path: 'composer.json' }))).toEqual([]);
  });

  test('what builds a Python project is not locked', () => {
    const uv = lockfile('uv.lock', { ecosystem: 'PyPI', requirements: [need('a', '>=1')] });
    const packages = [
      makePackage('a', { ecosystem: 'PyPI', range: '>=1' }),
      makePackage('hatchling', { ecosystem: 'PyPI', group: 'build' }),
    ];
    expect(messages(uv, makeManifest(packages, { path: 'pyproject.toml' }))).toEqual([]);
  });

  test('a Gemfile may ask for more than it does here: a hint', () => {
    const gems = lockfile('Gemfile.lock', { ecosystem: 'RubyGems', requirements: [need('rake', '>= 0')] });
    const asked = makeManifest([makePackage('ruby-oci8', { ecosystem: 'RubyGems' })], { path: 'Gemfile' });
    expect(findDrift(gems, [asked])[0]?.troubles.map(({ confidence }) => confidence)).toEqual(['low']);
  });

  test('go.sum needs a line for each module and version', () => {
    const module = (name: string, version: string): Package => makePackage(name, { ecosystem: 'Go', version });
    const fetched = [module('example.com/a', '1.0.0'), module('example.com/b', '1.0.0')];
    const sum = { ...lock('go.sum', fetched), requirements: [need('example.com/c', '1.2.0')] };
    const required = [
      module('example.com/a', '1.0.0'),
      module('example.com/b', '1.1.0'),
      module('example.com/c', '1.2.0'),
    ];
    const toolchain = makePackage('toolchain', { ecosystem: 'Go', version: '1.23.2', group: 'build' });
    const mod = makeManifest([...required, toolchain], { path: 'go.mod' });
    expect(messages(sum, mod)).toEqual(['go.mod: example.com/b 1.1.0 is required here, and go.sum has no line for it']);
  });
});
