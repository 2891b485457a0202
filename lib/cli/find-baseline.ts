/** Where the baseline of a scan lies. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** At the root of a repository; scans use it without an option. */
export const BASELINE_NAME = '.gate-baseline.jsonl';

/**
 * The file, absolute; null for none. `option` is what `--baseline` names, false with `--no-baseline`. A file that is named
 * need not exist: reading it says so.
 */
export function findBaseline(option: string | boolean | undefined, root: string, cwd: string): string | null {
  if (option === false) return null;
  if (typeof option === 'string') return resolve(cwd, option);
  const file = join(root, BASELINE_NAME);
  return existsSync(file) ? file : null;
}
