/** Finds the gate.yaml that governs a folder. Loads no YAML parser, so that a scan without a configuration stays quick. */

import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { GateError } from '../model/failure.ts';

export const CONFIG_NAMES = ['gate.yaml', 'gate.yml'] as const;

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

/**
 * The nearest gate.yaml or gate.yml in `fromDir` or a folder above it, as an absolute path; null where there is none. The
 * search ends with the folder `stopAt`, without it with the root of a git repository, and in any case with the root of the
 * file system. Throws GateError where one folder holds both names.
 */
export function findConfig(fromDir: string, stopAt?: string): string | null {
  const last = stopAt === undefined ? null : resolve(stopAt);
  let folder = resolve(fromDir);
  for (;;) {
    const found = CONFIG_NAMES.map(name => join(folder, name)).filter(isFile);
    if (found.length > 1) {
      throw new GateError(`${folder} holds both ${CONFIG_NAMES.join(' and ')}`, 'Keep one of them.');
    }
    if (found[0] !== undefined) return found[0];
    const parent = dirname(folder);
    const done = last === null ? existsSync(join(folder, '.git')) : folder === last;
    if (done || parent === folder) return null;
    folder = parent;
  }
}
