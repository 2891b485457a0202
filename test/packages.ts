/** Packages, manifests and package data as the tests use them. */

import { resolve } from 'node:path';
import { decodePackages, encodePackages } from '../lib/dependencies/advisories/store.ts';
import type { Manifest } from '../lib/model/manifest.ts';
import type { Package } from '../lib/model/package.ts';
import type { PackageData, PackageFact } from '../lib/model/package-fact.ts';
import { readKnowledge } from '../scripts/compile-packages.ts';
import { ROOT } from './rules.ts';

/** A direct package of npm's registry with defaults for all but what the test is about. */
export const makePackage = (name: string, more: Partial<Package> = {}): Package => ({
  ecosystem: 'npm',
  name,
  version: null,
  range: null,
  source: 'registry',
  resolved: null,
  integrity: [],
  group: 'main',
  direct: true,
  at: { start: 0, end: name.length },
  ...more,
});

export const makeManifest = (packages: readonly Package[], more: Partial<Manifest> = {}): Manifest => ({
  path: 'package.json',
  format: 'npm-package-json',
  ecosystem: packages[0]?.ecosystem ?? 'npm',
  role: 'manifest',
  packages,
  references: [],
  faults: [],
  ...more,
});

export const makeFact = (name: string, more: Partial<PackageFact> = {}): PackageFact => ({
  kind: 'malicious',
  ecosystem: 'npm',
  name,
  versions: ['*'],
  source: 'MAL-2000-1',
  date: '2000-01-01',
  confidence: 'high',
  ...more,
});

export const makeData = (
  facts: readonly PackageFact[],
  popular: Readonly<Record<string, readonly string[]>> = {},
): PackageData => decodePackages(encodePackages({ date: '2000-01-01', facts, popular }));

let built: PackageData | null = null;

/** What gate ships: compiled from rules/packages/ once a test file. */
export function builtInPackages(): PackageData {
  built ??= decodePackages(encodePackages(readKnowledge(resolve(ROOT, 'rules/packages'))));
  return built;
}
