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
type Key = { readonly key: string; readonly at: Span };

type Reader = {
  readonly text: string;
  at: number;
  readonly faults: JsonFault[];
  /** Whether the statement before this one was broken: what follows is then its rest, and one fault says enough. */
  broken: boolean;
  /** The tables and lists that this reader made, which it may add to. */
  readonly root: Table;
};

/** Ends the reading of one statement; never leaves this file. */
type Stop = { readonly stop: string };
const isStop = <T>(value: T | Stop): value is Stop => typeof value === 'object' && value !== null && 'stop' in value;

const createTable = (at: Span): Table => ({ kind: 'object', members: [], at });

function findMember({ members, byKey }: Table, key: string): JsonMember | undefined {
  return byKey === undefined ? members.findLast(member => member.key === key) : byKey.get(key);
}

function addMember(table: Table, { key, at }: Key, value: JsonNode): void {
  const member = { key, at, value };
  table.members.push(member);
  if (table.byKey !== undefined) table.byKey.set(key, member);
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

const BARE_KEY = /[\w-]+/y;

function readKeyPart(reader: Reader): Key | Stop {
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  if (code === 34 || code === 39) {
    const string = readTomlString(text, at);
    if (string === null || text.startsWith(text.slice(at, at + 1).repeat(3), at))
      return { stop: 'a key is not closed' };
    reader.at = string.end;
    return { key: string.value, at: string.at };
  }
  BARE_KEY.lastIndex = at;
  const match = BARE_KEY.exec(text);
  if (match === null) return { stop: 'a key is missing' };
  reader.at = at + match[0].length;
  return { key: match[0], at: { start: at, end: reader.at } };
}

/** A key of one part or several between dots. */
function readKey(reader: Reader): Key[] | Stop {
  const parts: Key[] = [];
  for (;;) {
    skipSpace(reader);
    const part = readKeyPart(reader);
    if (isStop(part)) return part;
    parts.push(part);
    if (parts.length > DEEPEST) return { stop: 'a key has too many parts' };
    skipSpace(reader);
    if (reader.text[reader.at] !== '.') return parts;
    reader.at++;
  }
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
function readBare(reader: Reader): JsonNode | Stop {
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
  return { stop: written === '' ? 'a value is missing' : 'a value that TOML does not know' };
}

/** What of a list could be read is kept in `list`, also where it stops. */
function readItems(reader: Reader, list: List, depth: number): Stop | null {
  for (;;) {
    skipBlank(reader);
    if (reader.text[reader.at] === ']') break;
    const stop = readInto(reader, depth, item => list.items.push(item));
    if (stop !== null) return reader.at >= reader.text.length ? { stop: 'a list is not closed' } : stop;
    skipBlank(reader);
    if (reader.text[reader.at] === ',') reader.at++;
    else if (reader.text[reader.at] !== ']') return { stop: 'a list is not closed' };
  }
  reader.at++;
  return null;
}

/** Trailing commas and line ends in an inline table are no faults: TOML 1.1 allows them. */
function readMembers(reader: Reader, table: Table, depth: number): Stop | null {
  for (;;) {
    skipBlank(reader);
    if (reader.text[reader.at] === '}') break;
    const stop = readPair(reader, table, depth);
    if (stop !== null) return stop;
    skipBlank(reader);
    if (reader.text[reader.at] === ',') reader.at++;
    else if (reader.text[reader.at] !== '}') return { stop: 'an inline table is not closed' };
  }
  reader.at++;
  return null;
}

/** Reads a value and hands it to `keep`, which a list or table that breaks off is handed to as well. */
function readInto(reader: Reader, depth: number, keep: (node: JsonNode) => void): Stop | null {
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  if (code === 34 || code === 39) {
    const string = readTomlString(text, at);
    if (string === null) return { stop: 'a string is not closed' };
    reader.at = string.end;
    keep({ kind: 'scalar', value: string.value, at: string.at });
    return null;
  }
  if (code === 91 || code === 123) {
    if (depth >= DEEPEST) return { stop: 'values are nested too deeply' };
    reader.at++;
    const span = { start: at, end: at + 1 };
    const list: List = { kind: 'list', items: [], at: span };
    const table = createTable(span);
    keep(code === 91 ? list : table);
    return code === 91 ? readItems(reader, list, depth + 1) : readMembers(reader, table, depth + 1);
  }
  const scalar = readBare(reader);
  if (isStop(scalar)) return scalar;
  keep(scalar);
  return null;
}

/** `key = value`, added to `table`. */
function readPair(reader: Reader, table: Table, depth: number): Stop | null {
  const keys = readKey(reader);
  if (isStop(keys)) return keys;
  if (reader.text[reader.at] !== '=') return { stop: 'an equals sign is missing' };
  reader.at++;
  skipSpace(reader);
  const last = keys.pop();
  return readInto(reader, depth, value => {
    if (last !== undefined) addMember(descend(table, keys), last, value);
  });
}

/** `[key]` or `[[key]]`: the table that what follows belongs to. */
function readHeader(reader: Reader): Table | Stop {
  const many = reader.text[reader.at + 1] === '[';
  reader.at += many ? 2 : 1;
  const keys = readKey(reader);
  if (isStop(keys)) return keys;
  const close = many ? ']]' : ']';
  if (!reader.text.startsWith(close, reader.at)) return { stop: 'the header of a table is not closed' };
  reader.at += close.length;
  if (!many) return descend(reader.root, keys);
  const last = keys.pop() ?? { key: '', at: { start: 0, end: 0 } };
  const parent = descend(reader.root, keys);
  const table = createTable(last.at);
  const before = findMember(parent, last.key)?.value;
  // Every list of this tree was made here or in readInto.
  if (before?.kind === 'list') (before as List).items.push(table);
  else addMember(parent, last, { kind: 'list', items: [table], at: last.at } satisfies List);
  return table;
}

/** Nothing but a comment may stand behind a statement. */
function readEnd(reader: Reader): Stop | null {
  skipSpace(reader);
  if (reader.text[reader.at] === '#') reader.at = lineEndFrom(reader.text, reader.at);
  const next = skipLineEnd(reader.text, reader.at);
  if (next === reader.at && next < reader.text.length) return { stop: 'more text stands behind the end of a value' };
  reader.at = next;
  return null;
}

/**
 * Goes on where the statement broke off: with the line of the fault, if the statement began above it, since that line may
 * well begin another; else with the next one.
 */
function recover(reader: Reader, start: number, { stop }: Stop): void {
  if (!reader.broken) reader.faults.push({ offset: Math.min(reader.at, reader.text.length), message: stop });
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
  const reader: Reader = { text, at: 0, faults: [], broken: false, root };
  let table = root;
  for (skipBlank(reader); reader.at < text.length; skipBlank(reader)) {
    const start = reader.at;
    let stop: Stop | null = null;
    if (text[start] === '[') {
      const header = readHeader(reader);
      if (isStop(header)) stop = header;
      else table = header;
    } else {
      stop = readPair(reader, table, 0);
    }
    stop ??= readEnd(reader);
    if (stop === null) reader.broken = false;
    else recover(reader, start, stop);
  }
  return { root, faults: reader.faults };
}
