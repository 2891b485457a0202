/**
 * Reads TOML 1.0 (https://toml.io/en/v1.0.0) into values that know their places. Where a text is broken it goes on with the
 * next line that can be read, which is why this is not done by the library behind toml.ts: it stops at the first fault and
 * knows no places. What it reads of a valid text is what that library reads, but that dates stay text and that a key or a
 * table that stands there twice is kept twice.
 */

import type { Span } from '../model/span.ts';
import { readTomlString, skipLineEnd } from './toml-string.ts';
import type { JsonFault, JsonMember, JsonNode } from './tree.ts';

const DEEPEST = 100;
/** Tables with more members than this are looked up in by a map. */
const FEW = 8;

type Table = {
  readonly kind: 'object';
  readonly members: JsonMember[];
  readonly at: Span;
  /** The last member of each key, from FEW members on. */
  byKey?: Map<string, JsonMember>;
};
type List = { readonly kind: 'list'; readonly items: JsonNode[]; readonly at: Span };
/** Becomes a member of a table when its value is read. */
type Key = { readonly key: string; readonly at: Span; value: JsonNode };

type Reader = {
  readonly text: string;
  at: number;
  readonly faults: JsonFault[];
  /** Why the statement that is being read cannot be read on; every function returns at once where it is set. */
  stop: string | null;
  /** Whether the statement before this one was broken: what follows is then its rest, and one fault says enough. */
  broken: boolean;
  readonly root: Table;
};

function stopAt(reader: Reader, why: string): null {
  reader.stop ??= why;
  return null;
}

const createTable = (at: Span): Table => ({ kind: 'object', members: [], at });

function findMember({ members, byKey }: Table, key: string): JsonMember | undefined {
  return byKey === undefined ? members.findLast(member => member.key === key) : byKey.get(key);
}

function addMember(table: Table, member: Key, value: JsonNode): void {
  member.value = value;
  table.members.push(member);
  if (table.byKey !== undefined) table.byKey.set(member.key, member);
  else if (table.members.length > FEW) table.byKey = new Map(table.members.map(each => [each.key, each]));
}

const isSpace = (code: number): boolean => code === 32 || code === 9;

function skipSpace(reader: Reader): void {
  while (isSpace(reader.text.charCodeAt(reader.at))) reader.at++;
}

const lineEndFrom = (text: string, from: number): number => {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
};

/** Goes over spaces, line ends and comments. */
function skipBlank(reader: Reader): void {
  for (;;) {
    const code = reader.text.charCodeAt(reader.at);
    if (isSpace(code) || code === 10 || code === 13) reader.at++;
    else if (code === 35) reader.at = lineEndFrom(reader.text, reader.at);
    else return;
  }
}

/** Letters, digits, `_` and `-`. */
const isBare = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 45;

const NOTHING: JsonNode = { kind: 'scalar', value: null, at: { start: 0, end: 0 } };

function readKeyPart(reader: Reader): Key | null {
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  if (code === 34 || code === 39) {
    const string = readTomlString(text, at);
    if (string === null || string.at.start > at + 1) return stopAt(reader, 'a key is not closed');
    reader.at = string.end;
    return { key: string.value, at: string.at, value: NOTHING };
  }
  let end = at;
  while (isBare(text.charCodeAt(end))) end++;
  if (end === at) return stopAt(reader, 'a key is missing');
  reader.at = end;
  return { key: text.slice(at, end), at: { start: at, end }, value: NOTHING };
}

/** A key of one part or several between dots: the last one, and those that lead to it. */
type Path = { readonly before: readonly Key[]; readonly last: Key };
const NO_KEYS: readonly Key[] = [];

function readPath(reader: Reader): Path | null {
  skipSpace(reader);
  let last = readKeyPart(reader);
  let before: Key[] | null = null;
  skipSpace(reader);
  while (last !== null && reader.text.charCodeAt(reader.at) === 46) {
    before ??= [];
    before.push(last);
    if (before.length > DEEPEST) return stopAt(reader, 'a key has too many parts');
    reader.at++;
    skipSpace(reader);
    last = readKeyPart(reader);
    skipSpace(reader);
  }
  return last === null ? null : { before: before ?? NO_KEYS, last };
}

