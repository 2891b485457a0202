import { describe, expect, test } from 'vitest';
import type { Trouble } from '../../../lib/dependencies/checks/check.ts';
import { createNamesCheck } from '../../../lib/dependencies/checks/names.ts';
import type { Manifest } from '../../../lib/model/manifest.ts';
import type { Package } from '../../../lib/model/package.ts';
import type { PackageData } from '../../../lib/model/package-fact.ts';
import { builtInPackages, makeData, makeFact, makeManifest, makePackage } from '../../packages.ts';

const inspect = (data: PackageData, packages: readonly Package[], more: Partial<Manifest> = {}): readonly Trouble[] =>
  createNamesCheck(data).inspect(makeManifest(packages, more));

const brief = (troubles: readonly Trouble[]): string[] =>
  troubles.map(({ ruleId, severity, confidence, replacement }) =>
    [ruleId, severity ?? '-', confidence ?? '-', replacement ?? '-'].join(' '),
  );

const judge = (data: PackageData, name: string, more: Partial<Package> = {}): string[] =>
  brief(inspect(data, [makePackage(name, more)]));

describe('malicious-package', () => {
  const data = makeData(
    [
      makeFact('whole'),
      makeFact('some', { versions: ['1.2.3', '>=5'], note: 'a hijacked account', hashes: ['sha512-BAD'] }),
      makeFact('heard', { confidence: 'medium' }),
      makeFact('ctx', { ecosystem: 'PyPI', versions: ['0.2'] }),
    ],
    {},
  );

  test.each<[string, Partial<Package>, string[]]>([
    ['whole', { version: '9.9.9' }, ['malicious-package - - -']],
    ['whole', { range: '^1.0.0' }, ['malicious-package - - -']],
    ['whole', {}, ['malicious-package - - -']],
    ['heard', {}, ['malicious-package high medium -']],
    ['some', { version: '1.2.3' }, ['malicious-package - - -']],
    ['some', { range: '1.2.3' }, ['malicious-package - - -']],
    ['some', { version: '5.1.0' }, ['malicious-package - - -']],
    ['some', { version: '1.2.4' }, []],
    ['some', { range: '^1.2.0' }, ['malicious-package low low -']],
    ['some', { range: '^2.0.0' }, []],
    ['some', { range: 'latest' }, []],
    ['some', {}, ['malicious-package low low -']],
    ['ctx', { ecosystem: 'PyPI', version: '0.2.0' }, ['malicious-package - - -']],
    ['CTX', { ecosystem: 'PyPI', version: '0.2.0' }, ['malicious-package - - -']],
    ['ctx', { version: '0.2.0' }, []],
    ['whole', { source: 'workspace' }, []],
    ['whole', { source: 'git', resolved: 'git+https://git.example.com/a' }, []],
  ])('%s %j', (name, more, expected) => {
    expect(judge(data, name, more)).toEqual(expected);
  });

  test('tells a bad archive by its digest under any name and from any place', () => {
    const found = makePackage('renamed', { version: '7.0.0', integrity: ['sha1-x', 'sha512-BAD'] });
    expect(inspect(data, [found])[0]?.message).toContain('renamed has the digest of a malicious archive of some');
    expect(judge(data, 'renamed', { integrity: ['sha512-BAD'], source: 'url' })).toEqual([
      'malicious-package - high -',
    ]);
    expect(judge(data, 'renamed', { integrity: ['sha512-GOOD'] })).toEqual([]);
  });

  test('names the package, the version, what happened and the record', () => {
    expect(inspect(data, [makePackage('some', { version: '1.2.3' })])[0]?.message).toBe(
      'some 1.2.3 is malicious, a hijacked account (MAL-2000-1, 2000-01-01)',
    );
    expect(inspect(data, [makePackage('some', { range: '^1.2.0' })])[0]?.message).toBe(
      'some ^1.2.0 may resolve to 1.2.3, which is malicious, a hijacked account (MAL-2000-1, 2000-01-01)',
    );
  });
});

describe('precedence', () => {
  const data = makeData(
    [
      makeFact('cleared', { kind: 'do-not-flag' }),
      makeFact('cleared'),
      makeFact('partly', { kind: 'do-not-flag', versions: ['5.0.7'] }),
      makeFact('partly', { versions: ['3.2.0', '5.0.7'] }),
      makeFact('both', { kind: 'import-confusion', use: 'right' }),
      makeFact('both', { kind: 'hallucinated' }),
      makeFact('old', { kind: 'deprecated', use: 'new' }),
      makeFact('lodahs', { kind: 'deprecated' }),
    ],
    { npm: ['lodash', 'cleared', 'both'] },
  );

  test('what is cleared is not judged', () => expect(judge(data, 'cleared', { version: '1.0.0' })).toEqual([]));
  test('a cleared version leaves the others as they are', () => {
    expect(judge(data, 'partly', { version: '5.0.7' })).toEqual([]);
    expect(judge(data, 'partly', { version: '3.2.0' })).toEqual(['malicious-package - - -']);
  });
  test('hallucinated comes before confused, and a popular name is confused all the same', () =>
    expect(judge(data, 'both')).toEqual(['hallucinated-package - high -']));
  test('a lookalike comes before deprecated', () =>
    expect(judge(data, 'lodahs')).toEqual(['lookalike-package - medium lodash']));
  test('one verdict a package, and one for a package that is held twice', () =>
    expect(inspect(data, [makePackage('old'), makePackage('old'), makePackage('both')])).toHaveLength(2));
});

