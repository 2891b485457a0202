/** What checks say by the local database. */

import { describe, expect, test } from 'vitest';
import type { EcosystemKnowledge } from '../../../lib/dependencies/advisories/database.ts';
import { encodeDatabase, openDatabase } from '../../../lib/dependencies/advisories/database.ts';
import { createChecks } from '../../../lib/dependencies/checks/index.ts';
import type { Advisory, AdvisoryDatabase, AffectedRange, BadArchive } from '../../../lib/model/advisory.ts';
import type { Ecosystem, Package } from '../../../lib/model/package.ts';
import type { PackageFact } from '../../../lib/model/package-fact.ts';
import { makeData, makeFact, makeManifest, makePackage } from '../../packages.ts';

const range = (more: Partial<AffectedRange> = {}): AffectedRange => ({
  ...{ introduced: null, fixed: null, lastAffected: null, limit: null },
  ...more,
});

const advisory = (id: string, more: Partial<Advisory> = {}): Advisory => ({
  ...{ id, aliases: [], severity: 'high', summary: '', date: '2025-03-04', ranges: [], versions: [] },
  ...more,
});

function makeDatabase(
  npm: Partial<EcosystemKnowledge>,
  archives: ReadonlyMap<string, BadArchive> = new Map(),
): AdvisoryDatabase {
  const own: EcosystemKnowledge = {
    ...{ advisoriesDate: '2026-11-20', vulnerable: new Map(), malicious: new Map(), names: null, versions: null },
    ...npm,
  };
  const ecosystems = new Map<Ecosystem, EcosystemKnowledge>([['npm', own]]);
  const bytes = Buffer.concat(encodeDatabase({ date: '2026-11-21', ecosystems, archives }));
  return openDatabase((offset, length) => bytes.subarray(offset, offset + length), bytes.length);
}

type Ground = { facts?: readonly PackageFact[]; popular?: Readonly<Record<string, readonly string[]>> };

function judge(database: AdvisoryDatabase | null, packages: readonly Package[], ground: Ground = {}) {
  const data = makeData(ground.facts ?? [], ground.popular ?? {});
  return createChecks(data, undefined, database).flatMap(check => check.inspect(makeManifest(packages)));
}

const brief = (troubles: ReturnType<typeof judge>): string[] =>
  troubles.map(({ ruleId, severity, confidence, message, isWarning }) =>
    [ruleId, severity ?? '-', confidence ?? '-', ...(isWarning ? ['warning'] : []), message].join(' | '),
  );

