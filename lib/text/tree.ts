/** Values that know their places, as the readers of JSON and TOML return them, and how to ask them. */

import type { Span } from '../model/span.ts';

export type JsonScalar = {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly at: Span;
  /** The lines of a text of YAML in `|` or `>` (then folded), which `value` does not hold. */
  readonly block?: Span & { readonly folded: boolean };
};
export type JsonList = { readonly kind: 'list'; readonly items: readonly JsonNode[]; readonly at: Span };
/** `at` is the key's, without its quotes. */
export type JsonMember = { readonly key: string; readonly at: Span; readonly value: JsonNode };
export type JsonObject = { readonly kind: 'object'; readonly members: readonly JsonMember[]; readonly at: Span };
/** Places are UTF-16 offsets into the text; those of strings lie inside the quotes. */
export type JsonNode = JsonScalar | JsonList | JsonObject;

/** What is wrong, in our own words: never text of the file. */
export type JsonFault = { readonly offset: number; readonly message: string };

/** The value of the last member with that key: JSON lets the last one win. */
export const memberOf = (node: JsonNode | null | undefined, key: string): JsonNode | undefined =>
  node?.kind === 'object' ? node.members.findLast(member => member.key === key)?.value : undefined;

export const membersOf = (node: JsonNode | null | undefined): readonly JsonMember[] =>
  node?.kind === 'object' ? node.members : [];

export const itemsOf = (node: JsonNode | null | undefined): readonly JsonNode[] =>
  node?.kind === 'list' ? node.items : [];

/** The text of a string, or null for anything else. */
export const stringOf = (node: JsonNode | null | undefined): string | null =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : null;
