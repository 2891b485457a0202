/** The registry of checks: what is wrong with the packages of one manifest, by itself. `lockfile-change.ts` and `lockfile-drift.ts` compare two files. */

import type { AdvisoryDatabase } from '../../model/advisory.ts';
import type { PackageData } from '../../model/package-fact.ts';
import type { Check, CheckSettings } from './check.ts';
import { DEFAULT_SETTINGS } from './check.ts';
import { createInstallScriptCheck } from './install-script.ts';
import { createIntegrityCheck } from './lockfile-integrity.ts';
import { createNamesCheck } from './names.ts';
import { createSourceCheck } from './unpinned-source.ts';
import { createVulnerableCheck } from './vulnerable.ts';

/** What checks may rest on. */
type Ground = {
  readonly data: PackageData;
  readonly settings: CheckSettings;
  readonly database: AdvisoryDatabase | null;
};

const CHECKS = {
  names: ({ data, database }) => createNamesCheck(data, database),
  vulnerable: ({ database }) => createVulnerableCheck(database),
  integrity: ({ settings }) => createIntegrityCheck(settings),
  sources: ({ settings }) => createSourceCheck(settings),
  scripts: ({ data }) => createInstallScriptCheck(data),
} as const satisfies Record<string, (ground: Ground) => Check>;

/** Every check, ready to inspect manifests. `database` null: what only it knows is not said. */
export const createChecks = (
  data: PackageData,
  settings: CheckSettings = DEFAULT_SETTINGS,
  database: AdvisoryDatabase | null = null,
): readonly Check[] => Object.values(CHECKS).map(create => create({ data, settings, database }));
