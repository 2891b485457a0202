/** Reads a gate.yaml from disk. Loads the YAML parser: import it only where there is a file to read. */

import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import { GateError } from '../model/failure.ts';
import { errorCode } from '../text/error-words.ts';
import { parseConfig } from './parse.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

function readBytes(file: string, shown: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = errorCode(error) ?? '';
    throw new GateError(`${shown} cannot be read: ${REASONS[code] ?? code}`);
  }
}

/**
 * Reads the configuration `file`; `shown` is its name in messages. Throws GateError for a file that cannot be read, is not
 * UTF-8, or has a fault in it.
 */
export function loadConfig(file: string, shown: string = file): Config {
  const bytes = readBytes(file, shown);
  if (!isUtf8(bytes)) throw new GateError(`${shown} is not UTF-8 text`, 'Save it as UTF-8.');
  return parseConfig(bytes.toString('utf8'), resolve(file), shown);
}
