/** The ecosystems of the local database. */

import { ECOSYSTEMS, type Ecosystem } from '../../model/package.ts';

/** Those that OSV keeps no records of. */
const UNKNOWN_TO_OSV: ReadonlySet<Ecosystem> = new Set(['JSR', 'conda', 'CocoaPods']);

/** Those that OSV keeps records of. */
export const OSV_ECOSYSTEMS: readonly Ecosystem[] = ECOSYSTEMS.filter(ecosystem => !UNKNOWN_TO_OSV.has(ecosystem));
