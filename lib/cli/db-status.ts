/** Carries `gate db status` out. */

import { daysBetween } from '../run/data-age.ts';
import { openDatabaseFile } from '../run/database/open.ts';
import type { DbOptions } from './db-place.ts';
import { findPlace, today } from './db-place.ts';
import type { Io } from './io.ts';
import { countOf, layOutColumns, writeJson, writeLines } from './rules-output.ts';

export type DbStatusOptions = DbOptions & { readonly format: 'text' | 'json' };

/** Exit code 0, also where there is no database. Throws GateError for one that cannot be used. */
export async function runDbStatus(options: DbStatusOptions, io: Io): Promise<number> {
  const { place } = await findPlace(options, io);
  const database = openDatabaseFile(place.file);
  const ecosystems = [...(database?.ecosystems ?? [])].map(([ecosystem, held]) => {
    const { advisoriesDate, vulnerable, malicious, names, versions } = held;
    return { ecosystem, advisoriesDate, vulnerable, malicious, names, versions };
  });
  if (options.format === 'json') {
    writeJson(io, { file: place.file, date: database?.date ?? null, ecosystems });
    return 0;
  }
  if (database === null) {
    writeLines(io, [`no database in ${place.folder}: run gate db update or gate db import`]);
    return 0;
  }
  const age = daysBetween(database.date, today());
  const rows = ecosystems.map(({ ecosystem, advisoriesDate, vulnerable, malicious, names, versions }) => [
    ecosystem,
    advisoriesDate ?? '-',
    String(vulnerable),
    String(malicious),
    names === null ? '-' : `${names.count} of ${names.date}`,
    versions === null ? '-' : `${versions.count} of ${versions.date}`,
  ]);
  writeLines(io, [
    place.file,
    `of ${database.date}, ${countOf(age, 'day')} old`,
    '',
    ...layOutColumns([['ecosystem', 'fetched', 'vulnerable', 'malicious', 'names', 'newest versions'], ...rows]),
  ]);
  return 0;
}
