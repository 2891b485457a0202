/** The database as one file: docs/database.md has its layout. Opening it reads the header; a look-up reads what it needs. */

import type {
  Advisory,
  AdvisoryDatabase,
  AffectedRange,
  BadArchive,
  DatabaseContents,
  KnownVersions,
} from '../../model/advisory.ts';
import type { Ecosystem } from '../../model/package.ts';
import { ECOSYSTEMS } from '../../model/package.ts';
import { SEVERITIES } from '../../model/severity.ts';
import { sha256OfParts } from '../../text/digest.ts';
import { BLOCK_BYTES, blockOf, buildNameFilter, isInBlock } from './name-filter.ts';
import type { ReadPart, RecordTable, Row, TableParts } from './record-table.ts';
import { buildRecordTable, openRecordTable } from './record-table.ts';

/** Changes when the layout does, so that an old file is refused instead of misread. */
const MAGIC = 'gateDB01';
const HEADER_START = MAGIC.length + 4;
/** The header of a database of all ecosystems has some 10,000 bytes. */
const LONGEST_HEADER = 1_000_000;

/** A part of entries up to this size is read at once: one large read costs less than a thousand small ones. */
const LARGEST_HELD = 4_000_000;

type Place = readonly [at: number, size: number];
type TablePlaces = readonly [starts: Place, entries: Place, records: Place];

type HeaderEntry = DatabaseContents & {
  readonly tables: {
    readonly vulnerable: TablePlaces;
    readonly malicious: TablePlaces;
    readonly versions: TablePlaces;
  };
  readonly filter: Place | null;
};

type Header = {
  readonly date: string;
  /** Bytes behind the header. */
  readonly size: number;
  readonly ecosystems: Readonly<Record<string, HeaderEntry>>;
  readonly archives: TablePlaces;
  /** SHA-256 of all behind the header, in hexadecimal digits: checked when a database is carried from machine to machine. */
  readonly digest: string;
};

/** What is known of one ecosystem, before it is laid out. */
export type EcosystemKnowledge = {
  readonly advisoriesDate: string | null;
  readonly vulnerable: ReadonlyMap<string, readonly Advisory[]>;
  readonly malicious: ReadonlyMap<string, readonly Advisory[]>;
  /** The full set of names, canonical, without doubles. */
  readonly names: { readonly date: string; readonly list: ReadonlySet<string> } | null;
  readonly versions: { readonly date: string; readonly known: ReadonlyMap<string, KnownVersions> } | null;
};

export type DatabaseKnowledge = {
  readonly date: string;
  readonly ecosystems: ReadonlyMap<Ecosystem, EcosystemKnowledge>;
  /** By digest as lockfiles write it (`sha512-…`). */
  readonly archives: ReadonlyMap<string, BadArchive>;
};

type PackedRange = readonly [string | null, string | null, string | null, string | null];
type PackedAdvisory = readonly [
  string,
  readonly string[],
  number,
  string,
  string,
  readonly PackedRange[],
  readonly string[],
];

const packRange = ({ introduced, fixed, lastAffected, limit }: AffectedRange): PackedRange => [
  ...([introduced, fixed, lastAffected, limit] as const),
];

const pack = ({ id, aliases, severity, summary, date, ranges, versions }: Advisory): PackedAdvisory => [
  ...([id, aliases, SEVERITIES.indexOf(severity), summary, date, ranges.map(packRange), versions] as const),
];

const unpack = ([id, aliases, severity, summary, date, ranges, versions]: PackedAdvisory): Advisory => ({
  id,
  aliases,
  severity: SEVERITIES[severity] ?? 'medium',
  summary,
  date,
  ranges: ranges.map(([introduced, fixed, lastAffected, limit]) => ({ introduced, fixed, lastAffected, limit })),
  versions,
});

const countAll = (byName: ReadonlyMap<string, readonly Advisory[]>): number =>
  [...byName.values()].reduce((sum, { length }) => sum + length, 0);

/** Gathers parts and tells where they will stand. */
function createLayout() {
  const parts: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer): Place => {
    const place: Place = [size, part.length];
    parts.push(part);
    size += part.length;
    return place;
  };
  const addTable = ({ starts, entries, records }: TableParts): TablePlaces => [add(starts), add(entries), add(records)];
  return { add, addTable, parts, size: () => size };
}

const advisoryRows = (byName: ReadonlyMap<string, readonly Advisory[]>): Row[] =>
  [...byName].map(([name, advisories]): Row => [name, ...advisories.map(pack)]);

const versionRows = (known: ReadonlyMap<string, KnownVersions>): Row[] =>
  [...known].map(([name, { newest, yanked, archived }]): Row => [name, newest, yanked, archived]);

