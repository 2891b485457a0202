import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { EMPTY_TABLE, findVerdict, makeRecord, readTable, writeTable } from '../../lib/text/verdict-table.ts';

const key = (name: number): Buffer => createHash('sha256').update(String(name)).digest().subarray(0, 16);
const record = (name: number, hidden = 0): Buffer => makeRecord(key(name), { bytes: name, hidden }) ?? Buffer.alloc(0);
const records = (from: number, to: number): Buffer[] => Array.from({ length: to - from }, (_, at) => record(from + at));
const none = () => false;

describe('a table of verdicts', () => {
  it('finds what was written, in any order and number of writes, and nothing else', () => {
    let table = EMPTY_TABLE;
    for (const [from, to] of [
      [0, 50],
      [50, 51],
      [51, 400],
      [380, 420],
    ] as const) {
      table = readTable(writeTable(table, records(from, to), 1000, none));
    }
    expect(table.count).toBe(420);
    for (let name = 0; name < 420; name++) expect(findVerdict(table, key(name))).toEqual({ bytes: name, hidden: 0 });
    expect(findVerdict(table, key(1000))).toBeNull();
    const again = readTable(writeTable(table, [record(7, 3)], 1000, none));
    expect([again.count, findVerdict(again, key(7))]).toEqual([420, { bytes: 7, hidden: 3 }]);
  });

  it('keeps the new and the used ones when it is full', () => {
    const table = readTable(writeTable(EMPTY_TABLE, records(0, 100), 100, none));
    const used = new Set([3, 4, 5].map(name => key(name).toString('hex')));
    const next = readTable(writeTable(table, records(100, 110), 100, name => used.has(name)));
    expect(next.count).toBe(13);
    expect([3, 4, 5, 100, 109].map(name => findVerdict(next, key(name))?.bytes)).toEqual([3, 4, 5, 100, 109]);
    expect(readTable(writeTable(table, records(100, 300), 100, () => true)).count).toBe(100);
  });

  it('holds no number that is too large', () => {
    expect(makeRecord(key(1), { bytes: 2 ** 32, hidden: 0 })).toBeNull();
  });

  it('never gives a wrong verdict, whatever became of its bytes', () => {
    const bytes = writeTable(EMPTY_TABLE, records(0, 40), 1000, none);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      const table = readTable(damaged);
      for (let name = 0; name < 40; name += 3) {
        expect([null, name]).toContain(findVerdict(table, key(name))?.bytes ?? null);
        expect(findVerdict(table, key(name))?.hidden ?? 0).toBe(0);
      }
    }
    for (let length = 0; length < bytes.length; length += 13) {
      const table = readTable(bytes.subarray(0, length));
      expect([null, 5]).toContain(findVerdict(table, key(5))?.bytes ?? null);
    }
    expect(readTable(Buffer.from('something else')).count).toBe(0);
  });
});