describe('vulnerable-package', () => {
  const database = makeDatabase({
    vulnerable: new Map([
      [
        'lodash',
        [
          advisory('GHSA-1', {
            ...{ aliases: ['CVE-1', 'X-1'], summary: 'Prototype pollution', severity: 'critical' },
            ranges: [range({ fixed: '4.17.19' })],
          }),
          advisory('GHSA-2', { ranges: [range({ introduced: '4.0.0', fixed: '4.17.21' })] }),
          advisory('GHSA-3', { ranges: [range({ introduced: '9.0.0', fixed: '9.1.0' })] }),
        ],
      ],
      ['whole', [advisory('GHSA-4', { ranges: [range()] })]],
    ]),
  });

  test('one report for each advisory, with the lowest version that has none', () => {
    expect(brief(judge(database, [makePackage('lodash', { version: '4.17.15' })]))).toEqual([
      'vulnerable-package | critical | - | lodash 4.17.15 is vulnerable: Prototype pollution; fixed in 4.17.21 (GHSA-1, CVE-1, 2025-03-04)',
      'vulnerable-package | high | - | lodash 4.17.15 is vulnerable; fixed in 4.17.21 (GHSA-2, 2025-03-04)',
    ]);
    const [first, second] = judge(database, [makePackage('lodash', { version: '4.17.15' })]);
    expect([first?.replacement, first?.about, second?.about]).toEqual(['lodash 4.17.21', 'GHSA-1', 'GHSA-2']);
  });

  test.each<[string, Partial<Package>, number]>([
    ['a fixed version', { version: '4.17.21' }, 0],
    ['another ecosystem', { version: '4.17.15', ecosystem: 'PyPI' }, 0],
    ['a folder of the project', { version: '4.17.15', source: 'workspace' }, 0],
    ['a repository', { version: '4.17.15', source: 'git', resolved: 'git+https://git.example.com/a#main' }, 0],
    ['an exact range', { range: '4.17.15' }, 2],
    ['no version at all', {}, 0],
  ])('%s', (_, more, count) => {
    const found = judge(database, [makePackage('lodash', more)]).filter(
      ({ ruleId }) => ruleId === 'vulnerable-package',
    );
    expect(found.length).toBe(count);
  });

  test('a range that begins in it is a hint', () => {
    expect(brief(judge(database, [makePackage('lodash', { range: '^4.17.19' })]))).toEqual([
      'vulnerable-package | low | low | lodash ^4.17.19 may resolve to 4.17.19, which is vulnerable (GHSA-2, 2025-03-04)',
    ]);
  });

  test('what all versions have is sure without a version', () => {
    expect(brief(judge(database, [makePackage('whole')]))).toEqual([
      'vulnerable-package | high | - | whole is vulnerable in every version (GHSA-4, 2025-03-04)',
    ]);
    expect(brief(judge(database, [makePackage('whole', { version: 'junk' })]))).toEqual([
      'vulnerable-package | high | - | whole junk is vulnerable; no version is known to be fixed (GHSA-4, 2025-03-04)',
    ]);
  });

  test('a package that stands in several places is reported once', () => {
    const found = makePackage('lodash', { version: '4.17.20' });
    expect(judge(database, [found, found]).length).toBe(1);
  });

  test('without a database nothing is said', () => {
    expect(judge(null, [makePackage('lodash', { version: '4.17.15' })])).toEqual([]);
  });
});

describe('malicious-package by records', () => {
  const digest = 'sha512-BAD';
  const database = makeDatabase(
    {
      malicious: new Map([
        ['bad', [advisory('MAL-1', { severity: 'critical', ranges: [range()] })]],
        ['hasty', [advisory('MAL-2', { severity: 'critical', ranges: [range()], versions: ['4.1.1'] })]],
        ['exact', [advisory('MAL-3', { severity: 'critical', versions: ['1.2.3'] })]],
      ]),
    },
    new Map([[digest, { ecosystem: 'npm', name: 'bad', id: 'MAL-1', date: '2025-01-01' }]]),
  );
  const popular = { npm: ['bad', 'hasty', 'exact'] };

  test.each<[string, Partial<Package>, Ground, string[]]>([
    ['bad', { version: '1.0.0' }, {}, ['malicious-package | critical | - | bad is malicious (MAL-1, 2025-03-04)']],
    ['bad', {}, {}, ['malicious-package | critical | - | bad is malicious (MAL-1, 2025-03-04)']],
    ['hasty', { version: '9.0.0' }, {}, ['malicious-package | critical | - | hasty is malicious (MAL-2, 2025-03-04)']],
    ['hasty', { version: '9.0.0' }, { popular }, []],
    [
      'hasty',
      { version: '4.1.1' },
      { popular },
      ['malicious-package | critical | - | hasty 4.1.1 is malicious (MAL-2, 2025-03-04)'],
    ],
    ['exact', { version: '1.2.4' }, {}, []],
    [
      'exact',
      { range: '^1.2.0' },
      {},
      ['malicious-package | low | low | exact ^1.2.0 may resolve to 1.2.3, which is malicious (MAL-3, 2025-03-04)'],
    ],
    ['bad', { version: '1.0.0' }, { facts: [makeFact('bad', { kind: 'do-not-flag' })] }, []],
    ['bad', { version: '1.0.0', source: 'workspace' }, {}, []],
    [
      'renamed',
      { version: '1.0.0', integrity: [digest] },
      {},
      ['malicious-package | - | high | renamed has the digest of a malicious archive of bad (MAL-1, 2025-01-01)'],
    ],
  ])('%s %j %#', (name, more, ground, expected) => {
    expect(brief(judge(database, [makePackage(name, more)], ground)).filter(text => text.startsWith('mal'))).toEqual(
      expected,
    );
  });

  test('a record of the first hour on a popular name is a warning and no finding', () => {
    const [trouble] = judge(database, [makePackage('bad', { version: '1.0.0' })], { popular });
    expect([trouble?.isWarning, trouble?.severity]).toEqual([true, 'low']);
    expect(trouble?.message).toContain('see which versions are meant (MAL-1, 2025-03-04)');
  });
});

