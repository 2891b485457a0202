/**
 * A set of names in two bytes a name (a Bloom filter in blocks, after Putze, Sanders and Singler, 2007): it never misses a name
 * that is in it, and takes about one of a thousand others for one. A look-up reads one block of 64 bytes.
 */

import { hashName } from './hash-table.ts';

export const BLOCK_BYTES = 64;
const BITS_A_NAME = 16;
const ROUNDS = 4;
const BASE = 0x2c1b3c6d;

/** A second hash, of another base, so that names that share one hash part here. */
function hashAgain(name: string): number {
  let sum = name.length;
  for (let at = 0; at < name.length; at++) sum = (Math.imul(sum, BASE) + name.charCodeAt(at)) | 0;
  return sum;
}

const step = (bits: number): number => {
  const mixed = Math.imul(bits ^ (bits >>> 15), 0x2c9277b5) + 0x9e3779b9;
  return (mixed ^ (mixed >>> 13)) | 0;
};

export const countBlocks = (names: number): number => Math.max(1, Math.ceil((names * BITS_A_NAME) / (BLOCK_BYTES * 8)));

/** Which of `blocks` a name belongs to. */
export const blockOf = (name: string, blocks: number): number => hashName(name) % blocks;

/** Calls `visit` with the bits of a name in its block, 0 to 511, until it returns false. */
function visitBits(name: string, visit: (bit: number) => boolean): boolean {
  let bits = hashAgain(name);
  for (let round = 0; round < ROUNDS; round++) {
    bits = step(bits);
    if (!visit(bits & 511) || !visit((bits >>> 16) & 511)) return false;
  }
  return true;
}

/** The filter of `count` names, canonical. */
export function buildNameFilter(names: Iterable<string>, count: number): Buffer {
  const blocks = countBlocks(count);
  const filter = Buffer.alloc(blocks * BLOCK_BYTES);
  for (const name of names) {
    const start = blockOf(name, blocks) * BLOCK_BYTES;
    visitBits(name, bit => {
      const at = start + (bit >>> 3);
      filter[at] = (filter[at] ?? 0) | (1 << (bit & 7));
      return true;
    });
  }
  return filter;
}

/** Whether the block of a name may hold it. */
export const isInBlock = (block: Uint8Array, name: string): boolean =>
  visitBits(name, bit => ((block[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0);
