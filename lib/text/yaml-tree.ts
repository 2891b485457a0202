/**
 * Reads the YAML of manifests into values that know their places, in one pass over the lines and past what is broken: lockfiles
 * are long, and the library behind yaml.ts takes a second for 350 KB and returns nothing of a text with one fault. Read are
 * blocks, lists, flow collections and all kinds of scalars; texts in `|` and `>` are told by their lines, anchors and tags skipped,
 * aliases stay as written. All scalars are text, but `null`, `~` and empty ones are null.
 */

import type { Span } from '../model/span.ts';
import { splitLines, type TextLine } from './split-lines.ts';
import type { JsonFault, JsonNode } from './tree.ts';

type Member = { key: string; at: Span; value: JsonNode };
type MapNode = { readonly kind: 'object'; readonly members: Member[]; readonly at: Span };
type ListNode = { readonly kind: 'list'; readonly items: JsonNode[]; readonly at: Span };
/** A map or list that lines may add to, and the column of its keys or dashes. */
type Open = { readonly node: MapNode | ListNode; readonly column: number };

type Reader = {
  readonly text: string;
  readonly faults: JsonFault[];
  readonly stack: Open[];
  root: JsonNode;
  /** Lines deeper than this belong to the text in `|` or `>` that began above; null outside of one. */
  blockColumn: number | null;
  /** The lines of that text so far. */
  block: { start: number; end: number; folded: boolean };
  /** Lines that begin before this offset belong to a value that began above. */
  readUpTo: number;
  /** Whether a quote or bracket was met that is never closed: the next ones are looked for on their line only. */
  unclosed: boolean;
};

const DEEPEST_FLOW = 50;
const MOST_FAULTS = 20;
/** What stands for nothing without quotes. */
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const PROPERTIES = /^(?:[&!][^\s,[\]{}]*(?:\s+|$))+/;
const BLOCK_SCALAR = /^[|>][-+\d]{0,2}\s*(?:#.*)?$/;

const emptyAt = (start: number): JsonNode => ({ kind: 'scalar', value: null, at: { start, end: start } });
const isEmpty = (node: JsonNode | undefined): boolean => node?.kind === 'scalar' && node.value === null;

function addFault(reader: Reader, offset: number, message: string): void {
  if (reader.faults.length < MOST_FAULTS) reader.faults.push({ offset, message });
}

/** Where a quoted text ends that opens at `open`: the offset of its closing quote, or -1. */
function findQuote(text: string, open: number, end: number): number {
  const quote = text[open];
  for (let at = open + 1; at < end; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== "'") return at;
      at++;
    }
  }
  return -1;
}

/** No place goes over a line end. */
function placeOn(text: string, start: number, end: number): Span {
  const newline = text.slice(start, end).search(/[\r\n]/);
  return { start, end: newline === -1 ? end : start + newline };
}

const unquote = (written: string, quote: string): string =>
  quote === "'" ? written.replaceAll("''", "'") : written.replace(/\\(["\\/])/g, '$1');

type Flow = { readonly node: JsonNode; readonly end: number };

/** Goes over blanks, line ends and comments. */
function skipBlank(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    if (text[at] === '#') {
      const newline = text.indexOf('\n', at);
      at = newline === -1 ? end : newline;
    } else if (/\s/.test(text[at] ?? '')) at++;
    else break;
  }
  return at;
}

/** A scalar inside of brackets, up to what ends it there. */
function readFlowScalar(text: string, start: number, end: number): Flow | null {
  const quote = text[start] ?? '';
  if (quote === '"' || quote === "'") {
    const close = findQuote(text, start, end);
    if (close === -1) return null;
    const at = placeOn(text, start + 1, close);
    return { node: { kind: 'scalar', value: unquote(text.slice(start + 1, close), quote), at }, end: close + 1 };
  }
  let stop = start;
  while (
    stop < end &&
    !',[]{}\r\n'.includes(text[stop] ?? '') &&
    !(text[stop] === ':' && /[\s,\]}]/.test(text[stop + 1] ?? ' '))
  ) {
    stop++;
  }
  const value = text.slice(start, stop).trim();
  return {
    node: { kind: 'scalar', value: NULLS.has(value) ? null : value, at: { start, end: start + value.length } },
    end: stop,
  };
}

