/** The shape of the facts in rules/packages/, as its README has it. */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalName } from '../../lib/dependencies/names.ts';
import { isSameVersion, versionOrder } from '../../lib/dependencies/versions/index.ts';
import type { PackageFact } from '../../lib/model/package-fact.ts';
import { readFactFiles, readPopular } from '../../scripts/compile-packages.ts';
import { ROOT } from '../rules.ts';

const FOLDER = join(ROOT, 'rules', 'packages');
const FILES = readFactFiles(FOLDER);
const FACTS = [...FILES.values()].flatMap(({ facts }) => facts);
const POPULAR = readPopular(FOLDER);

/** Ids of records, threads of a project, and reports that name the versions. */
const RECORD =
  /\b(?:MAL-\d{4}-\d+|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}|PYSEC-\d{4}-\d+|RUSTSEC-\d{4}-\d{4}|CVE-\d{4}-\d{4,}|skcsirt-sa-\d+-\w+|[\w.-]+\/[\w.-]+#\d+)|google\/osv-scalibr|postmortem|crates\.io team/;

const keyOf = ({ ecosystem, kind, name, versions }: PackageFact): string =>
  `${ecosystem} ${kind} ${name} ${[...versions].sort().join(' ')}`;
const named = ({ ecosystem, name }: PackageFact): string => `${ecosystem} ${name}`;

test('there are 400 facts or more, in files by topic', () => {
  expect(FACTS.length).toBeGreaterThanOrEqual(400);
  expect(FILES.size).toBeGreaterThanOrEqual(8);
});

test('no fact stands twice, and no version of a package in two facts of a kind', () => {
  const keys = FACTS.map(keyOf);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  const versions = FACTS.flatMap(fact => fact.versions.map(version => `${fact.kind} ${named(fact)} ${version}`));
  expect(versions.filter((key, index) => versions.indexOf(key) !== index)).toEqual([]);
});

test('no package is whole in one fact and by version in another of the same kind', () => {
  const whole = new Set(
    FACTS.filter(({ versions }) => versions.includes('*')).map(fact => `${fact.kind} ${named(fact)}`),
  );
  const partial = FACTS.filter(({ versions }) => !versions.includes('*')).map(fact => `${fact.kind} ${named(fact)}`);
  expect(partial.filter(key => whole.has(key))).toEqual([]);
});

test('a whole package is malicious or cleared, not both', () => {
  const malicious = FACTS.filter(({ kind, versions }) => kind === 'malicious' && versions.includes('*')).map(named);
  const cleared = FACTS.filter(({ kind, versions }) => kind === 'do-not-flag' && versions.includes('*')).map(named);
  expect(cleared.filter(name => malicious.includes(name))).toEqual([]);
});

describe.each(FACTS.map(fact => [named(fact), fact] as const))('%s', (_name, fact) => {
  test('is well formed', () => {
    const { ecosystem, name, versions, use, source, date, confidence, kind, hashes = [] } = fact;
    expect(name).toBe(canonicalName(ecosystem, name));
    expect(name).not.toMatch(/\s/);
    expect(versions.length).toBeGreaterThan(0);
    if (versions.includes('*')) expect(versions).toEqual(['*']);
    for (const version of versions) {
      expect(version).toMatch(/^(?:\*|[<>=]+\d[\w.+-]*|\d[\w.+-]*|[0-9a-f]{40})$/);
      const order = versionOrder(ecosystem);
      if (/^\d/.test(version) && ['npm', 'PyPI', 'crates.io'].includes(ecosystem))
        expect(order.compare(version, version)).toBe(0);
      if (/^[<>=]/.test(version)) expect(order.satisfies('1.0.0', version)).not.toBeNull();
    }
    expect(
      versions.filter((a, index) => versions.some((b, other) => other > index && isSameVersion(ecosystem, a, b))),
    ).toEqual([]);
    expect(source.length).toBeGreaterThan(3);
    expect(Number(date.slice(0, 4))).toBeGreaterThanOrEqual(2010);
    if (use !== undefined) expect(canonicalName(ecosystem, use)).not.toBe(name);
    if (kind === 'malicious' && confidence === 'high') expect(source).toMatch(RECORD);
    if (kind === 'import-confusion') expect(use ?? fact.advice).toBeDefined();
    for (const hash of hashes) expect(hash).toMatch(/^sha(?:256|384|512)-[A-Za-z0-9+/]+=*$/);
    for (const text of [fact.note, fact.advice, source]) expect(text ?? '').not.toMatch(/\.$|^\s|\s$|\n/);
  });
});

describe.each(Object.entries(POPULAR))('popular names of %s', (ecosystem, rows) => {
  test('are canonical, without doubles, most dependents first', () => {
    const names = rows.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter(name => canonicalName(ecosystem as PackageFact['ecosystem'], name) !== name)).toEqual([]);
    expect(
      rows.every(
        ({ dependents }, index) => dependents >= 1 && dependents <= (rows[index - 1]?.dependents ?? dependents),
      ),
    ).toBe(true);
    expect(names.length).toBeLessThan(65_536);
  });

  test('hold no name that is malicious as a whole', () => {
    const malicious = new Set(
      FACTS.filter(
        fact => fact.kind === 'malicious' && fact.ecosystem === ecosystem && fact.versions.includes('*'),
      ).map(({ name }) => name),
    );
    expect(rows.filter(({ name }) => malicious.has(name))).toEqual([]);
  });
});

test('npm and PyPI have 1,000 popular names or more with evidence', () => {
  expect(POPULAR['npm']?.filter(({ dependents }) => dependents > 1).length).toBeGreaterThanOrEqual(1000);
  expect(POPULAR['PyPI']?.filter(({ dependents }) => dependents > 1).length).toBeGreaterThanOrEqual(1000);
});
