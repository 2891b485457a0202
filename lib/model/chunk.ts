/** A piece of text to scan, and where it came from. */

import type { Commit } from './commit.ts';
import type { LineRange, Position, Span } from './span.ts';

export type Origin = 'file' | 'stdin' | 'staged' | 'commit' | 'message';

export type Chunk = {
  /** As it will be reported: relative to the root, with `/`. */
  readonly path: string;
  /** The text in UTF-8, or in an 8-bit encoding where it is not valid UTF-8. Valid until the next chunk is asked for. */
  readonly bytes: Buffer;
  readonly origin: Origin;
  /** Offset of `bytes[0]` in the whole text, in bytes. */
  readonly offset: number;
  /** Line and column of `bytes[0]` in the whole text. */
  readonly start: Position;
  /**
   * Where a match must begin to belong to this chunk. Bytes outside are context: the neighbouring pieces of a text that is
   * read in overlapping pieces own them.
   */
  readonly own: Span;
  /** True for every chunk of a text but its first: the text counts as one file. */
  readonly continued: boolean;
  /** The lines a change adds, sorted and disjoint; a finding counts when its span touches one. Null: all lines count. */
  readonly added: readonly LineRange[] | null;
  /** Where the text was read from the history: the first commit that holds it. */
  readonly commit?: Commit;
  /** Ids of the file's whole contents before and after the change, as git or the diff gives them, where there are such. */
  readonly blobs?: { readonly before: string | null; readonly after: string | null };
};
