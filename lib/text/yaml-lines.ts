/**
 * Reads the YAML that programs write into lockfiles, line by line and with places: block maps and lists by indentation, keys and
 * scalars plain or quoted, long keys behind `?`, block scalars, and `{…}` or `[…]` within one line. It knows no anchors, aliases and
 * tags: those stay text. A full parser takes a hundred times as long (lib/text/yaml.ts reads what people write).
 */

import type { Span } from '../model/span.ts';
import { closingQuote, isQuote, readKey, skipSpaces, unquote } from './yaml-scalars.ts';

export type YamlLine = {
  /** Empty for an item of a list. */
  readonly key: string;
  /** Of the key without its quotes, of an item's text, in UTF-16 offsets; never more than one line. */
  readonly at: Span;
  /** The scalar; of braces and brackets their text as it stands. Null where nothing stands behind the key. */
  readonly value: string | null;
  /** Where the value begins. */
  readonly valueAt: number;
  readonly members: readonly YamlLine[];
};
/** `line` is 1-based; the message never quotes the text. */
export type YamlLineFault = { readonly line: number; readonly message: string };

type Growing = { key: string; at: Span; value: string | null; valueAt: number; members: Growing[] };
type Open = { readonly indent: number; readonly node: Growing };
type Reading = {
  readonly text: string;
  readonly faults: YamlLineFault[];
  readonly open: Open[];
  lineStart: number;
  /** Without the line end. */
  lineEnd: number;
  /** Where the next line begins, -1 behind the last. */
  next: number;
};

/** Faults behind the first ones say nothing new. */
const MOST_FAULTS = 20;

function advance(reading: Reading): boolean {
  const { text, next } = reading;
  if (next === -1) return false;
  const newline = text.indexOf('\n', next);
  reading.lineStart = next;
  reading.lineEnd = newline === -1 ? text.length : newline;
  if (text.charCodeAt(reading.lineEnd - 1) === 13 && reading.lineEnd > next) reading.lineEnd--;
  reading.next = newline === -1 ? -1 : newline + 1;
  return true;
}

/** Lines are counted for faults alone, of which there are few. */
function fail({ text, faults }: Reading, message: string, at: number): void {
  if (faults.length >= MOST_FAULTS) return;
  let line = 1;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', end + 1)) line++;
  faults.push({ line, message });
}

function indentEnd({ text, lineStart, lineEnd }: Reading): number {
  let at = lineStart;
  while (at < lineEnd && text.charCodeAt(at) === 32) at++;
  return at;
}

/** The lines of a block scalar: all that are empty or indented deeper than its key. */
function readBlockScalar(reading: Reading, indent: number): string {
  const lines: string[] = [];
  while (reading.next !== -1) {
    const before = { ...reading };
    advance(reading);
    const start = indentEnd(reading);
    if (start < reading.lineEnd && start - reading.lineStart <= indent) {
      Object.assign(reading, before);
      break;
    }
    lines.push(reading.text.slice(start, reading.lineEnd));
  }
  return lines.join('\n').trim();
}

/** A quoted value that goes over line ends, which become spaces. */
function readLongQuoted(reading: Reading, from: number): string {
  const parts: string[] = [reading.text.slice(from, reading.lineEnd)];
  const quote = reading.text.charAt(from);
  while (advance(reading)) {
    const start = indentEnd(reading);
    const part = reading.text.slice(start, reading.lineEnd);
    const end = closingQuote(quote + part, 0, part.length + 1);
    parts.push(end === -1 ? part : part.slice(0, end));
    if (end !== -1) return unquote(parts.join(' '));
  }
  fail(reading, 'a quote is not closed; what stands behind it was left out', from);
  return unquote(`${parts[0] ?? ''}${quote}`);
}

const BLOCK_SCALAR = /^[|>][-+\d]{0,3}$/;

/** The scalar at `from`, whose key is indented by `indent`. */
function readValue(reading: Reading, from: number, indent: number): string | null {
  const { text, lineEnd } = reading;
  const first = text.charAt(from);
  if (from >= lineEnd || first === '#') return null;
  if (isQuote(first)) {
    const end = closingQuote(text, from, lineEnd);
    return end === -1 ? readLongQuoted(reading, from) : unquote(text.slice(from, end + 1));
  }
  const raw = text.slice(from, lineEnd);
  const comment = raw.indexOf(' #');
  const value = (comment === -1 ? raw : raw.slice(0, comment)).trimEnd();
  if (BLOCK_SCALAR.test(value)) return readBlockScalar(reading, indent);
  if ((first === '{' && !value.endsWith('}')) || (first === '[' && !value.endsWith(']'))) {
    fail(reading, 'a list or map in brackets does not end on its line, so it was left out', from);
    return null;
  }
  return value;
}

/** Hangs a node under the one that its indentation makes its parent. */
function attach(reading: Reading, indent: number, node: Growing): void {
  const { open } = reading;
  let last = open.length - 1;
  while (last > 0 && (open[last]?.indent ?? -1) >= indent) last--;
  open.length = last + 1;
  open[last]?.node.members.push(node);
  open.push({ indent, node });
}

