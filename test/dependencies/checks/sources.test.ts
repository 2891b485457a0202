import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../lib/dependencies/checks/check.ts';
import { createChecks } from '../../../lib/dependencies/checks/index.ts';
import { createInstallScriptCheck } from '../../../lib/dependencies/checks/install-script.ts';
import { PACKAGE_RULES } from '../../../lib/dependencies/checks/rules.ts';
import { createSourceCheck } from '../../../lib/dependencies/checks/unpinned-source.ts';
import type { Manifest } from '../../../lib/model/manifest.ts';
import type { Package } from '../../../lib/model/package.ts';
import { makeData, makeManifest, makePackage } from '../../packages.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const at = { start: 3, end: 9 };

const inspect = (packages: readonly Package[], more: Partial<Manifest> = {}, settings = DEFAULT_SETTINGS): string[] =>
  createSourceCheck(settings)
    .inspect(makeManifest(packages, more))
    .map(({ severity, confidence, message }) => `${severity ?? '-'} ${confidence ?? '-'} ${message}`);

describe('unpinned-source', () => {
  test.each<[Partial<Package>, string | null]>([
    [{ source: 'git', resolved: 'git+https://git.example.com/x.git' }, '- - x comes from git and is held to no commit'],
    [
      { source: 'git', resolved: 'git+https://git.example.com/x.git#main' },
      '- - x comes from git and is held to no commit',
    ],
    [
      { source: 'git', resolved: 'git+https://git.example.com/x.git#v1.2.3' },
      'low - x comes from git by a tag, which can be moved',
    ],
    [
      { source: 'git', resolved: 'git+https://git.example.com/x.git', range: 'semver:^1.2' },
      'low - x comes from git by a tag, which can be moved',
    ],
    [{ source: 'git', resolved: `git+https://git.example.com/x.git#${COMMIT}` }, null],
    [{ source: 'git', resolved: 'git+https://git.example.com/x.git', range: COMMIT }, null],
    [
      { source: 'git', resolved: 'git://git.example.com/x.git#v1' },
      'high - x comes from git on git.example.com without encryption',
    ],
    [{ source: 'url', resolved: 'https://example.com/x.tgz' }, 'low - x is an archive on example.com without a digest'],
    [
      { source: 'url', resolved: 'http://example.com/x.tgz' },
      'high - x is fetched from example.com without encryption',
    ],
    [{ source: 'url', resolved: 'https://example.com/x.whl#sha256=00' }, null],
    [{ source: 'url', resolved: 'https://example.com/x.tgz', integrity: ['sha512-x'] }, null],
    [{ source: 'url', resolved: `https://git.example.com/x/archive/${COMMIT}.tar.gz` }, null],
    [{ source: 'registry', range: '^1.0.0' }, null],
    [{ source: 'file', resolved: '../x' }, null],
    [{ source: 'workspace' }, null],
  ])('%j', (more, expected) => {
    expect(inspect([makePackage('x', more)])).toEqual(expected === null ? [] : [expected]);
  });

  test('an address tells its host and nothing else', () => {
    const [message] = inspect([
      makePackage('x', { source: 'url', resolved: 'https://user:word@example.com/x.tgz?key=value' }),
    ]);
    expect(message).toBe('low - x is an archive on example.com without a digest');
  });

  test('an action by tag is a hint, unless it is wanted by commit', () => {
    const action = (version: string): Package =>
      makePackage('actions/checkout', { ecosystem: 'GitHub Actions', source: 'git', version });
    expect(inspect([action('v4')])).toEqual([
      'low low actions/checkout is taken by a tag or a branch, which can be moved',
    ]);
    expect(inspect([action('v4')], {}, { ...DEFAULT_SETTINGS, pinActions: true })).toEqual([
      'low high actions/checkout is taken by a tag or a branch, which can be moved',
    ]);
    expect(inspect([action(COMMIT)])).toEqual([]);
  });

  test('an extra index can be asked for any name', () => {
    const sources = [
      { kind: 'main', url: 'https://mirror.example.com/simple', at },
      { kind: 'extra', url: 'https://user:word@packages.example.com/simple', at },
      { kind: 'main', url: 'http://plain.example.com/simple', at },
    ] as const;
    expect(inspect([], { sources, ecosystem: 'Maven' })).toHaveLength(1);
    expect(inspect([], { sources, ecosystem: 'PyPI' })).toEqual([
      '- - the extra index on packages.example.com is asked for every package, and the highest version of a name wins wherever it comes from',
      'high - the index on plain.example.com is asked without encryption',
    ]);
    expect(
      inspect([], { sources, ecosystem: 'PyPI' }, { ...DEFAULT_SETTINGS, allowedHosts: ['packages.example.com'] }),
    ).toHaveLength(1);
  });

  test('lockfiles are judged by lockfile-integrity', () => {
    expect(
      inspect([makePackage('x', { source: 'url', resolved: 'https://example.com/x.tgz' })], { role: 'lockfile' }),
    ).toEqual([]);
  });
});

test('install-script tells which package is not among the popular', () => {
  const check = createInstallScriptCheck(makeData([], { npm: ['esbuild'] }));
  const packages = [
    makePackage('esbuild', { version: '1.0.0', installScript: true }),
    makePackage('unheard-of', { version: '1.0.0', installScript: true }),
    makePackage('quiet', { installScript: false }),
    makePackage('member', { installScript: true, source: 'workspace' }),
  ];
  const troubles = check.inspect(makeManifest(packages, { installScripts: [{ name: 'postinstall', at }] }));
  expect(troubles.map(({ message }) => message)).toEqual([
    'esbuild 1.0.0 runs a script when it is installed',
    'unheard-of 1.0.0 runs a script when it is installed, and is not among the popular packages',
    'the script postinstall runs when the project is installed',
  ]);
  expect(troubles[2]?.at).toEqual(at);
});

test('every rule that a check reports by has its document', () => {
  const ids = PACKAGE_RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every(id => /^[a-z]+-[a-z]+$/.test(id))).toBe(true);
  const reported = createChecks(makeData([])).flatMap(({ rules }) => rules.map(({ id }) => id));
  expect(reported.filter(id => !ids.includes(id))).toEqual([]);
  for (const { description, remediation, references } of PACKAGE_RULES) {
    expect(description).toMatch(/^[A-Z].*[^.]$/);
    expect(remediation).toMatch(/\.$/);
    expect(references.every(page => page.startsWith('https://'))).toBe(true);
  }
});