/** The table that a key leads to from `table`; those that are not there yet are made. */
function descend(table: Table, keys: readonly Key[]): Table {
  let current = table;
  for (const key of keys) {
    const value = findMember(current, key.key)?.value;
    const last = value?.kind === 'list' ? value.items.at(-1) : value;
    if (last?.kind === 'object') {
      // Every table of this tree was made by createTable.
      current = last as Table;
    } else {
      const made = createTable(key.at);
      addMember(current, key, made);
      current = made;
    }
  }
  return current;
}

const SCALAR = /[\w+.:-]+/y;
const TIME_BEHIND_DATE = / \d\d:[\w+.:-]*/y;
const DATE = /^\d{4}-\d\d-\d\d/;
const NUMBER = /^[+-]?(?:\d[\d_]*(?:\.[\d_]+)?(?:[eE][+-]?[\d_]+)?|0x[\dA-Fa-f_]+|0o[0-7_]+|0b[01_]+|inf|nan)$/;
const WORDS: Readonly<Record<string, number>> = { inf: Infinity, nan: Number.NaN };

function toNumber(written: string): number {
  const digits = written.replaceAll('_', '').replace(/^[+-]/, '');
  const size = WORDS[digits] ?? Number(digits);
  return written.startsWith('-') ? -size : size;
}

/** A number, a truth value, or a date or time, which stays text. */
function readBare(reader: Reader): JsonNode | null {
  const { text, at } = reader;
  SCALAR.lastIndex = at;
  const written = SCALAR.exec(text)?.[0] ?? '';
  let end = at + written.length;
  const scalar = (value: string | number | boolean): JsonNode => {
    reader.at = end;
    return { kind: 'scalar', value, at: { start: at, end } };
  };
  if (written === 'true' || written === 'false') return scalar(written === 'true');
  if (NUMBER.test(written)) return scalar(toNumber(written));
  if (DATE.test(written)) {
    TIME_BEHIND_DATE.lastIndex = end;
    if (written.length === 10) end += TIME_BEHIND_DATE.exec(text)?.[0].length ?? 0;
    return scalar(text.slice(at, end));
  }
  if (/^\d\d:\d\d/.test(written)) return scalar(written);
  return stopAt(reader, written === '' ? 'a value is missing' : 'a value that TOML does not know');
}

/** Returns what could be read of the list, also where it stops. */
function readList(reader: Reader, depth: number): JsonNode {
  const list: List = { kind: 'list', items: [], at: { start: reader.at, end: reader.at + 1 } };
  reader.at++;
  for (;;) {
    skipBlank(reader);
    if (reader.text.charCodeAt(reader.at) === 93) break;
    if (reader.at >= reader.text.length) stopAt(reader, 'a list is not closed');
    const item = reader.stop === null ? readValue(reader, depth) : null;
    if (item !== null) list.items.push(item);
    if (reader.stop !== null) return list;
    skipBlank(reader);
    const next = reader.text.charCodeAt(reader.at);
    if (next === 44) reader.at++;
    else if (next !== 93) stopAt(reader, 'a list is not closed');
  }
  reader.at++;
  return list;
}

/** Returns what could be read. Trailing commas and line ends in an inline table are no faults: TOML 1.1 allows them. */
function readInlineTable(reader: Reader, depth: number): JsonNode {
  const table = createTable({ start: reader.at, end: reader.at + 1 });
  reader.at++;
  for (;;) {
    skipBlank(reader);
    if (reader.text.charCodeAt(reader.at) === 125) break;
    if (reader.stop === null) readPair(reader, table, depth);
    if (reader.stop !== null) return table;
    skipBlank(reader);
    const next = reader.text.charCodeAt(reader.at);
    if (next === 44) reader.at++;
    else if (next !== 125) stopAt(reader, 'an inline table is not closed');
  }
  reader.at++;
  return table;
}

