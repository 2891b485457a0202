/** The registry of checks: what is wrong with the packages of one manifest, by itself. `lockfile-change.ts` and `lockfile-drift.ts` compare two files. */

import type { PackageData } from '../../model/package-fact.ts';
import type { Check, CheckSettings } from './check.ts';
import { DEFAULT_SETTINGS } from './check.ts';
import { createInstallScriptCheck } from './install-script.ts';
import { createIntegrityCheck } from './lockfile-integrity.ts';
import { createNamesCheck } from './names.ts';
import { createSourceCheck } from './unpinned-source.ts';

const CHECKS = {
  names: createNamesCheck,
  integrity: (_data: PackageData, settings: CheckSettings) => createIntegrityCheck(settings),
  sources: (_data: PackageData, settings: CheckSettings) => createSourceCheck(settings),
  scripts: createInstallScriptCheck,
} as const satisfies Record<string, (data: PackageData, settings: CheckSettings) => Check>;

/** Every check, ready to inspect manifests. */
export const createChecks = (data: PackageData, settings: CheckSettings = DEFAULT_SETTINGS): readonly Check[] =>
  Object.values(CHECKS).map(create => create(data, settings));
