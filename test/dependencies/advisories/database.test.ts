import { describe, expect, test } from 'vitest';
import type { DatabaseKnowledge } from '../../../lib/dependencies/advisories/database.ts';
import { encodeDatabase, openDatabase } from '../../../lib/dependencies/advisories/database.ts';
import { BLOCK_BYTES, blockOf, buildNameFilter, isInBlock } from '../../../lib/dependencies/advisories/name-filter.ts';
import type { Advisory, AdvisoryDatabase } from '../../../lib/model/advisory.ts';

const advisory = (id: string): Advisory => ({
  ...{ id, aliases: [`CVE-of-${id}`], severity: 'high', summary: 'ümlaut 💥', date: '2025-01-02' },
  ranges: [{ introduced: '1.0.0', fixed: null, lastAffected: '2.0.0', limit: null }],
  versions: ['3.0.0'],
});

const names = Array.from({ length: 5000 }, (_, number) => `name-${number}`);
const KNOWLEDGE: DatabaseKnowledge = {
  date: '2026-11-21',
  ecosystems: new Map([
    [
      'npm',
      {
        advisoriesDate: '2026-11-20',
        vulnerable: new Map(names.map(name => [name, [advisory(`A-${name}`), advisory(`B-${name}`)]])),
        malicious: new Map([['bad', [advisory('MAL-1')]]]),
        names: { date: '2026-11-19', list: new Set(names) },
        versions: { date: '2026-11-18', known: new Map([['a', { newest: ['1.0.0'], yanked: [], archived: 'gone' }]]) },
      },
    ],
    ['PyPI', { advisoriesDate: null, vulnerable: new Map(), malicious: new Map(), names: null, versions: null }],
  ]),
  archives: new Map([['sha512-x', { ecosystem: 'npm', name: 'bad', id: 'MAL-1', date: '2025-01-02' }]]),
};

const openBytes = (bytes: Buffer): AdvisoryDatabase =>
  openDatabase((offset, length) => bytes.subarray(offset, offset + length), bytes.length);

const BYTES = Buffer.concat(encodeDatabase(KNOWLEDGE));

describe('a database', () => {
  const database = openBytes(BYTES);

  test('gives back what was put in', () => {
    for (const name of names) {
      expect(database.vulnerable('npm', name)).toEqual([advisory(`A-${name}`), advisory(`B-${name}`)]);
    }
    expect(database.malicious('npm', 'bad')).toEqual([advisory('MAL-1')]);
    expect(database.versions('npm', 'a')).toEqual({ newest: ['1.0.0'], yanked: [], archived: 'gone' });
    expect(database.badArchive('sha512-x')).toEqual({ ecosystem: 'npm', name: 'bad', id: 'MAL-1', date: '2025-01-02' });
    expect(database.date).toBe('2026-11-21');
    expect(database.ecosystems.get('npm')).toMatchObject({
      ...{ advisoriesDate: '2026-11-20', vulnerable: 10_000, malicious: 1 },
      ...{ names: { date: '2026-11-19', count: 5000 }, versions: { date: '2026-11-18', count: 1 } },
    });
  });

  test('knows nothing else', () => {
    for (const name of ['', 'name-5000', 'toString', 'bad']) expect(database.vulnerable('npm', name)).toEqual([]);
    expect(database.vulnerable('PyPI', 'name-1')).toEqual([]);
    expect(database.vulnerable('Hex', 'name-1')).toEqual([]);
    expect(database.versions('npm', 'b')).toBeNull();
    expect(database.badArchive('sha512-y')).toBeNull();
    expect(database.ecosystems.has('Hex')).toBe(false);
  });

  test('tells names of a full set from others', () => {
    expect(names.every(name => database.isKnown('npm', name))).toBe(true);
    expect(names.filter(name => database.isKnown('npm', `un${name}`)).length).toBeLessThan(25);
    expect(database.isKnown('PyPI', 'name-1')).toBeNull();
    expect(database.isKnown('Hex', 'name-1')).toBeNull();
  });

  test('is the same for the same knowledge', () => {
    const turned = { ...KNOWLEDGE, ecosystems: new Map([...KNOWLEDGE.ecosystems].reverse()) };
    expect(Buffer.concat(encodeDatabase(turned)).equals(BYTES)).toBe(true);
  });

  test.each([
    ['nothing', Buffer.alloc(0), /no database/],
    ['another file', Buffer.from('PK\x03\x04 and more text than a head has'), /no database/],
    ['a cut one', BYTES.subarray(0, BYTES.length - 1), /cut short/],
    ['one cut in its header', BYTES.subarray(0, 100), /cut short/],
    ['a longer one', Buffer.concat([BYTES, Buffer.alloc(1)]), /longer/],
    ['one with a damaged header', Buffer.from(BYTES).fill(0x7b, 12, 40), /damaged/],
    ['one with a header of no end', Buffer.concat([Buffer.from('gateDB01'), Buffer.alloc(4, 0xff)]), /cut short/],
  ])('refuses %s', (_, bytes, reason) => {
    expect(() => openBytes(bytes)).toThrow(reason);
  });
});

test('a filter of names misses none and takes about one of a thousand others for one', () => {
  const many = Array.from({ length: 50_000 }, (_, number) => `@scope-${number % 97}/package-${number}`);
  const filter = buildNameFilter(many, many.length);
  const has = (name: string): boolean => {
    const at = blockOf(name, filter.length / BLOCK_BYTES) * BLOCK_BYTES;
    return isInBlock(filter.subarray(at, at + BLOCK_BYTES), name);
  };
  expect(many.every(has)).toBe(true);
  const wrong = many.filter(name => has(`${name}x`)).length;
  expect(wrong / many.length).toBeLessThan(0.003);
});

test('opening reads the header alone, and a look-up a few thousand bytes of a table of a size', () => {
  const count = 30_000;
  const large = new Map(Array.from({ length: count }, (_, number) => [`p-${number}`, [advisory(`MAL-${number}`)]]));
  const own = { advisoriesDate: null, vulnerable: large, malicious: large, names: null, versions: null };
  const bytes = Buffer.concat(
    encodeDatabase({ date: '2026-11-21', ecosystems: new Map([['npm', own]]), archives: new Map() }),
  );
  let asked = 0;
  const database = openDatabase((offset, length) => {
    asked += length;
    return bytes.subarray(offset, offset + length);
  }, bytes.length);
  expect(asked).toBeLessThan(4000);
  expect(database.malicious('npm', 'p-1').length).toBe(1);
  const held = asked;
  // Buckets and entries of the one table are held now: 9 bytes an advisory.
  expect(held).toBeLessThan(count * 10);
  for (let number = 0; number < 1000; number++) database.malicious('npm', `q-${number}`);
  expect(asked).toBe(held);
  database.malicious('npm', 'p-2');
  expect(asked - held).toBeLessThan(1000);
});