describe('confused-package', () => {
  test.each<[string, string | undefined]>([
    ['sklearn', 'scikit-learn'],
    ['dotenv', 'python-dotenv'],
    ['PIL', 'pillow'],
    ['cv2', 'opencv-python'],
    ['bs4', 'beautifulsoup4'],
    ['yaml', 'pyyaml'],
    ['Crypto', 'pycryptodome'],
    ['rest_framework', 'djangorestframework'],
    ['os', undefined],
    ['asyncio', undefined],
    ['enum34', undefined],
  ])('%s → %s', (name, use) => {
    const [trouble] = inspect(builtInPackages(), [makePackage(name, { ecosystem: 'PyPI' })]);
    expect(trouble?.ruleId).toBe('confused-package');
    expect(trouble?.replacement).toBe(use);
    expect(trouble?.message).toContain(use ?? 'remove it');
  });

  test.each(['scikit-learn', 'python-dotenv', 'Pillow', 'PyYAML', 'Levenshtein', 'python-Levenshtein', 'attrs'])(
    'not %s',
    name => {
      expect(inspect(builtInPackages(), [makePackage(name, { ecosystem: 'PyPI' })])).toEqual([]);
    },
  );

  test('what others bring along is a hint at most', () => {
    expect(judge(builtInPackages(), 'typing', { ecosystem: 'PyPI', direct: false })).toEqual([
      'confused-package low low -',
    ]);
  });

  test('a name is confused in its own ecosystem only', () => {
    expect(judge(builtInPackages(), 'yaml', { ecosystem: 'npm' })).toEqual([]);
    expect(judge(builtInPackages(), 'dotenv', { ecosystem: 'npm' })).toEqual([]);
  });
});

describe('deprecated-package', () => {
  const data = makeData([
    makeFact('old', { kind: 'deprecated', versions: ['<4'], use: 'new', source: 'its owner', confidence: 'medium' }),
  ]);

  test('by the word of the lockfile', () => {
    const [trouble] = inspect(data, [
      makePackage('gone', { version: '1.0.0', deprecated: `Use\u001b[31m other\n${'x'.repeat(300)}` }),
    ]);
    expect(trouble?.message).toMatch(/^gone 1\.0\.0 is deprecated: Use \[31m other x+…$/);
    expect(trouble?.message.length).toBeLessThan(200);
    expect(trouble?.confidence).toBe('high');
  });

  test.each<[Partial<Package>, string[]]>([
    [{ version: '3.9.9' }, ['deprecated-package - medium new']],
    [{ version: '3.9.9', direct: false }, []],
    [{ version: '3.9.9', direct: false, deprecated: 'old' }, ['deprecated-package - low -']],
    [{ version: '4.0.0' }, []],
    [{ range: '^3.0.0' }, []],
    [{ version: '9.0.0', deprecated: '' }, ['deprecated-package - high -']],
  ])('%j', (more, expected) => {
    expect(judge(data, 'old', more)).toEqual(expected);
  });
});

test('the facts that matter most are known', () => {
  const data = builtInPackages();
  expect(judge(data, 'event-stream', { version: '3.3.6' })).toEqual(['malicious-package - - -']);
  expect(judge(data, 'event-stream', { version: '3.3.5' })).toEqual([]);
  expect(judge(data, 'ua-parser-js', { version: '0.7.29' })).toEqual(['malicious-package - - -']);
  expect(judge(data, 'chalk', { version: '5.6.1' })).toEqual(['malicious-package - - -']);
  expect(judge(data, 'mariadb')).toEqual([]);
  expect(judge(data, 'preact')).toEqual([]);
  expect(judge(data, 'huggingface-cli', { ecosystem: 'PyPI' })).toEqual([
    'hallucinated-package - high huggingface_hub',
  ]);
  expect(
    judge(data, 'tj-actions/changed-files', {
      ecosystem: 'GitHub Actions',
      version: '0e58ed8671d6b60d0890c21b07f8835ace038e67',
    }),
  ).toEqual(['malicious-package - - -']);
});

test('of what commands install it is not told that it is deprecated', () => {
  const data = makeData([makeFact('old', { kind: 'deprecated' })], {});
  expect(brief(inspect(data, [makePackage('old')]))).toEqual(['deprecated-package - high -']);
  expect(inspect(data, [makePackage('old')], { role: 'commands', ecosystem: null })).toEqual([]);
});
