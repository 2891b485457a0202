/**
 * Remembers between runs which contents of a repository held nothing, so that they are not scanned twice. It lies in the git
 * folder, holds hashes and numbers alone, and may be deleted at any time; whatever is wrong with it, the scan goes on without.
 */

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import type { Chunk } from '../model/chunk.ts';
import type { LineRange } from '../model/span.ts';
import type { FindVerdict } from '../model/verdict.ts';
import { sha256Hex } from '../text/digest.ts';
import type { VerdictTable } from '../text/verdict-table.ts';
import { EMPTY_TABLE, findVerdict, KEY_BYTES, makeRecord, readTable, writeTable } from '../text/verdict-table.ts';

/** Eleven megabytes on disk. */
const MOST_RECORDS = 400_000;

export type VerdictCache = {
  readonly find: FindVerdict;
  /** An engine that remembers the contents in which it finds nothing at all. */
  readonly watch: (engine: Engine) => Engine;
  /** Writes what is new. */
  readonly save: () => void;
};

export type CacheOptions = {
  /** The file, absolute. */
  readonly file: string;
  /** Names everything that a verdict depends on beside content and path. */
  readonly scope: () => string;
  readonly classOf: (path: string) => string;
  /** True for files that are read for more than their secrets. */
  readonly isExempt: (path: string) => boolean;
  readonly limit?: number;
};

function load(file: string): VerdictTable {
  try {
    return readTable(readFileSync(file));
  } catch {
    return EMPTY_TABLE;
  }
}

function tryRemove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What stands in the way of the cache stands in the way of its removal too.
  }
}

function replace(file: string, bytes: Buffer): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, bytes);
    renameSync(temporary, file);
  } catch {
    tryRemove(temporary);
  }
}

/** A blob that is scanned whole, under its own id. */
function blobOf({ blobs, offset, continued, own, bytes }: Chunk): string | null {
  const whole = offset === 0 && !continued && own.start === 0 && own.end === bytes.length;
  return whole ? (blobs?.after ?? null) : null;
}

const describeLines = (added: readonly LineRange[] | null): string =>
  added === null ? '*' : added.map(({ first, last }) => `${first}-${last}`).join(' ');

/** Opens the cache; the file is read when the first verdict is asked for or to be saved. */
export function openVerdictCache({ file, scope, classOf, isExempt, limit = MOST_RECORDS }: CacheOptions): VerdictCache {
  let loaded: VerdictTable | null = null;
  const used = new Set<string>();
  const added = new Map<string, Buffer>();
  const table = (): VerdictTable => {
    loaded ??= load(file);
    return loaded;
  };
  const keyOf = (blob: string, path: string, lines: readonly LineRange[] | null): Buffer =>
    Buffer.from(
      sha256Hex([scope(), blob, classOf(path), describeLines(lines)].join('\0')).slice(0, 2 * KEY_BYTES),
      'hex',
    );
  const remember = (chunk: Chunk, hidden: number): void => {
    // Where no verdict was asked for, the scan is too short for its verdicts to be worth a file.
    if (loaded === null) return;
    const blob = blobOf(chunk);
    if (blob === null || isExempt(chunk.path)) return;
    const key = keyOf(blob, chunk.path, chunk.added);
    const record = makeRecord(key, { bytes: chunk.bytes.length, hidden });
    if (record !== null) added.set(key.toString('hex'), record);
  };
  return {
    find: (blob, path, lines) => {
      if (isExempt(path)) return null;
      const key = keyOf(blob, path, lines);
      const verdict = findVerdict(table(), key);
      if (verdict !== null) used.add(key.toString('hex'));
      return verdict;
    },
    watch: engine => chunk => {
      const result = engine(chunk);
      const { findings, suppressed, diagnostics, hidden } = result;
      if (findings.length + suppressed.length + diagnostics.length === 0) remember(chunk, hidden);
      return result;
    },
    save: () => {
      if (added.size === 0) return;
      replace(
        file,
        writeTable(table(), [...added.values()], limit, key => used.has(key)),
      );
    },
  };
}
