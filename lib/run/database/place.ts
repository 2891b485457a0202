/** Where the database lies, and what lies beside it. */

import { join } from 'node:path';

export type DatabasePlace = {
  /** The folder of everything. */
  readonly folder: string;
  /** The database itself. */
  readonly file: string;
  /** What was fetched, for the next update to build on. Can be thrown away. */
  readonly fetched: string;
  readonly lock: string;
  /** Is there while the database is not what was fetched last: an update was broken off, or another database was imported. */
  readonly unfinished: string;
};

/** `folder` is absolute. */
export const placeDatabase = (folder: string): DatabasePlace => ({
  folder,
  file: join(folder, 'gate.db'),
  fetched: join(folder, 'fetched'),
  lock: join(folder, 'lock'),
  unfinished: join(folder, 'unfinished'),
});
