/** Sorted hashes with the numbers of the names that they stand for: laid out in a file as they are searched. */

export type HashTable = { readonly hashes: Uint32Array; readonly numbers: Uint16Array };

const PRIME = 0x01000193;
const OFFSET = 0x811c9dc5;

/** FNV-1a, 32 bits, over UTF-16 units; as if the unit at `skip` were not there. */
export function hashName(name: string, skip = -1): number {
  let hash = OFFSET;
  for (let at = 0; at < name.length; at++) if (at !== skip) hash = Math.imul(hash ^ name.charCodeAt(at), PRIME);
  return hash >>> 0;
}

/** The hashes of a name and of all that a letter less makes of it: names that are one step apart share one of them. */
export function hashEdits(name: string): number[] {
  const hashes = new Set([hashName(name)]);
  for (let at = 0; at < name.length; at++) hashes.add(hashName(name, at));
  return [...hashes];
}

/** `hashesOf` gives the hashes of the name that has this number. Numbers of equal hashes stay in order. */
export function buildTable(count: number, hashesOf: (number: number) => readonly number[]): HashTable {
  const entries: [hash: number, number: number][] = [];
  for (let number = 0; number < count; number++) for (const hash of hashesOf(number)) entries.push([hash, number]);
  entries.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return { hashes: Uint32Array.from(entries, ([hash]) => hash), numbers: Uint16Array.from(entries, ([, n]) => n) };
}

/** The numbers of all names of this hash; of others too where hashes collide. */
export function findInTable({ hashes, numbers }: HashTable, hash: number): number[] {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashes[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (; hashes[low] === hash; low++) found.push(numbers[low] ?? 0);
  return found;
}
