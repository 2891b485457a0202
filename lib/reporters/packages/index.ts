/** The registry of formats for lists of packages. */

import type { PackageList } from '../../model/package-list.ts';

export type PackageReporter = {
  readonly description: string;
  readonly load: () => Promise<(list: PackageList) => string>;
};

export const PACKAGE_REPORTERS = {
  text: {
    description: 'for people: one line a package, with what it comes from and where it is named',
    load: async () => (await import('./text.ts')).renderPackagesText,
  },
  json: {
    description: 'for programs: one object with a list of packages',
    load: async () => (await import('./json.ts')).renderPackagesJson,
  },
  cyclonedx: {
    description: 'a CycloneDX 1.6 bill of materials in JSON',
    load: async () => (await import('./cyclonedx.ts')).renderCycloneDx,
  },
} as const satisfies Record<string, PackageReporter>;