/** A list or map in brackets, or a scalar inside of one; null where it is not closed before `end`. */
function readFlow(text: string, from: number, end: number, depth = 0): Flow | null {
  const start = skipBlank(text, from, end);
  const close = text[start] === '[' ? ']' : text[start] === '{' ? '}' : null;
  if (close === null) return readFlowScalar(text, start, end);
  if (depth > DEEPEST_FLOW) return null;
  const span = { start, end: start + 1 };
  const list: ListNode = { kind: 'list', items: [], at: span };
  const map: MapNode = { kind: 'object', members: [], at: span };
  for (let at = skipBlank(text, start + 1, end); at < end; at = skipBlank(text, at, end)) {
    if (text[at] === close) return { node: close === ']' ? list : map, end: at + 1 };
    if (text[at] === ',') {
      at++;
      continue;
    }
    const item = readFlow(text, at, end, depth + 1);
    if (item === null || (item.end === at && text[at] !== ':')) return null;
    at = skipBlank(text, item.end, end);
    if (text[at] !== ':') {
      list.items.push(item.node);
      continue;
    }
    const value = readFlow(text, at + 1, end, depth + 1);
    if (value === null) return null;
    const key = item.node.kind === 'scalar' ? String(item.node.value ?? '') : '';
    map.members.push({ key, at: item.node.at, value: value.node });
    at = value.end;
  }
  return null;
}

/** Where the comment behind a plain scalar begins, or the line ends. */
function plainEnd(text: string, from: number, end: number): number {
  for (let at = text.indexOf('#', from); at !== -1 && at < end; at = text.indexOf('#', at + 1)) {
    if (at === from || /\s/.test(text[at - 1] ?? '')) return at;
  }
  return end;
}

/** What stands from `from` to the end of its line, and on the lines behind where brackets or quotes go on there. */
function readValue(reader: Reader, from: number, lineEnd: number, column: number): JsonNode {
  const { text } = reader;
  const start = from + (PROPERTIES.exec(text.slice(from, lineEnd))?.[0].length ?? 0);
  const written = text.slice(start, lineEnd);
  if (written === '' || written.startsWith('#')) return emptyAt(start);
  if (BLOCK_SCALAR.test(written)) {
    reader.blockColumn = column;
    reader.block = { start: lineEnd, end: lineEnd, folded: written.startsWith('>') };
    return { kind: 'scalar', value: '', at: { start, end: start }, block: reader.block };
  }
  if ('"\'[{'.includes(written[0] ?? ' ')) {
    const flow = readFlow(text, start, reader.unclosed ? lineEnd : text.length);
    if (flow !== null) {
      if (flow.end > lineEnd) reader.readUpTo = flow.end;
      return flow.node;
    }
    reader.unclosed = true;
    addFault(reader, start, 'a quote or a bracket is not closed');
  }
  const inner = /["']/.test(written[0] ?? '') ? start + 1 : start;
  const end = plainEnd(text, inner, lineEnd);
  const value = text.slice(inner, end).trimEnd();
  return { kind: 'scalar', value: NULLS.has(value) ? null : value, at: { start: inner, end: inner + value.length } };
}

type Key = { readonly key: string; readonly at: Span; readonly next: number };

/** The key that stands at `from` on its line, and where what is behind its colon begins; null where there is none. */
function readKey(text: string, from: number, lineEnd: number): Key | null {
  const quote = text[from] ?? '';
  if (quote === '"' || quote === "'") {
    const close = findQuote(text, from, lineEnd);
    const colon = close === -1 ? lineEnd : skipBlank(text, close + 1, lineEnd);
    if (text[colon] !== ':' || colon >= lineEnd || !/\s/.test(text[colon + 1] ?? ' ')) return null;
    return { key: unquote(text.slice(from + 1, close), quote), at: { start: from + 1, end: close }, next: colon + 1 };
  }
  if ('[{#|>%@`'.includes(quote)) return null;
  for (let at = text.indexOf(':', from); at !== -1 && at < lineEnd; at = text.indexOf(':', at + 1)) {
    if (at + 1 < lineEnd && !/\s/.test(text[at + 1] ?? '')) continue;
    if (plainEnd(text, from, at) < at) return null;
    const key = text.slice(from, at).trimEnd();
    return { key, at: { start: from, end: from + key.length }, next: at + 1 };
  }
  return null;
}

/** Whether something may still be put behind the last key or dash of a map or list. */
function isPending({ node }: Open): boolean {
  return isEmpty(node.kind === 'object' ? node.members.at(-1)?.value : node.items.at(-1));
}

function putLast({ node }: Open, value: JsonNode): void {
  if (node.kind === 'list') node.items[node.items.length - 1] = value;
  else {
    const member = node.members.at(-1);
    if (member !== undefined) member.value = value;
  }
}

/** The map or list whose keys or dashes stand at `column`: the open one, or a new one in the place that waits for it. */
function enter(reader: Reader, column: number, kind: 'object' | 'list', at: number): MapNode | ListNode | null {
  const { stack } = reader;
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const isOther = top.column === column && top.node.kind !== kind;
    const holdsList = isOther && kind === 'list' && isPending(top);
    if (top.column < column || (top.column === column && !isOther) || holdsList) break;
    stack.pop();
  }
  const top = stack.at(-1);
  if (top !== undefined && top.column === column && top.node.kind === kind) return top.node;
  const span = { start: at, end: at };
  const node: MapNode | ListNode = kind === 'object' ? { kind, members: [], at: span } : { kind, items: [], at: span };
  if (top === undefined) {
    if (!isEmpty(reader.root)) return null;
    reader.root = node;
  } else if (isPending(top)) putLast(top, node);
  else return null;
  stack.push({ node, column });
  return node;
}

