import { describe, expect, test } from 'vitest';
import { isAffected, lowestFix } from '../../../lib/dependencies/advisories/affected.ts';
import { createGatherer } from '../../../lib/dependencies/advisories/gather.ts';
import { mergeAliases } from '../../../lib/dependencies/advisories/merge-aliases.ts';
import type { OsvEntry } from '../../../lib/dependencies/advisories/osv.ts';
import { readOsvRecord } from '../../../lib/dependencies/advisories/osv.ts';
import type { Advisory, BadArchive } from '../../../lib/model/advisory.ts';
import type { Ecosystem } from '../../../lib/model/package.ts';

type Affected = Readonly<Record<string, unknown>>;

const record = (affected: Affected | readonly Affected[], more: Readonly<Record<string, unknown>> = {}) => ({
  id: 'GHSA-0000-0000-0001',
  summary: 'Something is wrong.',
  published: '2025-03-04T05:06:07Z',
  affected: [affected].flat().map(part => ({ package: { ecosystem: 'npm', name: 'left-pad' }, ...part })),
  ...more,
});

const range = (events: readonly Readonly<Record<string, string>>[], type = 'SEMVER') => ({ type, events });

function readOne(value: unknown): OsvEntry {
  const [entry] = readOsvRecord(value)?.entries ?? [];
  if (entry === undefined) throw new Error('no entry was read');
  return entry;
}

const affects = (value: unknown, version: string, ecosystem: Ecosystem = 'npm'): boolean =>
  isAffected(ecosystem, version, readOne(value).advisory);

