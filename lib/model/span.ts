/** Places in text: byte offsets inside a chunk, and line and column for people. */

import type { Commit } from './commit.ts';

/** Half-open range of byte offsets into a chunk's bytes. */
export type Span = { readonly start: number; readonly end: number };

/** Line and column, both 1-based; the column counts UTF-16 units. */
export type Position = { readonly line: number; readonly column: number };

/** Lines `first` to `last` of a file, 1-based, both inclusive. */
export type LineRange = { readonly first: number; readonly last: number };

/** Where a finding lies. The end column is exclusive; the path is relative to the root and uses `/`. */
export type Location = {
  readonly path: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Of a text from the history: the first commit that brought it. */
  readonly commit?: Commit;
};
