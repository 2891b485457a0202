/** The house rules on imports, as ARCHITECTURE.md has them. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const LIB = join(ROOT, 'lib');

/** Which folders of lib/ a folder may import, besides itself. `*` stands for every folder but the front ends. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ['model'],
  config: ['model', 'text'],
  sources: ['model', 'text'],
  filters: ['model', 'text'],
  reporters: ['model', 'text'],
  'detection/ruleset': ['model', 'text'],
  'detection/ruleset/import': ['model', 'text', 'detection/ruleset'],
  'detection/detectors': ['model', 'text', 'detection', 'detection/ruleset', 'detection/assignment'],
  'detection/assignment': ['model', 'text', 'detection'],
  'detection/decode': ['model', 'text', 'detection', 'detection/ruleset', 'detection/detectors'],
  'detection/judges': ['model', 'text', 'detection', 'detection/assignment'],
  detection: ['model', 'text'],
  'dependencies/manifests': ['model', 'text', 'dependencies', 'dependencies/commands'],
  'dependencies/commands': [
    'model',
    'text',
    'dependencies',
    'dependencies/manifests',
    'dependencies/commands/managers',
  ],
  'dependencies/commands/managers': ['dependencies/commands'],
  'dependencies/imports': ['model', 'text', 'dependencies', 'dependencies/manifests'],
  'dependencies/versions': ['model', 'text'],
  'dependencies/checks': ['model', 'text', 'dependencies', 'dependencies/advisories', 'dependencies/versions'],
  'dependencies/advisories': ['model', 'text', 'dependencies', 'dependencies/versions'],
  dependencies: ['model', 'text'],
  engine: [
    'model',
    'text',
    'detection',
    'detection/ruleset',
    'detection/ruleset/import',
    'detection/detectors',
    'detection/assignment',
    'detection/judges',
    'detection/decode',
    'filters',
    'dependencies',
    'dependencies/manifests',
    'dependencies/checks',
    'dependencies/advisories',
    'dependencies/versions',
  ],
  run: ['*'],
  cli: ['*'],
};

const PURE = [
  'dependencies',
  'dependencies/manifests',
  'dependencies/commands',
  'dependencies/commands/managers',
  'dependencies/imports',
  'dependencies/advisories',
  'dependencies/versions',
  'dependencies/checks',
  'detection/assignment',
  'detection/decode',
  'model',
  'text',
  'detection',
  'detection/ruleset',
  'detection/detectors',
  'detection/judges',
  'filters',
  'reporters',
  'engine',
];
const OUTSIDE =
  /^node:(?:fs|child_process|net|http|https|http2|tls|dgram|dns|worker_threads|process|os|readline|tty|repl)\b/;
const NETWORK = /^node:(?:net|http|https|http2|tls|dgram|dns)\b/;

/** The one file that may use the network, and only `gate db update` loads it. */
const FETCHES = 'run/database/fetch-file.ts';

const FILES = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => name.replaceAll('\\', '/'))
  .sort();

const textOf = (file: string): string => readFileSync(join(LIB, file), 'utf8');

test('only the update of the database imports what fetches', () => {
  const name = FETCHES.split('/').at(-1) ?? '';
  expect(FILES.filter(file => importsOf(file).some(target => target.endsWith(`/${name}`)))).toEqual([
    'run/database/update.ts',
  ]);
});

/** Module names that a file imports, statically or on demand. */
function importsOf(file: string): string[] {
  return [...textOf(file).matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|getBuiltinModule\(\s*|^import\s+)'([^']+)'/gm)].map(
    match => match[1] ?? '',
  );
}

function folderOf(file: string): string {
  const folder = dirname(file);
  const top = folder.split('/')[0] ?? '';
  return top === 'detection' || top === 'dependencies' ? folder : top;
}

const allowed = (from: string, to: string): boolean => {
  const list = MAY_IMPORT[from] ?? [];
  return from === to || list.includes(to) || (list.includes('*') && to !== 'cli');
};

test('every folder of lib/ has its line in the table', () => {
  expect([...new Set(FILES.map(folderOf))].filter(folder => MAY_IMPORT[folder] === undefined)).toEqual([]);
});

describe.each(FILES)('%s', file => {
  const imports = importsOf(file);

  test('imports only what its folder may', () => {
    const targets = imports
      .filter(name => name.startsWith('.'))
      .map(name => relative(LIB, resolve(LIB, dirname(file), name)).replaceAll('\\', '/'));
    expect(targets.filter(target => !allowed(folderOf(file), folderOf(target)))).toEqual([]);
  });

  test('touches the outside world only where it may', () => {
    if (file !== FETCHES) {
      expect(imports.filter(name => NETWORK.test(name))).toEqual([]);
      expect(textOf(file)).not.toMatch(/(?<![\w.])fetch\(|\bnew WebSocket\b/);
    }
    if (!PURE.includes(folderOf(file))) return;
    expect(imports.filter(name => OUTSIDE.test(name))).toEqual([]);
    const code = textOf(file).replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');
    expect(
      code.match(
        /\bprocess\.(?!getBuiltinModule)\w+|\bconsole\.|\bDate\.now|\bperformance\.|new Date\(\)|Math\.random/g,
      ),
    ).toBeNull();
  });

  test('is no larger than a file should be, and says what it is for', () => {
    expect(textOf(file).split('\n').length).toBeLessThanOrEqual(320);
    expect(textOf(file)).toMatch(/^\/\*\*/);
    expect(textOf(file)).not.toMatch(/export default|\benum \w+ \{/);
  });
});

test('each runtime dependency is imported by exactly one file', () => {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  const importers = Object.keys(manifest.dependencies).map(name => {
    const files = FILES.filter(
      file =>
        textOf(file).includes(`import('${name}')`) ||
        (importsOf(file).includes(name) && !/^import type [^;]*'/.test(typeOnly(file, name))),
    );
    return [name, files.length] as const;
  });
  expect(Object.fromEntries(importers)).toEqual(Object.fromEntries(importers.map(([name]) => [name, 1])));
});

/** The import statement of `name` in a file when it is for types alone, else an empty string. */
function typeOnly(file: string, name: string): string {
  const statements = [...textOf(file).matchAll(/^import [^;]*?from '([^']+)';/gm)]
    .filter(match => match[1] === name)
    .map(match => match[0]);
  return statements.every(statement => statement.startsWith('import type')) ? (statements[0] ?? '') : '';
}
