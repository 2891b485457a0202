/**
 * Verdicts as bytes: a head and records of one size, sorted by their keys, so that a look-up reads a few of them and
 * loading is reading a file. A record that is damaged is none; a table that is damaged has fewer records.
 */

import type { CleanVerdict } from '../model/verdict.ts';
import { crc32 } from './crc.ts';

const HEAD = Buffer.from('gate verdicts 1\n');
export const KEY_BYTES = 16;
/** Key, bytes of the text, hidden findings, and a checksum of these. */
const RECORD_BYTES = KEY_BYTES + 12;
const MOST = 0xffffffff;

export type VerdictTable = { readonly records: Buffer; readonly count: number };

export const EMPTY_TABLE: VerdictTable = { records: Buffer.alloc(0), count: 0 };

/** Takes what a file holds; anything but a table is an empty one. */
export function readTable(bytes: Buffer): VerdictTable {
  if (bytes.length < HEAD.length || bytes.compare(HEAD, 0, HEAD.length, 0, HEAD.length) !== 0) return EMPTY_TABLE;
  const records = bytes.subarray(HEAD.length);
  return { records, count: Math.floor(records.length / RECORD_BYTES) };
}

/** The number of the first record whose key is not below `key` (16 bytes). */
function search({ records, count }: VerdictTable, key: Buffer): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = middle * RECORD_BYTES;
    if (records.compare(key, 0, KEY_BYTES, at, at + KEY_BYTES) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isAt({ records, count }: VerdictTable, number: number, key: Buffer): boolean {
  const at = number * RECORD_BYTES;
  return number < count && records.compare(key, 0, KEY_BYTES, at, at + KEY_BYTES) === 0;
}

const checksum = (records: Buffer, at: number): number => crc32(records.toString('latin1', at, at + RECORD_BYTES - 4));

export function findVerdict(table: VerdictTable, key: Buffer): CleanVerdict | null {
  const number = search(table, key);
  const at = number * RECORD_BYTES;
  if (!isAt(table, number, key) || checksum(table.records, at) !== table.records.readUInt32BE(at + KEY_BYTES + 8)) {
    return null;
  }
  return {
    bytes: table.records.readUInt32BE(at + KEY_BYTES),
    hidden: table.records.readUInt32BE(at + KEY_BYTES + 4),
  };
}

/** A record as it stands in a table; null for numbers that fit into none. */
export function makeRecord(key: Buffer, { bytes, hidden }: CleanVerdict): Buffer | null {
  if (bytes > MOST || hidden > MOST) return null;
  const record = Buffer.alloc(RECORD_BYTES);
  key.copy(record, 0, 0, KEY_BYTES);
  record.writeUInt32BE(bytes, KEY_BYTES);
  record.writeUInt32BE(hidden, KEY_BYTES + 4);
  record.writeUInt32BE(checksum(record, 0), KEY_BYTES + 8);
  return record;
}

/** The records of a table whose keys `isKept` knows, in hexadecimal. */
function filterTable({ records, count }: VerdictTable, isKept: (key: string) => boolean): VerdictTable {
  const all = Array.from({ length: count }, (_, number) =>
    records.subarray(number * RECORD_BYTES, (number + 1) * RECORD_BYTES),
  );
  const kept = all.filter(record => isKept(record.toString('hex', 0, KEY_BYTES)));
  return { records: Buffer.concat(kept), count: kept.length };
}

/**
 * The bytes of a table with the records of `table` and `added`, at most `limit`. Where that is too few, the new ones stay, and
 * of the old ones those that `isUsed` knows by their keys in hexadecimal.
 */
export function writeTable(
  table: VerdictTable,
  added: readonly Buffer[],
  limit: number,
  isUsed: (key: string) => boolean,
): Buffer {
  const full = table.count + added.length > limit;
  const filtered = full ? filterTable(table, isUsed) : table;
  const fresh = [...added].sort((a, b) => a.compare(b, 0, KEY_BYTES, 0, KEY_BYTES)).slice(0, limit);
  const old = { ...filtered, count: Math.min(filtered.count, limit - fresh.length) };
  const parts: Buffer[] = [HEAD];
  let from = 0;
  for (const record of fresh) {
    const number = Math.max(from, search(old, record));
    parts.push(old.records.subarray(from * RECORD_BYTES, number * RECORD_BYTES), record);
    from = isAt(old, number, record) ? number + 1 : number;
  }
  return Buffer.concat([...parts, old.records.subarray(from * RECORD_BYTES, old.count * RECORD_BYTES)]);
}