function layOut(own: EcosystemKnowledge, { add, addTable }: ReturnType<typeof createLayout>): HeaderEntry {
  const { advisoriesDate, vulnerable, malicious, names, versions } = own;
  return {
    advisoriesDate,
    vulnerable: countAll(vulnerable),
    malicious: countAll(malicious),
    names: names === null ? null : { date: names.date, count: names.list.size },
    versions: versions === null ? null : { date: versions.date, count: versions.known.size },
    tables: {
      malicious: addTable(buildRecordTable(advisoryRows(malicious))),
      vulnerable: addTable(buildRecordTable(advisoryRows(vulnerable))),
      versions: addTable(buildRecordTable(versionRows(versions?.known ?? new Map()))),
    },
    filter: names === null ? null : add(buildNameFilter(names.list, names.list.size)),
  };
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function encodeHeader(header: Header): readonly Buffer[] {
  const json = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(HEADER_START);
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(json.length, MAGIC.length);
  return [head, json];
}

/** The file in parts, to be written one behind the other. The same knowledge gives the same bytes. */
export function encodeDatabase({ date, ecosystems, archives }: DatabaseKnowledge): readonly Buffer[] {
  const layout = createLayout();
  const sorted = [...ecosystems].sort(([a], [b]) => byCodeUnit(a, b));
  const entries = sorted.map(([ecosystem, own]) => [ecosystem, layOut(own, layout)] as const);
  const rows = [...archives].map(
    ([digest, { ecosystem, name, id, date: since }]): Row => [...([digest, ecosystem, name, id, since] as const)],
  );
  const archiveTable = layout.addTable(buildRecordTable(rows));
  const digest = sha256OfParts(layout.parts);
  const header: Header = {
    date,
    size: layout.size(),
    ecosystems: Object.fromEntries(entries),
    archives: archiveTable,
    digest,
  };
  return [...encodeHeader(header), ...layout.parts];
}

/** Reads `length` bytes of the file from `offset` on; less only where the file ends. */
export type ReadFile = (offset: number, length: number) => Buffer;

function readHeader(read: ReadFile, fileSize: number): { header: Header; start: number } {
  const head = read(0, HEADER_START);
  if (head.length < HEADER_START || head.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new Error('it is no database of this version of gate');
  const length = head.readUInt32LE(MAGIC.length);
  const json = length > LONGEST_HEADER ? Buffer.alloc(0) : read(HEADER_START, length);
  if (json.length !== length) throw new Error('it is cut short');
  let header: Header;
  try {
    header = JSON.parse(json.toString('utf8'));
  } catch {
    throw new Error('its header is damaged');
  }
  if (HEADER_START + length + header.size !== fileSize) throw new Error('it is cut short, or longer than it says');
  return { header, start: HEADER_START + length };
}

/** Reads a whole file. Throws an Error where a single byte of it has changed. */
export function verifyDatabase(bytes: Buffer): void {
  const { header, start } = readHeader((offset, length) => bytes.subarray(offset, offset + length), bytes.length);
  if (sha256OfParts([bytes.subarray(start)]) !== header.digest) throw new Error('it is damaged');
}

/** The file with the data of these ecosystems dated anew, for when nothing else has changed. In parts, as `encodeDatabase` gives it. */
export function redateDatabase(bytes: Buffer, date: string, fetched: ReadonlySet<string>): readonly Buffer[] {
  const { header, start } = readHeader((offset, length) => bytes.subarray(offset, offset + length), bytes.length);
  const ecosystems = Object.entries(header.ecosystems).map(([name, entry]) => {
    const { names, versions } = entry;
    const dated = {
      advisoriesDate: entry.advisoriesDate === null ? null : date,
      names: names === null ? null : { ...names, date },
      versions: versions === null ? null : { ...versions, date },
    };
    return [name, fetched.has(name) ? { ...entry, ...dated } : entry] as const;
  });
  const dated: Header = { ...header, date, ecosystems: Object.fromEntries(ecosystems) };
  return [...encodeHeader(dated), bytes.subarray(start)];
}

/** Opens what `encodeDatabase` wrote. Throws an Error with the reason where the file is not one of this version, or is cut short. */
export function openDatabase(read: ReadFile, fileSize: number): AdvisoryDatabase {
  const { header, start } = readHeader(read, fileSize);
  const open = ([starts, entries, records]: TablePlaces): RecordTable =>
    openRecordTable(read(start + starts[0], starts[1]), readPart(entries), (offset, length) =>
      read(start + records[0] + offset, length),
    );
  const readPart = ([at, size]: Place): ReadPart => {
    if (size > LARGEST_HELD) return (offset, length) => read(start + at + offset, length);
    const held = read(start + at, size);
    return (offset, length) => held.subarray(offset, offset + length);
  };
  const tables = new Map<TablePlaces, RecordTable>();
  const find = (places: TablePlaces | undefined, name: string): Row | null => {
    if (places === undefined) return null;
    let table = tables.get(places);
    if (table === undefined) {
      table = open(places);
      tables.set(places, table);
    }
    return table.find(name);
  };
  const advisories = (places: TablePlaces | undefined, name: string): readonly Advisory[] =>
    (find(places, name)?.slice(1) ?? []).map(packed => unpack(packed as PackedAdvisory));
  const entryOf = (ecosystem: Ecosystem): HeaderEntry | undefined => header.ecosystems[ecosystem];
  return {
    date: header.date,
    ecosystems: new Map(
      ECOSYSTEMS.flatMap(ecosystem => {
        const entry = entryOf(ecosystem);
        return entry === undefined ? [] : [[ecosystem, entry] as const];
      }),
    ),
    vulnerable: (ecosystem, name) => advisories(entryOf(ecosystem)?.tables.vulnerable, name),
    malicious: (ecosystem, name) => advisories(entryOf(ecosystem)?.tables.malicious, name),
    badArchive: integrity => {
      const row = find(header.archives, integrity);
      if (row === null) return null;
      const [, ecosystem, name, id, date] = row as [string, Ecosystem, string, string, string];
      return { ecosystem, name, id, date };
    },
    isKnown: (ecosystem, name) => {
      const filter = entryOf(ecosystem)?.filter ?? null;
      if (filter === null) return null;
      const block = blockOf(name, filter[1] / BLOCK_BYTES) * BLOCK_BYTES;
      return isInBlock(read(start + filter[0] + block, BLOCK_BYTES), name);
    },
    versions: (ecosystem, name) => {
      const row = find(entryOf(ecosystem)?.tables.versions, name);
      if (row === null) return null;
      const [, newest, yanked, archived] = row as [string, readonly string[], readonly string[], string | null];
      return { newest, yanked, archived };
    },
  };
}
