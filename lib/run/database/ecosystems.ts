/** The ecosystems of the local database. */

import type { Ecosystem } from '../../model/package.ts';

/** Those that OSV keeps records of. */
export const OSV_ECOSYSTEMS: readonly Ecosystem[] = [
  'npm',
  'PyPI',
  'Go',
  'crates.io',
  'RubyGems',
  'Packagist',
  'NuGet',
  'Maven',
  'GitHub Actions',
  'Pub',
  'Hex',
  'SwiftURL',
  'ConanCenter',
  'CRAN',
];