/** A list or table that breaks off is returned as far as it was read; null where nothing was. */
function readValue(reader: Reader, depth: number): JsonNode | null {
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  if (code === 34 || code === 39) {
    const string = readTomlString(text, at);
    if (string === null) return stopAt(reader, 'a string is not closed');
    reader.at = string.end;
    return { kind: 'scalar', value: string.value, at: string.at };
  }
  if (code !== 91 && code !== 123) return readBare(reader);
  if (depth >= DEEPEST) return stopAt(reader, 'values are nested too deeply');
  return code === 91 ? readList(reader, depth + 1) : readInlineTable(reader, depth + 1);
}

/** `key = value`, added to `table`. */
function readPair(reader: Reader, table: Table, depth: number): void {
  const path = readPath(reader);
  if (path === null) return;
  if (reader.text.charCodeAt(reader.at) !== 61) {
    stopAt(reader, 'an equals sign is missing');
    return;
  }
  reader.at++;
  skipSpace(reader);
  const value = readValue(reader, depth);
  if (value !== null) addMember(descend(table, path.before), path.last, value);
}

/** `[key]` or `[[key]]`: the table that what follows belongs to. */
function readHeader(reader: Reader): Table | null {
  const many = reader.text.charCodeAt(reader.at + 1) === 91;
  reader.at += many ? 2 : 1;
  const path = readPath(reader);
  if (path === null) return null;
  const close = many ? ']]' : ']';
  if (!reader.text.startsWith(close, reader.at)) return stopAt(reader, 'the header of a table is not closed');
  reader.at += close.length;
  const parent = descend(reader.root, path.before);
  if (!many) return descend(parent, [path.last]);
  const { last } = path;
  const table = createTable(last.at);
  const before = findMember(parent, last.key)?.value;
  // Every list of this tree was made here or in readList.
  if (before?.kind === 'list') (before as List).items.push(table);
  else addMember(parent, last, { kind: 'list', items: [table], at: last.at } satisfies List);
  return table;
}

/** Nothing but a comment may stand behind a statement. */
function readEnd(reader: Reader): void {
  skipSpace(reader);
  if (reader.text.charCodeAt(reader.at) === 35) reader.at = lineEndFrom(reader.text, reader.at);
  const next = skipLineEnd(reader.text, reader.at);
  if (next === reader.at && next < reader.text.length) stopAt(reader, 'more text stands behind the end of a value');
  reader.at = next;
}

/**
 * Goes on where the statement broke off: with the line of the fault, if the statement began above it, since that line may
 * well begin another; else with the next one.
 */
function recover(reader: Reader, start: number, message: string): void {
  if (!reader.broken) reader.faults.push({ offset: Math.min(reader.at, reader.text.length), message });
  reader.broken = true;
  const lineStart = reader.at === 0 ? 0 : reader.text.lastIndexOf('\n', reader.at - 1) + 1;
  reader.at = lineStart > start ? lineStart : lineEndFrom(reader.text, Math.max(start, reader.at)) + 1;
}

/**
 * The table at the root of a TOML text and every fault that was met; `root` holds what could be read. Never throws. The
 * place of a table that has a header is that of the last part of its key there; that of a list or an inline table its bracket.
 */
export function readToml(text: string): { readonly root: JsonNode; readonly faults: readonly JsonFault[] } {
  const root = createTable({ start: 0, end: 0 });
  const reader: Reader = { text, at: 0, faults: [], stop: null, broken: false, root };
  let table = root;
  for (skipBlank(reader); reader.at < text.length; skipBlank(reader)) {
    const start = reader.at;
    reader.stop = null;
    if (text.charCodeAt(start) === 91) table = readHeader(reader) ?? table;
    else readPair(reader, table, 0);
    if (reader.stop === null) readEnd(reader);
    if (reader.stop === null) reader.broken = false;
    else recover(reader, start, reader.stop);
  }
  return { root, faults: reader.faults };
}
