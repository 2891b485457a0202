/** What a database tells of a package's existence besides its lists of names. */

import type { AdvisoryDatabase } from '../../model/advisory.ts';
import type { Ecosystem } from '../../model/package.ts';

/** Whether the newest versions or the vulnerabilities of a package are known: somebody has written of it, so it exists. */
export const isListed = (database: AdvisoryDatabase, ecosystem: Ecosystem, name: string): boolean =>
  database.versions(ecosystem, name) !== null || database.vulnerable(ecosystem, name).length > 0;
