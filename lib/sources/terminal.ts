/** Whether a file descriptor is a terminal. Asking the file system first spares a start that is none the loading of a module. */

import { fstatSync, statSync } from 'node:fs';

/** Whether a character device is the one that swallows everything, which scripts use in the place of a terminal. */
function isNull(device: number): boolean {
  return device === statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}

/** Never throws; a closed descriptor is no terminal. */
export function isTerminal(fd: number): boolean {
  try {
    const status = fstatSync(fd);
    if (!status.isCharacterDevice() || isNull(status.rdev)) return false;
  } catch {
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(fd);
}