describe('versions that a record is about', () => {
  const bounded = record({ ranges: [range([{ introduced: '1.0.0' }, { fixed: '1.5.0' }])] });
  test.each([
    ['0.9.9', false],
    ['1.0.0-rc.1', false],
    ['1.0.0', true],
    ['1.4.9', true],
    ['1.5.0-rc.1', true],
    ['1.5.0', false],
    ['no version', false],
  ])('%s of 1.0.0 to 1.5.0', (version, expected) => {
    expect(affects(bounded, version)).toBe(expected);
  });

  test('a range of nothing but 0 holds every version, also a prerelease and what cannot be read', () => {
    const all = record({ ranges: [range([{ introduced: '0' }])] });
    for (const version of ['0.0.0-alpha', '1.0.0', '99.0.0-rc.1+b', '', 'latest', 'main']) {
      expect(affects(all, version)).toBe(true);
    }
  });

  test('the last affected version is in, the next is not', () => {
    const last = record({ ranges: [range([{ introduced: '0' }, { last_affected: '2.0.0' }])] });
    expect(affects(last, '2.0.0')).toBe(true);
    expect(affects(last, '2.0.1')).toBe(false);
    expect(affects(last, '0.0.0-alpha')).toBe(true);
  });

  test('a limit is not in; the highest of several counts, and * is none', () => {
    const limits = (...values: string[]) =>
      record({ ranges: [range([{ introduced: '1.0.0' }, ...values.map(limit => ({ limit }))])] });
    expect(affects(limits('2.0.0'), '2.0.0')).toBe(false);
    expect(affects(limits('2.0.0', '3.0.0'), '2.0.0')).toBe(true);
    expect(affects(limits('*'), '9.0.0')).toBe(true);
  });

  test('events are sorted, and a range may hold several stretches', () => {
    const events = [{ fixed: '2.5.0' }, { introduced: '0' }, { introduced: '2.0.0' }, { fixed: '1.2.0' }];
    const value = record({ ranges: [range(events)] });
    expect(['1.1.9', '1.2.0', '1.9.9', '2.0.0', '2.5.0'].map(version => affects(value, version))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  test('commits are passed by, whatever stands before or behind them', () => {
    const git = range([{ introduced: '0' }], 'GIT');
    const versions = range([{ introduced: '1.0.0' }, { fixed: '2.0.0' }], 'ECOSYSTEM');
    for (const ranges of [
      [git, versions],
      [versions, git],
    ]) {
      expect(affects(record({ ranges }), '1.5.0')).toBe(true);
      expect(affects(record({ ranges }), '2.0.0')).toBe(false);
    }
    expect(readOsvRecord(record({ ranges: [git] }))?.entries).toEqual([]);
  });

  test('a version is in when any range or the list has it', () => {
    const value = record({
      ranges: [range([{ introduced: '1.0.0' }, { fixed: '1.1.0' }])],
      versions: ['1.0.5', '3.0.0'],
    });
    expect(affects(value, '3.0.0')).toBe(true);
    expect(affects(value, 'v3.0.0')).toBe(true);
    expect(affects(value, '3.0.1')).toBe(false);
    expect(readOne(value).advisory.versions).toEqual(['3.0.0']);
  });

  test.each<[Ecosystem, string, string, string]>([
    ['PyPI', '1.0.post1', '1.0', '1.1'],
    ['Maven', '2.0-rc1', '1.0', '2.0'],
    ['RubyGems', '2.0.0.rc1', '1.0', '2.0.0'],
    ['NuGet', '1.0.0.5', '1.0', '1.0.1'],
    ['Go', '1.5.0', '1.0.0', '1.6.0'],
    ['Packagist', '2.0.0-beta2', '1.0', '2.0.0'],
  ])("%s: %s is told by its ecosystem's order", (ecosystem, version, introduced, fixed) => {
    const value = record({
      package: { ecosystem, name: 'a:b' },
      ranges: [range([{ introduced }, { fixed }], 'ECOSYSTEM')],
    });
    expect(affects(value, version, ecosystem)).toBe(true);
  });
});

describe('what is kept of a record', () => {
  test('withdrawn ones say nothing', () => {
    expect(readOsvRecord(record({ versions: ['1.0.0'] }, { withdrawn: '2025-01-01T00:00:00Z' }))?.entries).toEqual([]);
  });

  test.each([null, 1, 'text', [], {}, { id: 5 }])('%j is none', value => {
    expect(readOsvRecord(value)).toBeNull();
  });

  test('fields of other types say nothing', () => {
    expect(readOsvRecord({ id: 'X-1', affected: 'all', aliases: 5 })).toEqual({ entries: [], digests: [] });
    expect(
      readOsvRecord({ id: 'X-1', affected: [null, { package: null }, { package: { ecosystem: 'npm' } }] })?.entries,
    ).toEqual([]);
  });

  test('names are canonical, and ecosystems are read up to the colon', () => {
    const python = record({ package: { ecosystem: 'PyPI', name: 'Zope.Interface' }, versions: ['1.0'] });
    expect(readOne(python).name).toBe('zope-interface');
    const maven = record({
      package: { ecosystem: 'Maven:https://repo.example.com', name: 'org.a:b' },
      versions: ['1'],
    });
    expect(readOne(maven).ecosystem).toBe('Maven');
    expect(
      readOsvRecord(record({ package: { ecosystem: 'Debian:12', name: 'bash' }, versions: ['1'] }))?.entries,
    ).toEqual([]);
  });

  test.each([
    [{ severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }] }, 'critical'],
    [
      { severity: [{ type: 'CVSS_V4', score: 'CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N' }] },
      'medium',
    ],
    [{ database_specific: { severity: 'MODERATE' } }, 'medium'],
    [{ database_specific: { severity: 'LOW' } }, 'low'],
    [{}, 'medium'],
    [{ id: 'MAL-2025-1' }, 'critical'],
    [{ severity: [{ score: 'nonsense' }] }, 'medium'],
  ])('severity of %j', (more, expected) => {
    expect(readOne(record({ versions: ['1.0.0'] }, more)).advisory.severity).toBe(expected);
  });

  test('the summary is one line of bounded length', () => {
    const { advisory } = readOne(record({ versions: ['1.0.0'] }, { summary: `a\n\u001b[31mb ${'x'.repeat(500)}` }));
    expect(advisory.summary).toMatch(/^a \[31mb x+…$/);
    expect(advisory.summary.length).toBeLessThanOrEqual(120);
  });

  test('digests of bad archives', () => {
    const digest = `sha512-${'A'.repeat(86)}==`;
    const indicators = { package_integrity: [{ hashes: { sha512_sri: digest } }, { hashes: { sha512_sri: 'short' } }] };
    expect(readOsvRecord(record({ versions: ['1'] }, { database_specific: { indicators } }))?.digests).toEqual([
      digest,
    ]);
  });

  test('versions beside a range of everything are kept', () => {
    const { advisory } = readOne(record({ ranges: [range([{ introduced: '0' }])], versions: ['4.1.1', '4.1.2'] }));
    expect(advisory.versions).toEqual(['4.1.1', '4.1.2']);
  });
});

const advisory = (id: string, more: Partial<Advisory> = {}): Advisory => ({
  ...{ id, aliases: [], severity: 'medium', summary: '', date: '', ranges: [], versions: [] },
  ...more,
});

describe('aliases', () => {
  test('what shares a name is one, also by way of a third', () => {
    const merged = mergeAliases([
      advisory('PYSEC-1', { aliases: ['CVE-1'], severity: 'low', versions: ['1'], date: '2025-02-01' }),
      advisory('GHSA-2', { aliases: ['CVE-2'], severity: 'high', versions: ['2'], date: '2025-01-01' }),
      advisory('CVE-1', { aliases: ['CVE-2'], summary: 'what it is' }),
      advisory('GHSA-9', { versions: ['9'] }),
    ]);
    expect(merged.map(({ id }) => id)).toEqual(['GHSA-2', 'GHSA-9']);
    expect(merged[0]).toEqual(
      advisory('GHSA-2', {
        aliases: ['CVE-1', 'CVE-2', 'PYSEC-1'],
        ...{ severity: 'high', summary: 'what it is', date: '2025-01-01', versions: ['2', '1'] },
      }),
    );
  });
});

describe('the lowest fix', () => {
  const until = (introduced: string | null, fixed: string): Advisory =>
    advisory(`A-${fixed}`, { ranges: [{ introduced, fixed, lastAffected: null, limit: null }] });
  test.each<[string, readonly Advisory[], string | null]>([
    ['1.0.0', [until(null, '1.2.0')], '1.2.0'],
    ['1.0.0', [until(null, '1.2.0'), until(null, '1.4.0')], '1.4.0'],
    ['1.0.0', [until(null, '1.2.0'), until('1.1.0', '1.4.0'), until('2.0.0', '2.3.0')], '1.4.0'],
    ['2.1.0', [until(null, '1.2.0'), until('2.0.0', '2.3.0')], '2.3.0'],
    ['1.0.0', [advisory('A', { ranges: [{ introduced: null, fixed: null, lastAffected: null, limit: null }] })], null],
  ])('above %s', (version, advisories, expected) => {
    expect(lowestFix('npm', version, advisories)).toBe(expected);
  });
});

test('malicious packages stand apart, with the digests of their archives', () => {
  const archives = new Map<string, BadArchive>();
  const gatherer = createGatherer('npm', archives);
  const digest = `sha512-${'B'.repeat(86)}==`;
  const indicators = { package_integrity: [{ hashes: { sha512_sri: digest } }] };
  for (const value of [
    record({ ranges: [range([{ introduced: '0' }])] }, { id: 'MAL-2025-1', database_specific: { indicators } }),
    record({ ranges: [range([{ introduced: '0' }])] }, { id: 'GHSA-1', aliases: ['MAL-2025-1'] }),
    record({ versions: ['1.0.0'] }, { id: 'GHSA-2' }),
    record({ package: { ecosystem: 'PyPI', name: 'other' }, versions: ['1'] }, { id: 'GHSA-3' }),
  ]) {
    gatherer.take(readOsvRecord(value) ?? { entries: [], digests: [] });
  }
  const { malicious, vulnerable } = gatherer.finish('2025-01-01', { names: null, versions: null });
  expect([...malicious].map(([name, all]) => [name, all.map(({ id }) => id)])).toEqual([['left-pad', ['MAL-2025-1']]]);
  expect([...vulnerable].map(([name, all]) => [name, all.map(({ id }) => id)])).toEqual([['left-pad', ['GHSA-2']]]);
  expect(archives.get(digest)).toEqual({ ecosystem: 'npm', name: 'left-pad', id: 'MAL-2025-1', date: '2025-03-04' });
});
