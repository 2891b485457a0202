/** Opens the local database. Its file is read where a look-up needs it, and stays open as long as the process. */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { openDatabase } from '../../dependencies/advisories/database.ts';
import type { AdvisoryDatabase } from '../../model/advisory.ts';
import { GateError } from '../../model/failure.ts';
import { errorCode, errorReason } from '../../text/error-words.ts';

/** Fewer bytes than asked for only at the end of the file, which has `fileSize`. */
function readAt(fd: number, fileSize: number, offset: number, length: number): Buffer {
  const size = Math.max(0, Math.min(length, fileSize - offset));
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(fd, bytes, filled, size - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

const unusable = (file: string, error: unknown): GateError =>
  new GateError(
    `the database ${file} cannot be used: ${errorReason(error)}`,
    'Run `gate db update`, import it anew, or remove the file.',
  );

/** A byte that changed on the disk is found when it is read: that too has its message. */
function guard(database: AdvisoryDatabase, file: string): AdvisoryDatabase {
  const wrap =
    <A extends readonly unknown[], T>(find: (...args: A) => T) =>
    (...args: A): T => {
      try {
        return find(...args);
      } catch (error) {
        throw unusable(file, error);
      }
    };
  return {
    ...database,
    vulnerable: wrap(database.vulnerable),
    malicious: wrap(database.malicious),
    badArchive: wrap(database.badArchive),
    isKnown: wrap(database.isKnown),
    versions: wrap(database.versions),
  };
}

/** Null where there is none. Throws GateError for one that cannot be read: to go on without it would hide what it knows. */
export function openDatabaseFile(file: string): AdvisoryDatabase | null {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return null;
    throw new GateError(`the database ${file} cannot be opened: ${errorReason(error)}`);
  }
  try {
    const { size } = fstatSync(fd);
    return guard(
      openDatabase((offset, length) => readAt(fd, size, offset, length), size),
      file,
    );
  } catch (error) {
    closeSync(fd);
    throw unusable(file, error);
  }
}
