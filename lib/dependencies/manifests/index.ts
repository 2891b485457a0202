/** The registry of manifest and lockfile formats: its keys are the rows of the table in the README and of the contract test. */

import type { ManifestFormat } from '../../model/manifest.ts';

export const MANIFESTS = {} as const satisfies Record<string, ManifestFormat>;
