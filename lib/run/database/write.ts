/** Writes files whole or not at all: beside their place first, then over it in one step. */

import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { GateError } from '../../model/failure.ts';
import { errorCode, errorReason } from '../../text/error-words.ts';

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: make room and try again.',
  EDQUOT: 'The quota is used up: make room and try again.',
  EACCES: 'Name a folder that you may write to with --db.',
  EROFS: 'Name a folder that can be written to with --db.',
};

/** The error of a write as one that says what to do. */
export function writeFailure(file: string, error: unknown): GateError {
  return new GateError(`${file} cannot be written: ${errorReason(error)}`, REMEDIES[errorCode(error) ?? '']);
}

/** The file that `file` is written to before it takes its place; one writer at a time. */
export const beside = (file: string): string => `${file}.new`;

function writeAll(fd: number, parts: readonly Uint8Array[]): void {
  for (const part of parts) {
    for (let at = 0; at < part.length; ) at += writeSync(fd, part, at);
  }
  fsyncSync(fd);
}

/** Throws GateError; then the old file is as it was, and nothing else is left behind. */
export function replaceFile(file: string, parts: readonly Uint8Array[]): void {
  const fresh = beside(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const fd = openSync(fresh, 'w');
    try {
      writeAll(fd, parts);
    } finally {
      closeSync(fd);
    }
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw writeFailure(file, error);
  }
}
