/**
 * Records by name, laid out as they are searched. A table is three parts: `starts` (32 bits each) says where the entries of each
 * bucket begin, a bucket being the upper bits of a hash; `entries` are pairs of a hash and the offset of its record (32 bits
 * each), by hash, with one more at the end; `records` are JSON, a list whose first item is the name. A look-up reads one bucket.
 */

import { hashName } from './hash-table.ts';

export type TableParts = { readonly starts: Buffer; readonly entries: Buffer; readonly records: Buffer };

/** Entries in a bucket, about. */
const BUCKET = 32;
const ENTRY_BYTES = 8;

/** A record: the name, then whatever belongs to it. */
export type Row = readonly [name: string, ...rest: unknown[]];

/** Builds the table of rows with different names; they may be in any order. */
export function buildRecordTable(rows: readonly Row[]): TableParts {
  const hashed = rows.map(row => ({ hash: hashName(row[0]), row }));
  hashed.sort((a, b) => a.hash - b.hash || (a.row[0] < b.row[0] ? -1 : 1));
  const bits = Math.max(0, Math.min(24, Math.ceil(Math.log2(Math.max(1, rows.length / BUCKET)))));
  const starts = new Uint32Array((1 << bits) + 1);
  const entries = new Uint32Array((rows.length + 1) * 2);
  const records: Buffer[] = [];
  let offset = 0;
  hashed.forEach(({ hash, row }, number) => {
    const bucket = bucketOf(hash, bits) + 1;
    starts[bucket] = (starts[bucket] ?? 0) + 1;
    entries.set([hash, offset], number * 2);
    const record = Buffer.from(JSON.stringify(row));
    records.push(record);
    offset += record.length;
  });
  entries.set([0xffffffff, offset], rows.length * 2);
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  return {
    starts: Buffer.from(starts.buffer),
    entries: Buffer.from(entries.buffer),
    records: Buffer.concat(records, offset),
  };
}

const bucketOf = (hash: number, bits: number): number => (bits === 0 ? 0 : hash >>> (32 - bits));

/** Reads `length` bytes from `offset` on of one part of the file. */
export type ReadPart = (offset: number, length: number) => Buffer;

export type RecordTable = { readonly find: (name: string) => Row | null };

/** Opens what `buildRecordTable` made; only `starts` is read now, of `startsBytes` bytes. */
export function openRecordTable(startsPart: Buffer, readEntries: ReadPart, readRecords: ReadPart): RecordTable {
  const buckets = startsPart.length / 4 - 1;
  const bits = Math.log2(buckets);
  return {
    find: name => {
      const hash = hashName(name);
      const bucket = bucketOf(hash, bits);
      const first = startsPart.readUInt32LE(bucket * 4);
      const count = startsPart.readUInt32LE(bucket * 4 + 4) - first;
      if (count === 0) return null;
      const entries = readEntries(first * ENTRY_BYTES, (count + 1) * ENTRY_BYTES);
      for (let at = 0; at < count; at++) {
        if (entries.readUInt32LE(at * ENTRY_BYTES) !== hash) continue;
        const from = entries.readUInt32LE(at * ENTRY_BYTES + 4);
        const row: Row = JSON.parse(
          readRecords(from, entries.readUInt32LE(at * ENTRY_BYTES + 12) - from).toString('utf8'),
        );
        if (row[0] === name) return row;
      }
      return null;
    },
  };
}
