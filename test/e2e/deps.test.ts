/** `gate deps` on real folders: what is listed, in which formats, and npm's graph. */

import { describe, expect, test } from 'vitest';
import { gate, makeFolder, write } from './gate.ts';

const WORD = ['open', 'sesame'].join('-');

const digest = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;

const PROJECT = {
  'package.json': JSON.stringify(
    { name: 'shop', dependencies: { web: '^1.0.0', tool: `git+https://me:${WORD}@git.example.com/tool.git` } },
    null,
    2,
  ),
  'package-lock.json': JSON.stringify(
    {
      name: 'shop',
      lockfileVersion: 3,
      packages: {
        '': { name: 'shop', dependencies: { web: '^1.0.0' } },
        'node_modules/web': { version: '1.2.0', integrity: digest, dependencies: { deep: '~2.0.0' } },
        'node_modules/deep': { version: '2.0.1', integrity: digest },
      },
    },
    null,
    2,
  ),
  'node_modules/deep/package.json': JSON.stringify({ name: 'deep', version: '2.0.0' }),
};

function makeProject(): string {
  const folder = makeFolder();
  write(folder, PROJECT);
  return folder;
}

describe('gate deps list', () => {
  test('names every package with its file and line, and no password', () => {
    const { status, stdout } = gate(['deps', 'list'], { cwd: makeProject() });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^package\.json$/m);
    expect(stdout).toMatch(/ 4 {2}npm {2}web +\^1\.0\.0$/m);
    expect(stdout).toContain('git+https://git.example.com/tool.git');
    expect(stdout).not.toContain(WORD);
    expect(stdout).not.toContain('node_modules/deep/package.json');
  });

  test('JSON holds one object with a list', () => {
    const { stdout } = gate(['deps', 'list', '--format', 'json', 'package.json'], { cwd: makeProject() });
    const { version, packages } = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(packages[0]).toMatchObject({
      ecosystem: 'npm',
      name: 'web',
      version: null,
      range: '^1.0.0',
      purl: 'pkg:npm/web',
      source: 'registry',
      group: 'main',
      direct: true,
      path: 'package.json',
      line: 4,
    });
    expect(stdout).not.toContain(WORD);
  });

  test('CycloneDX holds each package once, the same bytes every time', () => {
    const cwd = makeProject();
    const [one, two] = [0, 1].map(() => gate(['deps', 'list', '--format', 'cyclonedx'], { cwd }).stdout);
    const { bomFormat, components } = JSON.parse(one ?? '');
    expect(bomFormat).toBe('CycloneDX');
    expect(new Set(components.map(({ purl }: { purl: string }) => purl)).size).toBe(components.length);
    expect(two).toBe(one);
    expect(one).not.toContain(WORD);
  });

  test('a missing path is exit code 2', () => {
    const { status, stdout } = gate(['deps', 'list', 'nowhere'], { cwd: makeProject() });
    expect(status).toBe(2);
    expect(stdout).toContain('nowhere');
  });
});

describe('gate deps why', () => {
  test('tells the chain, and that something else is installed', () => {
    const { status, stdout } = gate(['deps', 'why', 'deep'], { cwd: makeProject() });
    expect(status).toBe(0);
    expect(stdout).toContain('deep 2.0.1 (node_modules/deep): node_modules holds 2.0.0 instead');
    expect(stdout).toContain('shop@ (prod ^1.0.0) → web@1.2.0 (prod ~2.0.0) → deep@2.0.1');
  });

  test('names the files that ask for it', () => {
    const { stdout } = gate(['deps', 'why', 'web'], { cwd: makeProject() });
    expect(stdout).toContain('package.json:4: npm web ^1.0.0 (main)');
  });

  test('JSON holds the graph', () => {
    const { stdout } = gate(['deps', 'why', 'deep', '--format', 'json'], { cwd: makeProject() });
    const { graph } = JSON.parse(stdout);
    expect(graph[0]).toMatchObject({ name: 'deep', version: '2.0.1', installed: '2.0.0' });
  });

  test('a name that nothing holds is exit code 1', () => {
    const { status, stdout } = gate(['deps', 'why', 'nobody'], { cwd: makeProject() });
    expect(status).toBe(1);
    expect(stdout).toContain('nothing here names nobody');
  });
});
