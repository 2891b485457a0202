/** A chunk as detectors and judges see it: its bytes, and their text when somebody needs it. */

import type { Chunk } from '../model/chunk.ts';
import type { Span } from '../model/span.ts';
import type { Hits } from '../text/automaton.ts';

export type TextView = {
  readonly chunk: Chunk;
  readonly bytes: Buffer;
  /** The bytes as latin1: one character a byte, so that offsets in it are byte offsets. Made once, when first asked for. */
  readonly latin1: () => string;
  /** Every keyword that stands in the bytes, by number and place. */
  readonly hits: Hits;
};

const NO_HITS: Hits = { keywords: new Int32Array(0), starts: new Int32Array(0), count: 0 };

/** A view of `chunk`; `hits` are those of its bytes, and are only read while the view is. */
export function createView(chunk: Chunk, hits: Hits = NO_HITS): TextView {
  let text: string | null = null;
  const latin1 = (): string => {
    text ??= chunk.bytes.toString('latin1');
    return text;
  };
  return { chunk, bytes: chunk.bytes, latin1, hits };
}

/** The text of a span, in latin1. */
export const sliceOf = (view: TextView, span: Span): string => view.bytes.toString('latin1', span.start, span.end);
