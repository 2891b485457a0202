/** Carries a database from one machine to another, as one file. */

import { readFileSync } from 'node:fs';
import { openDatabase, verifyDatabase } from '../../dependencies/advisories/database.ts';
import { GateError } from '../../model/failure.ts';
import { errorReason } from '../../text/error-words.ts';
import { withLock } from './lock.ts';
import type { DatabasePlace } from './place.ts';
import { replaceFile } from './write.ts';

/** The bytes of a database that is whole. */
function readWhole(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new GateError(`${file} cannot be read: ${errorReason(error)}`);
  }
  try {
    openDatabase((offset, length) => bytes.subarray(offset, offset + length), bytes.length);
    verifyDatabase(bytes);
  } catch (error) {
    throw new GateError(`${file} cannot be used: ${errorReason(error)}`, 'Export it anew on the other machine.');
  }
  return bytes;
}

/** Puts an exported file in place of the database. Throws GateError for one that is damaged; then the old one is as it was. */
export async function importFile(place: DatabasePlace, file: string): Promise<void> {
  const bytes = readWhole(file);
  await withLock(place.lock, async () => {
    replaceFile(place.unfinished, []);
    replaceFile(place.file, [bytes]);
  });
}

/** Writes the database to a file of the user's. Throws GateError where there is none, or it is damaged. */
export function exportFile(place: DatabasePlace, file: string): void {
  replaceFile(file, [readWhole(place.file)]);
}
