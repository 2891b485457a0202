import { describe, expect, test } from 'vitest';
import { createNamesCheck } from '../../../lib/dependencies/checks/names.ts';
import type { Manifest } from '../../../lib/model/manifest.ts';
import type { Ecosystem, Package } from '../../../lib/model/package.ts';
import { builtInPackages, makeManifest, makePackage } from '../../packages.ts';

const look = (name: string, more: Partial<Package> = {}, manifest: Partial<Manifest> = {}): string | null => {
  const packages = [makePackage(name, more), ...(manifest.packages ?? [])];
  const troubles = createNamesCheck(builtInPackages()).inspect({ ...makeManifest(packages), ...manifest, packages });
  const found = troubles.find(({ ruleId }) => ruleId === 'lookalike-package');
  return found === undefined ? null : `${found.replacement} ${found.confidence}`;
};

describe('what a slip or a squatter makes of a popular name', () => {
  test.each<[Ecosystem, string, string]>([
    ['npm', 'lodahs', 'lodash medium'],
    ['npm', 'lodaash', 'lodash medium'],
    ['npm', 'loadash', 'lodash medium'],
    ['npm', 'expresss', 'express medium'],
    ['npm', 'webpak', 'webpack medium'],
    ['npm', 'typscript', 'typescript medium'],
    ['npm', '@bable/core', '@babel/core medium'],
    ['npm', '@type/node', '@types/node medium'],
    ['npm', '@types-node', '@types/node medium'],
    ['npm', 'types-node', '@types/node medium'],
    ['npm', 'prettıer', 'prettier medium'],
    ['npm', 'socketio', 'socket.io low'],
    ['npm', 'jquey', 'jquery low'],
    ['PyPI', 'reqeusts', 'requests medium'],
    ['PyPI', 'requsts', 'requests medium'],
    ['PyPI', 'djang0', 'django medium'],
    ['PyPI', 'python3-requests', 'requests low'],
    ['crates.io', 'serde_jsom', 'serde-json medium'],
  ])('%s %s', (ecosystem, name, expected) => {
    expect(look(name, { ecosystem })).toBe(expected);
  });

  test('is not looked for in what others bring along', () => {
    expect(look('lodahs', { direct: false })).toBeNull();
  });
});

describe('names of their own', () => {
  test.each<[Ecosystem, string]>([
    ['npm', 'lodash'],
    ['npm', 'lodash-es'],
    ['npm', 'preact'],
    ['npm', 'vuex'],
    ['npm', 'koa'],
    ['npm', 'ws'],
    ['npm', 'rext'],
    ['npm', 'lodash5'],
    ['npm', 'eslint-plugin-treact'],
    ['npm', '@babel/corr'],
    ['npm', '@types/nodd'],
    ['npm', 'something-nobody-has-heard-of'],
    ['PyPI', 'psycopg3'],
    ['PyPI', 'Requests'],
    ['PyPI', 'scikit_learn'],
    ['Go', 'github.com/stretchr/testifi'],
    ['Go', 'golang.org/x/nett'],
  ])('%s %s', (ecosystem, name) => {
    expect(look(name, { ecosystem })).toBeNull();
  });

  test('of the project, its members and its scope', () => {
    expect(look('lodahs', {}, { projectName: 'lodahs' })).toBeNull();
    expect(look('@bable/core', {}, { projectName: '@bable/everything' })).toBeNull();
    expect(look('@bable/core', {}, { packages: [makePackage('@bable/cli', { source: 'workspace' })] })).toBeNull();
    expect(look('@bable/core', {}, { packages: [makePackage('@bable/cli')] })).toBe('@babel/core medium');
  });
});

test('a name as long as a file costs no time', () => {
  expect(look('a'.repeat(1_000_000))).toBeNull();
});
