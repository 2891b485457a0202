/** Decodes what stands encoded in a chunk, again and again, within bounds that keep any input cheap. */

import type { Span } from '../../model/span.ts';
import { findRuns, SHORTEST_TOKEN } from '../../text/token-runs.ts';
import type { TextView } from '../text-view.ts';
import type { EscapeCounts } from './escapes.ts';
import { decodeEscapes } from './escapes.ts';
import type { DecodedLayer, Encoding, Place, Step } from './layer.ts';
import { decodePacked } from './packed.ts';

/** How often one encoding may lie inside another. */
const DEEPEST = 3;
/** Bytes that are decoded for one chunk, over all its layers. */
const MOST = 1024 * 1024;

type Parent = { readonly encodings: readonly Encoding[]; readonly place: Place; readonly exact: boolean };

const CHUNK: Parent = { encodings: [], place: (start, end) => ({ start, end }), exact: true };

/** Whether a step decodes what its parent did not decode: then the parent's own encoded text holds it too. */
function isOld(parent: Parent, step: Step): boolean {
  if (!parent.exact || parent.encodings.length === 0) return false;
  const { start, end } = step.place(0, step.bytes.length);
  const outer = parent.place(start, end);
  return outer.end - outer.start === end - start;
}

/**
 * Texts that stand in base64 (of both alphabets, also broken into lines), hexadecimal, gzip inside those, or in escapes in
 * the bytes that the chunk owns, and those inside them, to a depth of three. At most 1 MiB in all. `counted` are the escapes
 * of the chunk.
 */
export function decodeLayers(view: TextView, counted: EscapeCounts = null): DecodedLayer[] {
  const layers: DecodedLayer[] = [];
  let left = MOST;
  const most = (): number => left;
  const descend = (bytes: Buffer, own: Span, parent: Parent, depth: number): void => {
    const keep = (step: Step): void => {
      if (isOld(parent, step)) return;
      left -= step.bytes.length;
      const place: Place = (start, end) => {
        const inner = step.place(start, end);
        return parent.place(inner.start, inner.end);
      };
      const encodings = [...parent.encodings, ...step.encodings];
      layers.push({ bytes: step.bytes, encodings, place });
      const whole = { start: 0, end: step.bytes.length };
      if (depth < DEEPEST)
        descend(step.bytes, whole, { encodings, place, exact: step.exact && parent.exact }, depth + 1);
    };
    const runs = depth === 1 ? view.runs() : findRuns(bytes, 0, bytes.length, SHORTEST_TOKEN);
    decodePacked(bytes, runs, own, most, keep);
    decodeEscapes(bytes, own, depth === 1 ? counted : null, most, keep);
  };
  descend(view.bytes, view.chunk.own, CHUNK, 1);
  return layers;
}