/** Goes over the dashes of a line; returns where what is behind them begins, or null where they do not fit the lines above. */
function readDashes(reader: Reader, line: TextLine, from: number, end: number): number | null {
  const { text } = reader;
  let at = from;
  while (text[at] === '-' && (at + 1 >= end || /\s/.test(text[at + 1] ?? ''))) {
    const list = enter(reader, at - line.start, 'list', at);
    if (list?.kind !== 'list') return null;
    list.items.push(emptyAt(at));
    at++;
    while (at < end && /\s/.test(text[at] ?? '')) at++;
  }
  return at;
}

function readContent(reader: Reader, line: TextLine, from: number, end: number): void {
  const { text } = reader;
  const at = readDashes(reader, line, from, end);
  if (at === null) {
    addFault(reader, from, 'this line does not fit the lines above');
    return;
  }
  if (at >= end || text[at] === '#') return;
  const key = readKey(text, at, end);
  const column = at - line.start;
  if (key === null) {
    const top = reader.stack.at(-1);
    const value = readValue(reader, at, end, column - 1);
    if (top !== undefined && top.column < column && isPending(top)) putLast(top, value);
    else if (top === undefined && isEmpty(reader.root)) reader.root = value;
    else if (top === undefined || top.column >= column) addFault(reader, at, 'this line is neither a key nor an item');
    return;
  }
  const map = enter(reader, column, 'object', at);
  if (map?.kind !== 'object') {
    addFault(reader, at, 'this line does not fit the lines above');
    return;
  }
  let next = key.next;
  while (next < end && /\s/.test(text[next] ?? '')) next++;
  map.members.push({ key: key.key, at: key.at, value: readValue(reader, next, end, column) });
}

/** A second document begins anew, and only the first is returned: `---` before it is no end. */
const SEPARATOR = /^(?:---|\.\.\.)(?:\s|$)/;

function readLine(reader: Reader, line: TextLine): boolean {
  if (line.start < reader.readUpTo) return true;
  const written = line.text.trimEnd();
  const content = written.trimStart();
  if (content === '') return true;
  const column = written.length - content.length;
  if (reader.blockColumn !== null && column > reader.blockColumn) {
    reader.block.end = line.start + line.text.length;
    return true;
  }
  reader.blockColumn = null;
  if (content.startsWith('#') || (column === 0 && content.startsWith('%'))) return true;
  if (column === 0 && SEPARATOR.test(content)) return isEmpty(reader.root);
  const isTabbed = /^ *\t/.test(written);
  if (isTabbed || content.startsWith('{{')) {
    addFault(reader, line.start, isTabbed ? 'a tab is used as indentation' : 'the line of a template is no YAML');
    return true;
  }
  readContent(reader, line, line.start + column, line.start + written.length);
  return true;
}

/** The value that a YAML text holds, and every fault that was met up to a limit. Never throws; linear in the text. */
export function readYamlTree(text: string): { readonly root: JsonNode; readonly faults: readonly JsonFault[] } {
  const reader: Reader = {
    text,
    faults: [],
    stack: [],
    root: emptyAt(0),
    blockColumn: null,
    block: { start: 0, end: 0, folded: false },
    readUpTo: 0,
    unclosed: false,
  };
  for (const line of splitLines(text)) if (!readLine(reader, line)) break;
  return { root: reader.root, faults: reader.faults };
}
