/** Makes the database of files that somebody brought to a machine without network. */

import { statSync } from 'node:fs';
import { compileDatabase } from './compile.ts';
import { withLock } from './lock.ts';
import type { DatabasePlace } from './place.ts';
import { findMirrorParts } from './read-mirror.ts';
import { replaceFile } from './write.ts';

/** Makes the database of a folder that holds what a mirror does. Throws GateError where it holds nothing of use. */
export async function importFolder(place: DatabasePlace, folder: string, today: string): Promise<void> {
  await withLock(place.lock, async () => {
    replaceFile(place.unfinished, []);
    await compileDatabase(
      place,
      ecosystem => findMirrorParts(folder, ecosystem),
      today,
      () => {},
    );
  });
}

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
