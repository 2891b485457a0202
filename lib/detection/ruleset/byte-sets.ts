/** Sets of byte values in the two forms they have: packed as text where they are compared and shared, a byte a member where they are read. */

/** `set` (256 entries, 0 or 1) as 64 hexadecimal digits, lowest byte first. */
export function packSet(set: Uint8Array): string {
  const bits = Buffer.alloc(32);
  set.forEach((member, code) => {
    bits[code >> 3] = (bits[code >> 3] ?? 0) | (member << (code & 7));
  });
  return bits.toString('hex');
}

/** The sets that `packSet` wrote, one behind the other, 256 entries each. */
export function unpackSets(packed: readonly string[]): Uint8Array {
  const sets = new Uint8Array(packed.length * 256);
  packed.forEach((hex, number) => {
    const bits = Buffer.from(hex, 'hex');
    for (let code = 0; code < 256; code++) sets[number * 256 + code] = ((bits[code >> 3] ?? 0) >> (code & 7)) & 1;
  });
  return sets;
}
