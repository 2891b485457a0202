import { expect, test } from 'vitest';
import { canonicalName } from '../../lib/dependencies/names.ts';
import { parsePurl, toPurl } from '../../lib/dependencies/purl.ts';

test.each([
  ['PyPI', 'Ruamel.YAML__clib', 'ruamel-yaml-clib'],
  ['npm', 'JSONStream', 'JSONStream'],
  ['crates.io', 'serde_json', 'serde-json'],
  ['NuGet', 'Newtonsoft.Json', 'newtonsoft.json'],
  ['Packagist', 'Symfony/Console', 'symfony/console'],
  ['Go', 'github.com/Azure/go-autorest/v14', 'github.com/Azure/go-autorest/v14'],
  ['Maven', 'org.Example:Core', 'org.Example:Core'],
  ['GitHub Actions', 'Actions/Cache/restore', 'actions/cache'],
  ['SwiftURL', 'https://example.com/Apple/swift-nio.git', 'example.com/apple/swift-nio'],
  ['SwiftURL', 'git@example.com:apple/swift-nio.git', 'example.com/apple/swift-nio'],
] as const)('%s: %s is %s', (ecosystem, name, canonical) => {
  expect(canonicalName(ecosystem, name)).toBe(canonical);
});

test.each([
  ['npm', '@scope/name', '1.0.0', 'pkg:npm/%40scope/name@1.0.0'],
  ['PyPI', 'Ruamel.Yaml', null, 'pkg:pypi/ruamel-yaml'],
  ['Maven', 'org.example:core', '2', 'pkg:maven/org.example/core@2'],
  ['Go', 'github.com/a/b', 'v1.2.0', 'pkg:golang/github.com/a/b@v1.2.0'],
  ['GitHub Actions', 'actions/cache', 'v4', 'pkg:githubactions/actions/cache@v4'],
] as const)('the purl of %s %s %s', (ecosystem, name, version, purl) => {
  expect(toPurl(ecosystem, name, version)).toBe(purl);
  expect(parsePurl(purl)).toEqual({ ecosystem, name: ecosystem === 'PyPI' ? 'ruamel-yaml' : name, version });
});

test('what is no purl is null', () => {
  expect([parsePurl('left-pad'), parsePurl('pkg:unknown/a'), parsePurl('pkg:npm/')]).toEqual([null, null, null]);
});
