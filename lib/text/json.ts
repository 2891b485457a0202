/** Parses JSON, with comments and trailing commas where a format allows them, into values that know their places. The one file that imports `jsonc-parser`. */

import type { Node, ParseError } from 'jsonc-parser';
import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Span } from '../model/span.ts';
import { buildJsonTree } from './json-tree.ts';
import type { JsonFault, JsonMember, JsonNode } from './tree.ts';

export type { JsonFault, JsonList, JsonMember, JsonNode, JsonObject, JsonScalar } from './tree.ts';
export { itemsOf, memberOf, membersOf, stringOf } from './tree.ts';

const FAULTS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word that JSON does not know',
  InvalidNumberFormat: 'a number that JSON does not know',
  PropertyNameExpected: 'a key in quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'more text stands behind the end of the value',
  InvalidCommentToken: 'a comment stands where JSON knows none',
  UnexpectedEndOfComment: 'a comment is not closed',
  UnexpectedEndOfString: 'a string is not closed',
  UnexpectedEndOfNumber: 'a number is cut short',
  InvalidUnicode: 'an escape names no character',
  InvalidEscapeCharacter: 'an escape that JSON does not know',
  InvalidCharacter: 'a character that JSON does not allow here',
};

const inner = ({ offset, length, type }: Node): Span =>
  type === 'string'
    ? { start: offset + 1, end: offset + Math.max(1, length - 1) }
    : { start: offset, end: offset + length };

function toMember(property: Node): JsonMember[] {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) return [];
  return [{ key: String(key.value), at: inner(key), value: toNode(value) }];
}

function toNode(node: Node): JsonNode {
  if (node.type === 'object') {
    return { kind: 'object', members: (node.children ?? []).flatMap(toMember), at: inner(node) };
  }
  if (node.type === 'array') return { kind: 'list', items: (node.children ?? []).map(toNode), at: inner(node) };
  return { kind: 'scalar', value: node.value, at: inner(node) };
}

/** The library and `toNode` call themselves for every level: a text of nothing but brackets would end the program. */
function parseBounded(text: string, errors: ParseError[], comments: boolean): JsonNode | undefined | null {
  try {
    const tree = parseTree(text, errors, { disallowComments: !comments, allowTrailingComma: comments });
    return tree && toNode(tree);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The tree of a text without faults, or null. */
function readValid(text: string): JsonNode | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  return buildJsonTree(text);
}

/**
 * What of `text` could be read, and every fault that was met. `root` is null where no value could be read at all. With
 * `comments`, comments and trailing commas are no faults (JSONC).
 */
export function readJson(
  text: string,
  { comments = false }: { readonly comments?: boolean } = {},
): { readonly root: JsonNode | null; readonly faults: readonly JsonFault[] } {
  const valid = readValid(text);
  if (valid !== null) return { root: valid, faults: [] };
  const errors: ParseError[] = [];
  const root = parseBounded(text, errors, comments);
  if (root === null) return { root: null, faults: [{ offset: 0, message: 'values are nested too deeply' }] };
  const faults = errors.map(({ error, offset }) => ({
    offset,
    message: FAULTS[printParseErrorCode(error)] ?? 'this is not valid JSON',
  }));
  return { root: root ?? null, faults };
}
