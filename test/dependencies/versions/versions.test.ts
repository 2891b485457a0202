import { describe, expect, test } from 'vitest';
import { isSameVersion, versionOrder } from '../../../lib/dependencies/versions/index.ts';
import type { Ecosystem } from '../../../lib/model/package.ts';

describe('satisfies', () => {
  test.each<[Ecosystem, string, string, boolean | null]>([
    ['npm', '3.3.6', '^3.3.0', true],
    ['npm', '4.0.0', '^3.3.0', false],
    ['npm', '4.0.0-rc.1', '^4.0.0', false],
    ['npm', '1.2.3', '1.x || >=2', true],
    ['npm', '1.2.3', '*', true],
    ['npm', '1.2.3', 'latest', null],
    ['npm', 'nonsense', '^1.0.0', null],
    ['PyPI', '0.5.15', '>=0.5,<0.6', true],
    ['PyPI', '0.5.15', '~=0.5.0', true],
    ['PyPI', '0.6', '~=0.5.0', false],
    ['PyPI', '1.4', '==1.*', true],
    ['PyPI', '1.4', '^1.2', true],
    ['PyPI', '2.0', '^1.2', false],
    ['PyPI', '0.3.1', '^0.3', true],
    ['PyPI', '0.4', '^0.3', false],
    ['PyPI', '1.2.9', '~1.2', true],
    ['PyPI', '1.3', '~1.2', false],
    ['PyPI', '1.3', '*', true],
    ['PyPI', '1.3', '1.3', true],
    ['PyPI', '1.3', '^2 || ^1', true],
    ['PyPI', '1.3', 'a branch', null],
    ['crates.io', '1.4.0', '1.2', true],
    ['crates.io', '2.0.0', '1.2', false],
    ['crates.io', '1.4.0', '>=1.2, <1.5', true],
    ['crates.io', '1.4.0', '=1.2.0', false],
    ['RubyGems', '1.4.0', '~> 1.2', true],
    ['RubyGems', '2.0.0', '~> 1.2', false],
    ['RubyGems', '2.0.0.rc1', '~> 1.2', false],
    ['RubyGems', '1.2.9', '~> 1.2.3', true],
    ['RubyGems', '1.3', '~> 1.2.3', false],
    ['RubyGems', '1.4.0', '>= 1.2, < 1.5', true],
    ['NuGet', '1.4.0', '1.2', true],
    ['NuGet', '1.4.0', '[1.2,1.4)', false],
    ['NuGet', '1.4.0', '(,1.4]', true],
    ['Maven', '1.4.0', '[1.2,2)', true],
    ['Maven', '2.0', '[1.2,2)', false],
    ['Maven', '1.4', '1.4', true],
    ['Go', '1.4.0', '>=1.2.0 <1.5.0', true],
    ['Packagist', '1.4.0', '^1.2', null],
    ['Hex', '1.4.0', '>= 1.2.0 and < 1.5.0', true],
    ['GitHub Actions', 'v1', 'v1', true],
  ])('%s %s in %s', (ecosystem, version, range, expected) => {
    expect(versionOrder(ecosystem).satisfies(version, range)).toBe(expected);
  });
});

describe('exact', () => {
  test.each<[Ecosystem, string, string | null]>([
    ['npm', '1.2.3', '1.2.3'],
    ['npm', '=1.2.3', '1.2.3'],
    ['npm', 'v1.2.3', '1.2.3'],
    ['npm', '^1.2.3', null],
    ['npm', '1.2', null],
    ['PyPI', '==1.2', '1.2'],
    ['PyPI', '===1.2', '1.2'],
    ['PyPI', '==1.*', null],
    ['PyPI', '1.2', null],
    ['crates.io', '=1.2.3', '1.2.3'],
    ['crates.io', '1.2.3', null],
    ['Go', 'v1.2.3', 'v1.2.3'],
    ['RubyGems', '= 1.2', '1.2'],
    ['RubyGems', '~> 1.2', null],
    ['NuGet', '[1.2]', '1.2'],
    ['NuGet', '1.2', null],
    ['Maven', '1.2', '1.2'],
    ['Maven', '[1.2,2)', null],
    ['Packagist', '^1.2', null],
    ['Hex', '== 1.2.3', '1.2.3'],
  ])('%s %s', (ecosystem, range, expected) => {
    expect(versionOrder(ecosystem).exact(range)).toBe(expected);
  });
});

test('versions are the same however written', () => {
  expect(isSameVersion('PyPI', '0.2', '0.2.0')).toBe(true);
  expect(isSameVersion('PyPI', '1.0-1', '1.0.post1')).toBe(true);
  expect(isSameVersion('npm', 'v1.0.0', '1.0.0')).toBe(true);
  expect(isSameVersion('npm', '1.0', '1.0.0')).toBe(false);
  expect(isSameVersion('RubyGems', '1.0', '1.0.0')).toBe(true);
  expect(isSameVersion('Packagist', 'dev-main', 'dev-other')).toBe(false);
  expect(isSameVersion('Go', '1.0.0', '1.0.0')).toBe(true);
});
