import { expect, test } from 'vitest';
import { findUndeclared } from '../../../lib/dependencies/checks/undeclared-import.ts';
import type { Manifest } from '../../../lib/model/manifest.ts';
import type { Package } from '../../../lib/model/package.ts';
import { makeData, makeFact, makeManifest, makePackage } from '../../packages.ts';

const data = makeData(
  [
    makeFact('made-up', { kind: 'hallucinated' }),
    makeFact('yaml', { ecosystem: 'PyPI', kind: 'import-confusion', use: 'PyYAML' }),
  ],
  {},
);

const source = (path: string, names: readonly string[], more: Partial<Package> = {}): Manifest =>
  makeManifest(
    names.map(name => makePackage(name, { ecosystem: path.endsWith('.py') ? 'PyPI' : 'npm', ...more })),
    { path, role: 'imports', format: 'x-imports' },
  );

const npm = (path: string, names: readonly string[], more: Partial<Manifest> = {}): Manifest =>
  makeManifest(
    names.map(name => makePackage(name)),
    { path, ...more },
  );

const pypi = (path: string, ...names: string[]): Manifest =>
  makeManifest(
    names.map(name => makePackage(name, { ecosystem: 'PyPI' })),
    { path },
  );

const find = (...manifests: readonly Manifest[]): string[] =>
  [...findUndeclared(manifests, data)].flatMap(([{ path }, troubles]) =>
    troubles.map(({ package: of, confidence = '-' }) => `${path} ${of?.name} ${confidence}`),
  );

test.each<[string, Manifest[], string[]]>([
  ['a name that is declared', [npm('package.json', ['one']), source('a.ts', ['one'])], []],
  ['one that is not', [npm('package.json', ['one']), source('a.ts', ['two', 'two'])], ['a.ts two -']],
  ['one that models make up', [npm('package.json', ['one']), source('a.ts', ['made-up'])], ['a.ts made-up high']],
  [
    'one declared above',
    [npm('package.json', ['one']), npm('x/package.json', ['two']), source('x/a.ts', ['one', 'two'])],
    [],
  ],
  [
    'one declared beside',
    [npm('x/package.json', ['one']), npm('y/package.json', ['two']), source('y/a.ts', ['one'])],
    ['y/a.ts one -'],
  ],
  ['no manifest at all', [source('a.ts', ['one'])], []],
  ['types', [npm('package.json', ['@types/estree', '@types/acme__x']), source('a.ts', ['estree', '@acme/x'])], []],
  [
    'members',
    [npm('package.json', ['z'], { projectName: '@acme/root' }), source('a.ts', ['@acme/root', '@acme/other'])],
    [],
  ],
  ['own folders', [npm('package.json', ['z']), source('src/a.ts', ['lib']), source('src/lib/b.ts', [])], []],
  ['what may be missing', [npm('package.json', ['z']), source('a.ts', ['one'], { group: 'optional' })], []],
  [
    'what may be missing, and is made up',
    [npm('package.json', ['z']), source('a.ts', ['made-up'], { group: 'optional' })],
    ['a.ts made-up high'],
  ],
  ['tests of Python', [pypi('pyproject.toml', 'z'), source('tests/a.py', ['pytest'])], []],
  ['examples', [npm('package.json', ['z']), source('examples/a.ts', ['one'])], []],
  ['an alias', [makeManifest([makePackage('real', { alias: 'one' })]), source('a.ts', ['one'])], []],
  ['Python', [pypi('requirements.txt', 'requests'), source('a.py', ['requests', 'flask'])], ['a.py flask -']],
  [
    'modules of another name',
    [pypi('pyproject.toml', 'PyYAML', 'python-dateutil'), source('a.py', ['yaml', 'dateutil'])],
    [],
  ],
  ['own modules', [pypi('pyproject.toml', 'z'), source('a.py', ['b']), source('b.py', [])], []],
])('%s', (_, manifests, expected) => {
  expect(find(...manifests)).toEqual(expected);
});
