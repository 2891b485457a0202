/**
 * Finds keywords and runs of token characters by compiled inner loops (`kernel/search.ts`), which read a text about twice and
 * seven times as fast as the plain loops of `automaton.ts` and `token-runs.ts`, and find the same. Setting them up takes
 * longer than the plain loops need for a small text.
 */

import type { Automaton, Hits } from './automaton.ts';
import { reserveHits } from './automaton.ts';
import { CODE } from './kernel/search.wasm';
import type { Runs } from './token-runs.ts';
import { SHORTEST_TOKEN, TOKEN_BYTES } from './token-runs.ts';

/** What the compiled program exports; addresses and lengths are bytes in its memory. */
type Kernel = {
  readonly useAutomaton: (
    columns: number,
    table: number,
    firstOutput: number,
    outputStart: number,
    outputs: number,
    lengths: number,
    longest: number,
    slice: number,
  ) => void;
  readonly useTokenSet: (tables: number) => void;
  readonly findKeywords: (
    text: number,
    from: number,
    length: number,
    keywords: number,
    starts: number,
    room: number,
    most: number,
  ) => number;
  readonly countHits: () => number;
  readonly findRuns: (text: number, length: number, least: number, runs: number) => number;
};

export type SearchKernel = {
  /** As `findKeywords` of automaton.ts. */
  readonly findKeywords: (bytes: Uint8Array, hits: Hits) => void;
  /** Every run of `SHORTEST_TOKEN` token characters or more in `bytes`. */
  readonly findRuns: (bytes: Uint8Array) => Runs;
};

/** Bytes of a text that the program searches before it makes sure of room for hits. */
const SLICE = 16_384;
const PAGE = 65_536;
/** Memory below this is the program's own. */
const OWN = 4096;
/** Behind a text, bytes that are no token characters. */
const BEHIND = 128;
/** The last run of a text may be cut. */
const SPARE_RUNS = 64;

/** Addresses of arrays of `sizes` bytes one behind the other from `start` on, each at a multiple of 64; the last is the end of all. */
function place(start: number, sizes: readonly number[]): number[] {
  const places = [start];
  for (const size of sizes) places.push(((places.at(-1) ?? 0) + size + 63) & ~63);
  return places;
}

/** Two tables of 16: bytes of one upper half that are in the set for the same lower halves share a bit. */
function tablesOfSet(set: Uint8Array): Uint8Array {
  const tables = new Uint8Array(32);
  const bits = new Map<string, number>();
  for (let upper = 0; upper < 16; upper++) {
    const row = set.subarray(16 * upper, 16 * upper + 16);
    if (!row.includes(1)) continue;
    const bit = bits.get(row.join()) ?? 1 << bits.size;
    if (bit > 128) throw new Error('a set of bytes has more than eight different rows');
    bits.set(row.join(), bit);
    tables[16 + upper] = bit;
    row.forEach((member, lower) => {
      if (member === 1) tables[lower] = (tables[lower] ?? 0) | bit;
    });
  }
  return tables;
}

/** The greatest number of keywords that end at one byte. */
const mostEnds = ({ outputStart }: Automaton): number =>
  outputStart.reduce((most, start, index) => Math.max(most, start - (outputStart[index - 1] ?? 0)), 0);

/** Null where this machine can't run it, or the automaton's states need more than 16 bits. */
export function createSearchKernel(automaton: Automaton): SearchKernel | null {
  const { columns, table, firstOutput, outputStart, outputs, lengths, longest } = automaton;
  if (typeof WebAssembly === 'undefined' || !(table instanceof Uint16Array)) return null;
  const most = SLICE * mostEnds(automaton) * Uint32Array.BYTES_PER_ELEMENT;
  const parts = [columns, table, outputStart, outputs, lengths, tablesOfSet(TOKEN_BYTES)];
  const places = place(OWN, [...parts.map(part => part.byteLength), 2 * most, 2 * most]);
  const [columnsAt = 0, tableAt = 0, startAt = 0, outputsAt = 0, lengthsAt = 0, setAt = 0, keywordsAt = 0] = places;
  const [startsAt = 0, textAt = 0] = places.slice(parts.length + 1);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(textAt / PAGE) });
  parts.forEach((part, index) => {
    new Uint8Array(memory.buffer, places[index]).set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  });
  const module = new WebAssembly.Module(Buffer.from(CODE, 'base64'));
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as Kernel;
  kernel.useAutomaton(columnsAt, tableAt, firstOutput, startAt, outputsAt, lengthsAt, longest, SLICE);
  kernel.useTokenSet(setAt);
  return useMemory(kernel, memory, { keywords: keywordsAt, starts: startsAt, text: textAt }, most);
}

type Places = { readonly keywords: number; readonly starts: number; readonly text: number };

/** `most` bytes are written to either list of hits for one slice; there is room for twice as many. */
function useMemory(kernel: Kernel, memory: WebAssembly.Memory, at: Places, most: number): SearchKernel {
  let bytes8 = new Uint8Array(memory.buffer);
  let words = new Int32Array(memory.buffer);
  const reserve = (end: number): void => {
    if (end <= bytes8.length) return;
    memory.grow(Math.ceil((end - bytes8.length) / PAGE));
    bytes8 = new Uint8Array(memory.buffer);
    words = new Int32Array(memory.buffer);
  };
  /** Where the runs of a text of `length` bytes go. */
  const runsAt = (length: number): number => (at.text + length + BEHIND + 7) & ~7;
  const load = (bytes: Uint8Array): void => {
    const { length } = bytes;
    reserve(runsAt(length) + (length / SHORTEST_TOKEN + SPARE_RUNS) * 2 * Int32Array.BYTES_PER_ELEMENT);
    bytes8.set(bytes, at.text);
    bytes8.fill(0, at.text + length, at.text + length + BEHIND);
  };
  return {
    findKeywords: (bytes, hits) => {
      load(bytes);
      hits.count = 0;
      for (let from = 0; from < bytes.length; ) {
        from = kernel.findKeywords(at.text, from, bytes.length, at.keywords, at.starts, 2 * most, most);
        const count = kernel.countHits();
        reserveHits(hits, hits.count + count);
        hits.keywords.set(words.subarray(at.keywords >> 2, (at.keywords >> 2) + count), hits.count);
        hits.starts.set(words.subarray(at.starts >> 2, (at.starts >> 2) + count), hits.count);
        hits.count += count;
      }
    },
    findRuns: bytes => {
      load(bytes);
      const runs = runsAt(bytes.length);
      const count = kernel.findRuns(at.text, bytes.length, SHORTEST_TOKEN, runs);
      const list: number[] = [];
      for (let index = runs >> 2; index < (runs >> 2) + count; index++) list.push(words[index] as number);
      return list;
    },
  };
}
