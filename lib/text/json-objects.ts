/** Reads JSON of machines, mostly valid and large: values as the engine's own parser makes them, and where objects and lists stand. */

import type { Span } from '../model/span.ts';
import type { JsonFault, JsonNode } from './json.ts';
import { readJson } from './json.ts';
import { skipSpace, stringEnd, unescapeJson } from './json-tree.ts';

/** Where the members that are objects or lists stand. `at` is the key without its quotes, in UTF-16 offsets; the root has an empty span. */
export type JsonPlaces = { readonly at: Span; readonly members: ReadonlyMap<string, JsonPlaces> };
type Growing = { readonly at: Span; readonly members: Map<string, Growing> };

const QUOTE = 0x22;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const SLASH = 0x2f;
const STAR = 0x2a;

/** Behind the comment that begins at `from`; the end of the text where it is not closed. */
function commentEnd(text: string, from: number): number {
  const block = text.charCodeAt(from + 1) === STAR;
  const end = block ? text.indexOf('*/', from + 2) : text.indexOf('\n', from);
  if (end === -1) return text.length;
  return block ? end + 2 : end;
}

/** JSON of the same length, with spaces for comments and trailing commas; or null where a string is not closed. */
function toPlainJson(text: string): string | null {
  const blanks: Span[] = [];
  let comma = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at + 1);
      if (at === -1) return null;
      comma = -1;
    } else if (code === SLASH && (text.charCodeAt(at + 1) === SLASH || text.charCodeAt(at + 1) === STAR)) {
      const end = commentEnd(text, at);
      blanks.push({ start: at, end });
      at = end - 1;
    } else if (code === COMMA) comma = at;
    else if (code > 0x20) {
      if (comma !== -1 && (code === CLOSE || code === CLOSE_LIST)) blanks.push({ start: comma, end: comma + 1 });
      comma = -1;
    }
  }
  const sorted = blanks.sort((a, b) => a.start - b.start);
  const pieces = sorted.map(({ start }, index) => {
    const before = sorted[index - 1];
    const blank = before === undefined ? '' : ' '.repeat(before.end - before.start);
    return blank + text.slice(before?.end ?? 0, start);
  });
  const last = sorted.at(-1);
  return last === undefined ? text : pieces.join('') + ' '.repeat(last.end - last.start) + text.slice(last.end);
}

const grow = (start: number, end: number): Growing => ({ at: { start, end }, members: new Map() });

/** Of valid JSON: the tree of its members that are objects or lists. Objects in lists belong to nobody's members. */
function findObjects(text: string): JsonPlaces {
  const root = grow(0, 0);
  const open: Growing[] = [];
  let named = text.charCodeAt(skipSpace(text, 0)) === OPEN ? root : null;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN) {
      open.push(named ?? grow(at, at));
      named = null;
    } else if (code === CLOSE) {
      open.pop();
    } else if (code === QUOTE) {
      const end = stringEnd(text, at + 1);
      const start = at + 1;
      at = end;
      const colon = skipSpace(text, end + 1);
      if (text.charCodeAt(colon) !== COLON) continue;
      at = skipSpace(text, colon + 1) - 1;
      const value = text.charCodeAt(at + 1);
      if (value !== OPEN && value !== OPEN_LIST) continue;
      const place = grow(start, end);
      open.at(-1)?.members.set(unescapeJson(text.slice(start, end)), place);
      named = value === OPEN ? place : null;
    }
  }
  return root;
}

function toValue(node: JsonNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toValue);
  return Object.fromEntries(node.members.map(({ key, value }) => [key, toValue(value)]));
}

function toPlaces(node: JsonNode | null, at: Span): Growing {
  const place = grow(at.start, at.end);
  if (node?.kind !== 'object') return place;
  for (const member of node.members) {
    if (member.value.kind !== 'scalar') place.members.set(member.key, toPlaces(member.value, member.at));
  }
  return place;
}

export type JsonObjects = {
  /** Undefined where nothing could be read. */
  readonly value: unknown;
  readonly faults: readonly JsonFault[];
  /** Takes time: a pass over the whole text. */
  readonly places: () => JsonPlaces;
  /** Where the members of one section of the root stand, as far as they are objects or lists: fast where each begins a line. */
  readonly membersAt: (section: string) => ReadonlyMap<string, Span>;
};

const spansOf = (places: JsonPlaces | undefined): Map<string, Span> =>
  new Map(Array.from(places?.members ?? [], ([key, { at }]) => [key, at]));

/** Trailing commas as programs write them. No string holds a line end, so no string is touched. */
const COMMAS_AT_LINE_END = /,(?=\r?\n\s*[}\]])/g;

/** The members of a section whose keys begin lines of one indentation; null where these are not the section's keys, in their order. */
function findIndented(text: string, section: string, keys: readonly string[]): Map<string, Span> | null {
  const head = `"${section}": {`;
  const start = text.indexOf(head);
  const indent = start === -1 ? null : /(?:^|\n)([ \t]{1,8})$/.exec(text.slice(Math.max(0, start - 9), start))?.[1];
  if (indent === null || indent === undefined) return null;
  const member = new RegExp(`\\n${indent}${indent}"([^"\\n]*)": [{[]`, 'g');
  member.lastIndex = start + head.length;
  const found = new Map<string, Span>();
  for (const key of keys) {
    const match = member.exec(text);
    if (match?.[1] !== key) return null;
    const from = match.index + 2 * indent.length + 2;
    found.set(key, { start: from, end: from + key.length });
  }
  return found;
}

function asObjects(text: string, value: unknown): JsonObjects {
  const places = () => findObjects(text);
  const membersAt = (section: string) => {
    const keys = Object.keys(Object(plainMember(value, section)));
    return findIndented(text, section, keys) ?? spansOf(places().members.get(section));
  };
  return { value, faults: [], places, membersAt };
}

/** The tree of a broken text, which may have as many levels as our own functions have room for, and one more. */
function readBroken(text: string, comments: boolean): JsonObjects {
  const { root, faults } = readJson(text, { comments });
  try {
    const value = root === null ? undefined : toValue(root);
    const places = toPlaces(root, { start: 0, end: 0 });
    return { value, faults, places: () => places, membersAt: section => spansOf(places.members.get(section)) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const deep = [{ offset: 0, message: 'values are nested too deeply' }];
    return { value: undefined, faults: deep, places: () => grow(0, 0), membersAt: () => new Map() };
  }
}

function tryParse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** What of `text` could be read. With `comments`, those and trailing commas are no faults. */
export function readJsonObjects(text: string, { comments = false }: { readonly comments?: boolean } = {}): JsonObjects {
  const usual = comments ? text.replace(COMMAS_AT_LINE_END, ' ') : text;
  const first = tryParse(usual);
  if (first !== null) return asObjects(usual, first.value);
  const plain = comments ? toPlainJson(text) : null;
  const second = plain === null ? null : tryParse(plain);
  return plain === null || second === null ? readBroken(text, comments) : asObjects(plain, second.value);
}

export type PlainObject = Readonly<Record<string, unknown>>;

export const isPlainObject = (value: unknown): value is PlainObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The own member of that name, so that `__proto__` and `constructor` are names as any other. */
export const plainMember = (value: unknown, key: string): unknown =>
  isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

export const plainEntries = (value: unknown): [string, unknown][] =>
  isPlainObject(value) ? Object.entries(value) : [];

/** The text of that member, or null where there is none or it is no text. */
export function plainText(value: unknown, key: string): string | null {
  const member = plainMember(value, key);
  return typeof member === 'string' ? member : null;
}