describe('names that no full set holds', () => {
  const database = makeDatabase({ names: { date: '2026-11-19', list: new Set(['known', 'import-me']) } });
  const message = 'made-up is not in the known set of 2026-11-19: the name is made up, private, or newer than that';

  test.each<[string, Partial<Package>, Ground, string[]]>([
    ['known', {}, {}, []],
    ['made-up', {}, {}, [`hallucinated-package | - | medium | ${message}`]],
    ['made-up', { version: '1.0.0', integrity: ['sha512-x'] }, {}, [`hallucinated-package | - | low | ${message}`]],
    ['made-up', { direct: false }, {}, [`hallucinated-package | - | low | ${message}`]],
    ['made-up', { ecosystem: 'PyPI' }, {}, []],
    ['made-up', {}, { popular: { npm: ['made-up'] } }, []],
    ['made-up', {}, { facts: [makeFact('made-up', { kind: 'not-a-confusion' })] }, []],
    ['made-up', { source: 'git', resolved: 'git+https://git.example.com/a' }, {}, []],
  ])('%s %j %#', (name, more, ground, expected) => {
    const found = brief(judge(database, [makePackage(name, more)], ground));
    expect(found.filter(text => text.startsWith('hallucinated'))).toEqual(expected);
  });

  test('popular names are not such a set', () => {
    const without = makeDatabase({});
    expect(judge(without, [makePackage('made-up')], { popular: { npm: ['known'] } })).toEqual([]);
  });
});

describe('newest versions', () => {
  const known = new Map([
    ['left', { newest: ['1.9.0', '3.2.1'], yanked: ['1.2.3'], archived: null }],
    ['gone', { newest: ['1.0.0'], yanked: [], archived: 'use other' }],
  ]);
  const database = makeDatabase({ versions: { date: '2026-11-18', known } });

  test.each<[string, Partial<Package>, string[]]>([
    [
      'left',
      { version: '1.2.0' },
      [
        'outdated-package | - | - | left 1.2.0 is behind 1.9.0, the newest of its major, and 3.2.1, the newest of all (as of 2026-11-18)',
      ],
    ],
    [
      'left',
      { version: '1.9.0' },
      ['outdated-package | - | - | left 1.9.0 is behind 3.2.1, the newest of all (as of 2026-11-18)'],
    ],
    ['left', { version: '3.2.1' }, []],
    ['left', { version: '4.0.0-rc.1' }, []],
    ['left', { version: '1.2.0', direct: false }, []],
    ['left', { range: '^1.2.0' }, []],
    [
      'left',
      { version: '1.2.3' },
      ['deprecated-package | medium | high | left 1.2.3 was taken back by its owners (as of 2026-11-18)'],
    ],
    [
      'gone',
      { version: '1.0.0' },
      ['deprecated-package | - | high | gone is given up by its owners: use other (as of 2026-11-18)'],
    ],
    ['other', { version: '0.0.1' }, []],
  ])('%s %j', (name, more, expected) => {
    expect(brief(judge(database, [makePackage(name, more)]))).toEqual(expected);
  });
});
