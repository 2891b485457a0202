/**
 * Sorted hashes with the numbers of the names that they stand for: laid out in a file as they are searched. Judging a lockfile
 * asks for some ten thousand hashes, nearly all of which are not there, in a program that has just started.
 */

export type HashTable = {
  readonly hashes: Uint32Array;
  readonly numbers: Uint16Array;
  /** Where the hashes begin whose upper bits are those of the place, and one entry more. */
  readonly starts: Uint32Array;
};

const BASE = 0x01000193;
/** Upper bits by which a hash finds its place. */
const BUCKET_BITS = 12;
const SHIFT = 32 - BUCKET_BITS;

/** Spreads the bits of a sum of powers, of which the upper ones of short names are alike (the last step of MurmurHash 3). */
function mix(sum: number): number {
  let hash = sum;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A polynomial over UTF-16 units, 32 bits, mixed. */
export function hashName(name: string): number {
  let sum = 0;
  for (let at = 0; at < name.length; at++) sum = (Math.imul(sum, BASE) + name.charCodeAt(at)) | 0;
  return mix(sum);
}

/**
 * Calls `visit` with the hash of a name and with those of all that a letter less makes of it: names that are one step apart
 * share one of them. Takes time in proportion to the length of the name.
 */
export function visitEdits(name: string, visit: (hash: number) => void): void {
  visit(hashName(name));
  let before = 0;
  for (let at = 0; at < name.length; at++) before = (Math.imul(before, BASE) + name.charCodeAt(at)) | 0;
  let behind = 0;
  let power = 1;
  for (let at = name.length - 1; at >= 0; at--) {
    const unit = name.charCodeAt(at);
    before = Math.imul(before - unit, INVERSE);
    visit(mix((Math.imul(before, power) + behind) | 0));
    behind = (behind + Math.imul(unit, power)) | 0;
    power = Math.imul(power, BASE);
  }
}

/** What undoes a multiplication by BASE in 32 bits (Newton's iteration; BASE is odd). */
const INVERSE = (() => {
  let inverse = BASE;
  for (let round = 0; round < 5; round++) inverse = Math.imul(inverse, 2 - Math.imul(BASE, inverse));
  return inverse;
})();

/** `hashesOf` gives the hashes of the name that has this number. Numbers of equal hashes stay in order. */
export function buildTable(count: number, hashesOf: (number: number) => Iterable<number>): HashTable {
  const entries: [hash: number, number: number][] = [];
  for (let number = 0; number < count; number++) {
    for (const hash of new Set(hashesOf(number))) entries.push([hash, number]);
  }
  entries.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const starts = new Uint32Array((1 << BUCKET_BITS) + 1);
  for (const [hash] of entries) {
    const next = (hash >>> SHIFT) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let bucket = 1; bucket < starts.length; bucket++)
    starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  return {
    hashes: Uint32Array.from(entries, ([hash]) => hash),
    numbers: Uint16Array.from(entries, ([, number]) => number),
    starts,
  };
}

/** Adds to `found` the numbers of all names of this hash; of others too where hashes collide. */
export function findInTable({ hashes, numbers, starts }: HashTable, hash: number, found: number[]): void {
  const bucket = hash >>> SHIFT;
  const end = starts[bucket + 1] ?? 0;
  for (let at = starts[bucket] ?? 0; at < end; at++) {
    if (hashes[at] === hash) found.push(numbers[at] ?? 0);
  }
}
