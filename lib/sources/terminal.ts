/** Whether a file descriptor is a terminal. Asking the file system first spares a start that is none the loading of a module. */

import { fstatSync } from 'node:fs';

/** Never throws; a closed descriptor is no terminal. */
export function isTerminal(fd: number): boolean {
  try {
    if (!fstatSync(fd).isCharacterDevice()) return false;
  } catch {
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(fd);
}
