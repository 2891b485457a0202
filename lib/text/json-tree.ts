/** Builds the tree of a text that is known to be JSON, as most texts are: with nothing to look for that may be wrong, in a third of the time. */

import type { JsonMember, JsonNode, JsonScalar } from './tree.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** A tree of more levels is more than others can follow, who call themselves for each. */
const DEEPEST = 200;

/** The offset of the quote that closes the string whose text begins at `from`, or -1. */
export function stringEnd(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end !== -1) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((end - before) % 2 === 1) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}

/** The offset of the next character that is no white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** What a string of JSON stands for, given without its quotes. */
export const unescapeJson = (raw: string): string => (raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw);

const LITERALS = new Map<string, JsonScalar['value']>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** The number or the literal that begins at `start`. */
function readWord(text: string, start: number): JsonScalar {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code <= 0x20 || code === COMMA || code === CLOSE || code === CLOSE_LIST) break;
  }
  const word = text.slice(start, end);
  const value = LITERALS.get(word);
  return { kind: 'scalar', value: value === undefined ? Number(word) : value, at: { start, end } };
}

/** An object or a list that is still open; its end is not known. */
type Open = {
  readonly members: JsonMember[] | null;
  readonly items: JsonNode[];
  readonly at: { start: number; end: number };
};

const toNode = ({ members, items, at }: Open): JsonNode =>
  members === null ? { kind: 'list', items, at } : { kind: 'object', members, at };

const isObject = (opened: Open | undefined): boolean => opened !== undefined && opened.members !== null;

/** The tree of `text`, which `JSON.parse` has accepted; null where it has too many levels. */
export function buildJsonTree(text: string): JsonNode | null {
  const open: Open[] = [];
  let root: JsonNode | null = null;
  let key: Omit<JsonMember, 'value'> | null = null;
  const add = (node: JsonNode): void => {
    const above = open.at(-1);
    if (above === undefined) root = node;
    else if (above.members === null || key === null) above.items.push(node);
    else above.members.push({ key: key.key, at: key.at, value: node });
    key = null;
  };
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const span = { start: at + 1, end: stringEnd(text, at + 1) };
      const value = unescapeJson(text.slice(span.start, span.end));
      if (key === null && isObject(open.at(-1))) key = { key: value, at: span };
      else add({ kind: 'scalar', value, at: span });
      at = span.end + 1;
    } else if (code === OPEN || code === OPEN_LIST) {
      if (open.length === DEEPEST) return null;
      const opened: Open = { members: code === OPEN ? [] : null, items: [], at: { start: at, end: at } };
      add(toNode(opened));
      open.push(opened);
      at++;
    } else if (code === CLOSE || code === CLOSE_LIST) {
      const closed = open.pop();
      at++;
      if (closed !== undefined) closed.at.end = at;
    } else if (code === COMMA || code === COLON) at++;
    else {
      const word = readWord(text, at);
      add(word);
      at = word.at.end;
    }
  }
  return root;
}
