/**
 * What gate knows of packages as one file: written by the build from rules/packages/, read when a scan meets a manifest. The
 * facts of an ecosystem are parsed when it is first asked about; the tables of its popular names are searched where they lie.
 */

import type { PackageData, PackageFact } from '../../model/package-fact.ts';
import { FACT_KINDS } from '../../model/package-fact.ts';
import type { HashTable } from './hash-table.ts';
import type { PopularNames } from './popular-names.ts';
import { buildPopularNames, oneEditIn, rankIn, sameSkeletonIn } from './popular-names.ts';

/** Changes when the layout does, so that an old file is refused instead of misread. */
const MAGIC = 'gatePK02';

const TABLES = ['exact', 'edits', 'skeletons'] as const;
type TableName = (typeof TABLES)[number];
/** The arrays of the tables, one behind the other: hashes and starts of 4 bytes an entry, numbers of 2. */
const PARTS = ['hashes', 'starts', 'numbers'] as const;
type Block = 'facts' | 'text' | 'starts' | `${TableName} ${(typeof PARTS)[number]}`;

/** The blocks of an ecosystem, which stand in this order, each at a multiple of 4. */
const BLOCKS: readonly Block[] = [
  'facts',
  'text',
  'starts',
  ...TABLES.flatMap(table => PARTS.map((part): Block => `${table} ${part}`)),
];
/** Bytes of each block, in the order of BLOCKS. */
type Sizes = readonly number[];

type Header = {
  readonly date: string;
  /** Offset of the first block behind the header, and sizes, by ecosystem. */
  readonly ecosystems: Readonly<Record<string, { readonly start: number; readonly sizes: Sizes }>>;
  /** Ecosystem and name of the fact, by bad digest. */
  readonly hashes: Readonly<Record<string, readonly [ecosystem: string, name: string]>>;
};

export type PackageKnowledge = {
  readonly date: string;
  readonly facts: readonly PackageFact[];
  /** Canonical names, most popular first, by ecosystem. */
  readonly popular: Readonly<Record<string, readonly string[]>>;
};