/** A key too long for one line's rules: `? key`, and its value behind a `:` on a line of its own. */
function readLongKey(reading: Reading, from: number, indent: number): void {
  const { text, lineEnd } = reading;
  const start = skipSpaces(text, from + 1, lineEnd);
  const quoted = isQuote(text.charAt(start)) && closingQuote(text, start, lineEnd) === lineEnd - 1;
  const raw = text.slice(start, lineEnd);
  const at = quoted ? { start: start + 1, end: lineEnd - 1 } : { start, end: lineEnd };
  attach(reading, indent, { key: quoted ? unquote(raw) : raw, at, value: null, valueAt: lineEnd, members: [] });
}

/** An item may stand as deep as the key of its list: it hangs half a step deeper. */
function readItem(reading: Reading, from: number, indent: number): void {
  const start = skipSpaces(reading.text, from + 1, reading.lineEnd);
  const node: Growing = { key: '', at: { start, end: reading.lineEnd }, value: null, valueAt: start, members: [] };
  attach(reading, indent + 0.5, node);
  if (readKey(reading, start) !== null) readEntry(reading, start, start - reading.lineStart);
  else node.value = readValue(reading, start, indent);
}

function readEntry(reading: Reading, from: number, indent: number): void {
  const found = readKey(reading, from);
  if (found === null) {
    continueScalar(reading, from, indent);
    return;
  }
  const { key, at, colon } = found;
  const valueAt = skipSpaces(reading.text, colon + 1, reading.lineEnd);
  const node: Growing = { key, at, value: null, valueAt, members: [] };
  attach(reading, indent, node);
  node.value = readValue(reading, valueAt, indent);
}

/** A line without key goes on with a plain scalar, if one stands above it. */
function continueScalar(reading: Reading, from: number, indent: number): void {
  const above = reading.open.at(-1);
  if (above === undefined || above.node.value === null || indent <= above.indent || /^[[{]/.test(above.node.value)) {
    fail(reading, 'this line is no entry of a map or list, so it was left out', from);
    return;
  }
  above.node.value += ` ${reading.text.slice(from, reading.lineEnd)}`;
}

function readLine(reading: Reading): void {
  const { text, lineEnd } = reading;
  const from = indentEnd(reading);
  const indent = from - reading.lineStart;
  const first = text.charAt(from);
  if (from >= lineEnd || first === '#') return;
  if (indent === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(from, from + 4))) return;
  const spaced = from + 1 >= lineEnd || text.charCodeAt(from + 1) === 32;
  if (first === '\t') fail(reading, 'a tab is used as indentation, so this line was left out', from);
  else if (first === '-' && spaced) readItem(reading, from, indent);
  else if (first === '?' && spaced) readLongKey(reading, from, indent);
  else if (first === ':' && spaced) {
    const start = skipSpaces(text, from + 1, lineEnd);
    if (start < lineEnd) readEntry(reading, start, start - reading.lineStart);
  } else readEntry(reading, from, indent);
}

/**
 * The usual line, read at once, and up to three empty ones above it: an entry whose key is plain or in quotes without escapes, and
 * behind it nothing, quotes without escapes, brackets, or plain text; or an item that is plain text. All others are read by their
 * parts, with the same result.
 */
const USUAL =
  /((?:\r?\n){0,3})( *)(?:(?:'([^'\n]*)'|"([^"\\\n]*)"|([\w/@](?:[^:\n'"#]*[^:\n'"# ])?)):(?: (?:'([^'\n]*)'|"([^"\\\n]*)"|(\{[^\n#]*\}|\[[^\n#]*\]|[\w@/^~.*<=][^\n#]*)))?|- ([\w@.^~][^:\n#]*))\r?(?:\n|$)/y;

function toUsualItem(start: number, item: string): Growing {
  const value = item.trimEnd();
  return { key: '', at: { start, end: start + value.length }, value, valueAt: start, members: [] };
}

function toUsualEntry(from: number, match: RegExpExecArray): Growing {
  const [, , , single, double, bare, singleValue, doubleValue, value] = match;
  const key = bare ?? single ?? double ?? '';
  const quote = bare === undefined ? 1 : 0;
  const at = { start: from + quote, end: from + quote + key.length };
  const read = singleValue ?? doubleValue ?? value?.trimEnd() ?? null;
  return { key, at, value: read, valueAt: at.end + quote + 2, members: [] };
}

function readUsualLine(reading: Reading): boolean {
  const { text, next } = reading;
  if (next === -1) return false;
  USUAL.lastIndex = next;
  const match = USUAL.exec(text);
  if (match === null) return false;
  const end = USUAL.lastIndex;
  const [, blank = '', spaces = ''] = match;
  const from = next + blank.length + spaces.length;
  const item = match[9];
  if (item === undefined) attach(reading, spaces.length, toUsualEntry(from, match));
  else attach(reading, spaces.length + 0.5, toUsualItem(from + 2, item));
  reading.next = text.charCodeAt(end - 1) === 10 ? end : -1;
  return true;
}

/** The entries at the top of a text, and what could not be read. Lists may stand as deep as their key, as YAML lets them. */
export function readYamlLines(text: string): {
  readonly entries: readonly YamlLine[];
  readonly faults: readonly YamlLineFault[];
} {
  const root: Growing = { key: '', at: { start: 0, end: 0 }, value: null, valueAt: 0, members: [] };
  const open: Open[] = [{ indent: -1, node: root }];
  const reading: Reading = { text, faults: [], open, lineStart: 0, lineEnd: 0, next: 0 };
  for (;;) {
    if (readUsualLine(reading)) continue;
    if (!advance(reading)) break;
    readLine(reading);
  }
  return { entries: root.members, faults: reading.faults };
}
