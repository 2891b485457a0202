/**
 * The compiled ruleset as two files, written by the build. The first is read at every start: arrays stand in it as the scan
 * reads them. The second has each rule as a line of JSON, of which a scan reads only those whose keywords it meets.
 */

import type { CompiledRule, Ruleset, ScopedRule } from '../../model/compiled-rule.ts';
import type { Automaton } from '../../text/automaton.ts';
import { packSet } from './byte-sets.ts';
import { layOut } from './layout.ts';
import type { PreparedRuleset } from './prepare.ts';
import { assemble, scopedRules, unanchoredNumbers } from './prepare.ts';

/** Changes when the layout does, so that an old file is refused instead of misread. */
const MAGIC = 'gateRS08';

/** The arrays of 32-bit numbers, in the order in which they stand in the file. */
const ARRAYS = [
  'columns',
  'outputStart',
  'outputs',
  'lengths',
  'anchorStart',
  'anchorRule',
  'anchorMin',
  'anchorMax',
  'gateStart',
  'scopedStart',
  'gateDistance',
  'gateSet',
  'gateAnchor',
  'checkStart',
  'checkDistance',
  'checkSet',
  'tokenReach',
  'tokenMin',
  'tokenMax',
  'tokenSet',
  'headStart',
  'headSet',
  'leadMax',
  'leadOffset',
  'leadSet',
  'leadStop',
  'ruleStart',
] as const;

type Arrays = Readonly<Record<(typeof ARRAYS)[number], Int32Array>>;

type Header = {
  readonly hash: string;
  readonly keywords: readonly string[];
  readonly longest: number;
  readonly firstOutput: number;
  /** Entries of the automaton's table, and the bytes that each has. */
  readonly tableSize: number;
  readonly tableWidth: number;
  readonly scoped: readonly ScopedRule[];
  readonly unanchored: readonly number[];
  /** Entries of each array of ARRAYS, in that order. */
  readonly sizes: readonly number[];
  /** Entries of the byte sets, which stand behind the columns. */
  readonly setSize: number;
  /** How many of the sets are the ruleset's own. */
  readonly ownSets: number;
};

export type RulesetFiles = { readonly tables: Buffer; readonly lines: Buffer };

/** Reads the bytes of the second file from one offset up to another. Throws where they are not there. */
export type ReadLines = (from: number, to: number) => Buffer;

/** `whole` parses everything: it is what a user's rules are added to. */
export type StoredRuleset = { readonly prepared: PreparedRuleset; readonly whole: () => Ruleset };

const align = (offset: number): number => (offset + 3) & ~3;

/**
 * `tables`: magic, byte length of the header (32 bits), header in JSON, padding to 4 bytes, the arrays of 32-bit numbers, the
 * automaton's table, the byte sets. `lines`: the rules; `ruleStart` says where each begins.
 */
export function encodeRuleset(ruleset: Ruleset, automaton: Automaton): RulesetFiles {
  const { rules, keywords, hash } = ruleset;
  const { table, longest, firstOutput } = automaton;
  const layout = layOut(ruleset);
  const texts = rules.map(rule => Buffer.from(`${JSON.stringify(rule)}\n`));
  const ruleStart = new Int32Array(rules.length + 1);
  texts.forEach((text, number) => {
    ruleStart[number + 1] = (ruleStart[number] ?? 0) + text.length;
  });
  const arrays: Arrays = { ...automaton, ...layout, ruleStart };
  const header: Header = {
    hash,
    keywords,
    longest,
    firstOutput,
    tableSize: table.length,
    tableWidth: table.BYTES_PER_ELEMENT,
    scoped: scopedRules(rules),
    unanchored: unanchoredNumbers(rules),
    sizes: ARRAYS.map(name => arrays[name].length),
    setSize: layout.sets.length,
    ownSets: ruleset.sets.length,
  };
  const json = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(align(MAGIC.length + 4 + json.length));
  start.write(MAGIC, 'latin1');
  start.writeUInt32LE(json.length, MAGIC.length);
  json.copy(start, MAGIC.length + 4);
  const tables = Buffer.concat([
    start,
    ...[...ARRAYS.map(name => arrays[name]), table].map(array => Buffer.from(array.buffer)),
    layout.sets,
  ]);
  return { tables, lines: Buffer.concat(texts) };
}

function readArrays(file: Buffer, start: number, sizes: readonly number[]): { arrays: Arrays; end: number } {
  let end = start;
  const entries = ARRAYS.map((name, index) => {
    const array = new Int32Array(file.buffer, file.byteOffset + end, sizes[index]);
    end += array.byteLength;
    return [name, array] as const;
  });
  return { arrays: Object.fromEntries(entries) as Arrays, end };
}

function readTable(file: Buffer, start: number, { tableSize, tableWidth }: Header): Automaton['table'] {
  const at = file.byteOffset + start;
  return tableWidth === Uint16Array.BYTES_PER_ELEMENT
    ? new Uint16Array(file.buffer, at, tableSize)
    : new Uint32Array(file.buffer, at, tableSize);
}

/**
 * Reads what `encodeRuleset` wrote; `bytes`, its tables, must not change afterwards. Throws when they are not of this version;
 * `readLines` is asked for each rule when it is first needed.
 */
export function decodeRuleset(bytes: Buffer, readLines: ReadLines): StoredRuleset {
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new Error('the ruleset file is not one of this version: build again');
  const file = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  const jsonStart = MAGIC.length + 4;
  const jsonEnd = jsonStart + file.readUInt32LE(MAGIC.length);
  const header: Header = JSON.parse(file.toString('utf8', jsonStart, jsonEnd));
  const { hash, keywords, scoped, unanchored, setSize, ownSets } = header;
  const { arrays, end: tableStart } = readArrays(file, align(jsonEnd), header.sizes);
  const { ruleStart, columns, outputStart, outputs, lengths, ...anchors } = arrays;
  const table = readTable(file, tableStart, header);
  const end = tableStart + table.byteLength;
  const sets = new Uint8Array(file.buffer, file.byteOffset + end, setSize);
  const count = ruleStart.length - 1;
  if (file.length !== end + setSize) throw new Error('the ruleset file is cut short: build again');
  const read = (number: number): CompiledRule =>
    JSON.parse(readLines(ruleStart[number] as number, ruleStart[number + 1] as number).toString('utf8'));
  const { longest, firstOutput } = header;
  const automaton = { columns, longest, firstOutput, table, outputStart, outputs, lengths };
  const layout = { ...anchors, sets };
  const prepared = assemble({ automaton, layout, keywords, hash, count, read, scoped, unanchored });
  const packed = (): string[] =>
    Array.from({ length: ownSets }, (_, set) => packSet(sets.subarray(set * 256, (set + 1) * 256)));
  return { prepared, whole: () => ({ rules: prepared.rules, keywords, sets: packed(), hash }) };
}