const align = (offset: number): number => (offset + 3) & ~3;
const pad = (bytes: Uint8Array): Buffer => Buffer.concat([bytes], align(bytes.length));
const bytesOf = (array: Uint8Array | Uint16Array | Uint32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function blocksOf(facts: readonly PackageFact[], names: readonly string[]): readonly Uint8Array[] {
  const popular = buildPopularNames(names);
  const tables = TABLES.flatMap(table => PARTS.map(part => bytesOf(popular[table][part])));
  return [Buffer.from(JSON.stringify(facts)), popular.text, bytesOf(popular.starts), ...tables];
}

const inOrder = (facts: readonly PackageFact[]): PackageFact[] =>
  [...facts].sort((a, b) => FACT_KINDS.indexOf(a.kind) - FACT_KINDS.indexOf(b.kind));

/** Magic, byte length of the header (32 bits), header in JSON padded to 4 bytes, then the blocks of each ecosystem. */
export function encodePackages({ date, facts, popular }: PackageKnowledge): Buffer {
  const ecosystems: Record<string, Header['ecosystems'][string]> = {};
  const hashes = Object.fromEntries(
    facts.flatMap(fact => (fact.hashes ?? []).map(hash => [hash, [fact.ecosystem, fact.name]] as const)),
  );
  const blocks: Buffer[] = [];
  let start = 0;
  for (const ecosystem of [...new Set([...facts.map(fact => fact.ecosystem), ...Object.keys(popular)])].sort()) {
    const own = inOrder(facts.filter(fact => fact.ecosystem === ecosystem));
    const parts = blocksOf(own, popular[ecosystem] ?? []);
    ecosystems[ecosystem] = { start, sizes: parts.map(({ length }) => length) };
    const padded = parts.map(pad);
    blocks.push(...padded);
    start += padded.reduce((sum, { length }) => sum + length, 0);
  }
  const header: Header = { date, ecosystems, hashes };
  const json = Buffer.from(JSON.stringify(header));
  const first = Buffer.alloc(align(MAGIC.length + 4 + json.length));
  first.write(MAGIC, 'latin1');
  first.writeUInt32LE(json.length, MAGIC.length);
  json.copy(first, MAGIC.length + 4);
  return Buffer.concat([first, ...blocks]);
}

type OpenEcosystem = { readonly facts: ReadonlyMap<string, readonly PackageFact[]>; readonly popular: PopularNames };

function groupByName(facts: readonly PackageFact[]): Map<string, PackageFact[]> {
  const groups = new Map<string, PackageFact[]>();
  for (const fact of facts) {
    const group = groups.get(fact.name);
    if (group === undefined) groups.set(fact.name, [fact]);
    else group.push(fact);
  }
  return groups;
}

function readEcosystem(file: Buffer, start: number, sizes: Sizes): OpenEcosystem {
  const places = new Map<Block, { readonly at: number; readonly size: number }>();
  let at = start;
  BLOCKS.forEach((block, number) => {
    const size = sizes[number] ?? 0;
    places.set(block, { at, size });
    at = align(at + size);
  });
  const bytes = (block: Block): Buffer => {
    const { at: first, size } = places.get(block) ?? { at: 0, size: 0 };
    return file.subarray(first, first + size);
  };
  const long = (block: Block): Uint32Array => {
    const { buffer, byteOffset, length } = bytes(block);
    return new Uint32Array(buffer, byteOffset, length / 4);
  };
  const table = (name: TableName): HashTable => {
    const { buffer, byteOffset, length } = bytes(`${name} numbers`);
    return {
      hashes: long(`${name} hashes`),
      starts: long(`${name} starts`),
      numbers: new Uint16Array(buffer, byteOffset, length / 2),
    };
  };
  const facts: PackageFact[] = JSON.parse(bytes('facts').toString('utf8'));
  return {
    facts: groupByName(facts),
    popular: {
      text: bytes('text'),
      starts: long('starts'),
      exact: table('exact'),
      edits: table('edits'),
      skeletons: table('skeletons'),
    },
  };
}

/** Reads what `encodePackages` wrote; `bytes` must not change afterwards. Throws when the file is not one of this version's. */
export function decodePackages(bytes: Buffer): PackageData {
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new Error('the package facts are not of this version: build again');
  const file = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  const jsonStart = MAGIC.length + 4;
  const jsonEnd = jsonStart + file.readUInt32LE(MAGIC.length);
  const { date, ecosystems, ...header }: Header = JSON.parse(file.toString('utf8', jsonStart, jsonEnd));
  const hashes = new Map(Object.entries(header.hashes));
  const sizeOf = ({ start, sizes }: Header['ecosystems'][string]): number =>
    sizes.reduce((end, size) => align(end + size), start);
  const end = Math.max(0, ...Object.values(ecosystems).map(sizeOf));
  if (file.length !== align(jsonEnd) + end) throw new Error('the package facts are cut short: build again');
  const known = new Map<string, OpenEcosystem | null>();
  const open = (ecosystem: string): OpenEcosystem | null => {
    let opened = known.get(ecosystem);
    if (opened !== undefined) return opened;
    const entry = ecosystems[ecosystem];
    opened = entry === undefined ? null : readEcosystem(file, align(jsonEnd) + entry.start, entry.sizes);
    known.set(ecosystem, opened);
    return opened;
  };
  return {
    date,
    facts: (ecosystem, name) => open(ecosystem)?.facts.get(name) ?? [],
    badHash: integrity => {
      const place = hashes.get(integrity);
      if (place === undefined) return null;
      const facts = open(place[0])?.facts.get(place[1]) ?? [];
      return facts.find(fact => fact.hashes?.includes(integrity)) ?? null;
    },
    rank: (ecosystem, name) => {
      const opened = open(ecosystem);
      return opened === null ? null : rankIn(opened.popular, name);
    },
    oneEditFrom: (ecosystem, name) => {
      const opened = open(ecosystem);
      return opened === null ? [] : oneEditIn(opened.popular, name);
    },
    looksLike: (ecosystem, name) => {
      const opened = open(ecosystem);
      return opened === null ? [] : sameSkeletonIn(opened.popular, name);
    },
  };
}
