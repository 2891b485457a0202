/** Where a text holds allow comments of gate's own. */

import { hasPermit, OWN_MARKER } from '../filters/gate-allow.ts';
import type { Chunk } from '../model/chunk.ts';
import type { Hits } from '../text/automaton.ts';
import { createPositions } from '../text/lines.ts';
import { lineSpan } from './excerpt.ts';

/** How far a line is followed around a comment. */
const REACH = 4096;

/** Whether a comment may be among the hits; `marker` is the number of `OWN_MARKER` among the keywords, −1 where it is none. */
export const mayHoldComment = ({ keywords, count }: Hits, marker: number): boolean =>
  marker === -1 || keywords.subarray(0, count).includes(marker);

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
