/** Where the database lies, and what lies beside it. */

import { homedir } from 'node:os';
import { join } from 'node:path';

export type DatabasePlace = {
  /** The folder of everything. */
  readonly folder: string;
  /** The database itself. */
  readonly file: string;
  /** What was fetched, for the next update to build on. Can be thrown away. */
  readonly fetched: string;
  readonly lock: string;
};

/** `folder` is absolute: what an option or the configuration names. Null stands for the user's own data folder. */
export function placeDatabase(folder: string | null, env: Readonly<Record<string, string | undefined>>): DatabasePlace {
  const base = env['XDG_DATA_HOME'] || join(env['HOME'] || homedir(), '.local', 'share');
  const chosen = folder ?? join(base, 'gate', 'db');
  return {
    folder: chosen,
    file: join(chosen, 'gate.db'),
    fetched: join(chosen, 'fetched'),
    lock: join(chosen, 'lock'),
  };
}
