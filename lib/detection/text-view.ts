/** A chunk as detectors and judges see it: its bytes, and their text when somebody needs it. */

import type { Chunk } from '../model/chunk.ts';
import type { Span } from '../model/span.ts';

export type TextView = {
  readonly chunk: Chunk;
  readonly bytes: Buffer;
  /** The bytes as latin1: one character a byte, so that offsets in it are byte offsets. Made once, when first asked for. */
  readonly latin1: () => string;
};

export function createView(chunk: Chunk): TextView {
  let text: string | null = null;
  const latin1 = (): string => {
    text ??= chunk.bytes.toString('latin1');
    return text;
  };
  return { chunk, bytes: chunk.bytes, latin1 };
}

/** The text of a span, in latin1. */
export const sliceOf = (view: TextView, span: Span): string => view.bytes.toString('latin1', span.start, span.end);
