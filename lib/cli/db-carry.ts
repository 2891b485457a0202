/** Carries `gate db import` and `gate db export` out. */

import { resolve } from 'node:path';
import type { DbOptions } from './db-place.ts';
import { findPlace, today } from './db-place.ts';
import type { Io } from './io.ts';
import { writeLines } from './rules-output.ts';

/** Exit code 0. Throws GateError; then the old database is as it was. */
export async function runDbImport(path: string, options: DbOptions, io: Io): Promise<number> {
  const { place } = await findPlace(options, io);
  const from = resolve(io.cwd, path);
  const { importFolder, isFolder } = await import('../run/database/import-folder.ts');
  if (isFolder(from)) await importFolder(place, from, today());
  else await (await import('../run/database/carry.ts')).importFile(place, from);
  writeLines(io, [`imported ${path} into ${place.file}`]);
  return 0;
}

/** Exit code 0. Throws GateError; then nothing was written. */
export async function runDbExport(path: string, options: DbOptions, io: Io): Promise<number> {
  const { place } = await findPlace(options, io);
  const { exportFile } = await import('../run/database/carry.ts');
  exportFile(place, resolve(io.cwd, path));
  writeLines(io, [`exported ${place.file} to ${path}`]);
  return 0;
}
