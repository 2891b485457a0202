/** Keeps two updates of one database from working at once. A lock whose process is gone is taken over. */

import { closeSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { GateError } from '../../model/failure.ts';
import { errorCode } from '../../text/error-words.ts';
import { writeFailure } from './write.ts';

const ownMark = (): string => `${process.pid} ${hostname()}`;

/** Creates the file with our mark; false where it is there already. */
function create(file: string): boolean {
  try {
    const fd = openSync(file, 'wx');
    try {
      writeSync(fd, ownMark());
    } finally {
      closeSync(fd);
    }
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw writeFailure(file, error);
  }
}

function readMark(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Whether whoever holds it still runs. Of another machine that cannot be told, so it is believed. An empty mark is being written. */
function isHeld(mark: string): boolean {
  const [pid = '', host] = mark.split(' ');
  if (!/^\d+$/.test(pid) || host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Moves a stale lock out of the way; where another process was quicker, its lock is put back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readMark(aside) !== stale) linkSync(aside, file);
  } catch {
    // Somebody else has removed it, or taken it.
  } finally {
    rmSync(aside, { force: true });
  }
}

const busy = (file: string, mark: string): GateError =>
  new GateError(
    `another update is at work on this database (process ${mark.split(' ')[0] || 'unknown'})`,
    `Wait until it is done. If there is none, remove ${file}.`,
  );

/** Runs `work` while no other process does so with the same lock. Throws GateError at once where another one does. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw writeFailure(file, error);
  }
  if (!create(file)) {
    const mark = readMark(file);
    if (mark !== null && isHeld(mark)) throw busy(file, mark);
    if (mark !== null) removeStale(file, mark);
    if (!create(file)) throw busy(file, readMark(file) ?? '');
  }
  try {
    return await work();
  } finally {
    if (readMark(file) === ownMark()) rmSync(file, { force: true });
  }
}
