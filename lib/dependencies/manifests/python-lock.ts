/** What the lockfiles of Python have in common: archives with digests, and the project's own packages among the others. */

import { itemsOf, type JsonNode, memberOf, stringOf } from '../../text/tree.ts';

/** The values of `key` in every table of a list. */
export const collect = (list: JsonNode | undefined, key: string): string[] =>
  itemsOf(list).flatMap(item => stringOf(memberOf(item, key)) ?? []);

const hostOf = (address: string): string => /^[a-z+]+:\/\/([^/]*)/i.exec(address)?.[1] ?? '';

/** A package has many archives, but one address: the first on another host than the first one, which would be the odd one, or else that. */
export function pickAddress(addresses: readonly string[]): string | null {
  const [first] = addresses;
  if (first === undefined) return null;
  const host = hostOf(first);
  return addresses.find(address => hostOf(address) !== host) ?? first;
}
