/** Keywords and runs of token characters, by the loops that are the faster for the amount of text that there is. */

import type { Automaton, Hits } from './automaton.ts';
import { findKeywords } from './automaton.ts';
import type { SearchKernel } from './search-kernel.ts';
import { createSearchKernel } from './search-kernel.ts';
import type { Runs } from './token-runs.ts';
import { findRuns, SHORTEST_TOKEN } from './token-runs.ts';

export type TextSearch = {
  /** Fills `hits` with every occurrence of every keyword in `bytes`, in no particular order. */
  readonly findKeywords: (bytes: Uint8Array, hits: Hits) => void;
  /** Every run of `SHORTEST_TOKEN` token characters or more. */
  readonly findRuns: (bytes: Uint8Array) => Runs;
};

/** Bytes of text that are searched by plain loops first: setting the kernel up takes about as long. */
const PLAIN = 64 * 1024;

export function createTextSearch(automaton: Automaton): TextSearch {
  let left = PLAIN;
  let kernel: SearchKernel | null = null;
  /** The kernel, once it pays. */
  const takeKernel = (bytes: Uint8Array): SearchKernel | null => {
    if (left > 0) {
      left -= bytes.length;
      if (left <= 0) kernel = createSearchKernel(automaton);
    }
    return kernel;
  };
  return {
    findKeywords: (bytes, hits) => {
      const fast = takeKernel(bytes);
      if (fast === null) findKeywords(automaton, bytes, hits);
      else fast.findKeywords(bytes, hits);
    },
    findRuns: bytes => kernel?.findRuns(bytes) ?? findRuns(bytes, 0, bytes.length, SHORTEST_TOKEN),
  };
}
