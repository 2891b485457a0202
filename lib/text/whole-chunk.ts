/** The chunk of a text that is scanned in one piece, all of it its own. */

import type { Chunk, Origin } from '../model/chunk.ts';

/** `bytes` are the whole text; every line of it counts. */
export function wholeChunk(path: string, bytes: Buffer, origin: Origin = 'file'): Chunk {
  const own = { start: 0, end: bytes.length };
  return { path, bytes, origin, offset: 0, start: { line: 1, column: 1 }, own, continued: false, added: null };
}
