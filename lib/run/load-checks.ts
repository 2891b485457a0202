/** The checks of packages, with the facts that they rest on. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePackages } from '../dependencies/advisories/store.ts';
import type { Check, Trouble } from '../dependencies/checks/check.ts';
import { createChecks } from '../dependencies/checks/index.ts';
import { findLockfileChanges } from '../dependencies/checks/lockfile-change.ts';
import { findDrift } from '../dependencies/checks/lockfile-drift.ts';
import { PACKAGE_RULES } from '../dependencies/checks/rules.ts';
import { findUndeclared } from '../dependencies/checks/undeclared-import.ts';
import type { AdvisoryDatabase } from '../model/advisory.ts';
import type { Config } from '../model/config.ts';
import { GateError } from '../model/failure.ts';
import type { Manifest } from '../model/manifest.ts';
import type { PackageData } from '../model/package-fact.ts';
import type { RuleDoc } from '../model/rule.ts';
import { errorReason } from '../text/error-words.ts';
import { openDatabaseFile } from './database/open.ts';
import { placeDatabase } from './database/place.ts';

export type LoadedChecks = {
  readonly data: PackageData;
  readonly database: AdvisoryDatabase | null;
  readonly checks: readonly Check[];
  /** What a change of a lockfile alone gives away. */
  readonly inspectChange: (before: Manifest, after: Manifest) => readonly Trouble[];
  /** What only several manifests together give away, by the manifest that it is reported in. */
  readonly inspectTogether: (manifests: readonly Manifest[]) => ReadonlyMap<Manifest, readonly Trouble[]>;
  readonly rules: readonly RuleDoc[];
};

function readData(dataDir: string): PackageData {
  try {
    return decodePackages(readFileSync(join(dataDir, 'packages.bin')));
  } catch (error) {
    const reason = errorReason(error);
    throw new GateError(
      `the built-in facts on packages cannot be read: ${reason}`,
      'Reinstall gate, or run `npm run build` in its folder.',
    );
  }
}

function inspectTogether(manifests: readonly Manifest[], data: PackageData): ReadonlyMap<Manifest, readonly Trouble[]> {
  const found = new Map(findUndeclared(manifests, data));
  const asking = manifests.filter(({ role }) => role === 'manifest');
  for (const lockfile of manifests.filter(({ role }) => role === 'lockfile')) {
    for (const { manifest, troubles } of findDrift(lockfile, asking)) {
      found.set(manifest, [...(found.get(manifest) ?? []), ...troubles]);
    }
  }
  return found;
}

/** Loads them; `dataDir` holds the compiled facts. Throws GateError when those, or the local database, cannot be read. */
export function loadChecks(dataDir: string, config: Config): LoadedChecks {
  const { allowedHosts, pinActions, database: folder } = config;
  const data = readData(dataDir);
  const database = folder === null ? null : openDatabaseFile(placeDatabase(folder).file);
  return {
    data,
    database,
    checks: createChecks(data, { allowedHosts, pinActions }, database),
    inspectChange: (before, after) => findLockfileChanges(before, after, allowedHosts),
    inspectTogether: manifests => inspectTogether(manifests, data),
    rules: PACKAGE_RULES,
  };
}
