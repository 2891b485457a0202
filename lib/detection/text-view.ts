/** A chunk as detectors and judges see it: its bytes, and what several of them ask for, made when first asked for. */

import type { Chunk } from '../model/chunk.ts';
import type { Span } from '../model/span.ts';
import type { Hits } from '../text/automaton.ts';
import type { Runs } from '../text/token-runs.ts';
import { findRuns, SHORTEST_TOKEN } from '../text/token-runs.ts';

export type TextView = {
  readonly chunk: Chunk;
  readonly bytes: Buffer;
  /** The bytes as latin1: one character a byte, so that offsets in it are byte offsets. */
  readonly latin1: () => string;
  /** Every run of `SHORTEST_TOKEN` token characters or more, whole. */
  readonly runs: () => Runs;
  /** Every keyword that stands in the bytes, by number and place. */
  readonly hits: Hits;
};

const NO_HITS: Hits = { keywords: new Int32Array(0), starts: new Int32Array(0), count: 0 };

const findAllRuns = (bytes: Uint8Array): Runs => findRuns(bytes, 0, bytes.length, SHORTEST_TOKEN);

/** A view of `chunk`; `hits` are those of its bytes, and are only read while the view is. `find` finds all runs of a text. */
export function createView(
  chunk: Chunk,
  hits: Hits = NO_HITS,
  find: (bytes: Uint8Array) => Runs = findAllRuns,
): TextView {
  const { bytes } = chunk;
  let text: string | null = null;
  let runs: Runs | null = null;
  return {
    chunk,
    bytes,
    latin1: () => {
      text ??= bytes.toString('latin1');
      return text;
    },
    runs: () => {
      runs ??= find(bytes);
      return runs;
    },
    hits,
  };
}

/** The text of a span, in latin1. */
export const sliceOf = (view: TextView, span: Span): string => view.bytes.toString('latin1', span.start, span.end);
