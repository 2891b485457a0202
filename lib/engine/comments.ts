/** Where a text holds allow comments of gate's own. */

import { hasPermit, OWN_MARKER } from '../filters/gate-allow.ts';
import type { Chunk } from '../model/chunk.ts';
import { createPositions } from '../text/lines.ts';
import { lineSpan } from './excerpt.ts';

/** How far a line is followed around a comment. */
const REACH = 4096;

/** The lines of such comments, in order. None of a change or of a piece of a long text: what they are for may lie outside. */
export function findComments({ bytes, start, added, own, continued }: Chunk): number[] {
  if (added !== null || continued || own.end !== bytes.length) return [];
  const lines: number[] = [];
  const position = createPositions(bytes, start);
  for (let at = bytes.indexOf(OWN_MARKER); at !== -1; ) {
    const span = lineSpan(bytes, at, REACH, REACH);
    if (hasPermit(bytes.toString('utf8', span.start, span.end))) lines.push(position(at).line);
    at = bytes.indexOf(OWN_MARKER, Math.max(span.end, at + 1));
  }
  return lines;
}
