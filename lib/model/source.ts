/** Where chunks come from. */

import type { Chunk } from './chunk.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { CleanVerdict } from './verdict.ts';

/** One thing a source says: text to scan, text that is known to hold nothing, something it could not read, or a number of entries left out by an ignore rule. */
export type SourceItem =
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | ({ readonly kind: 'clean'; readonly path: string } & CleanVerdict)
  | { readonly kind: 'diagnostic'; readonly diagnostic: Diagnostic }
  | { readonly kind: 'ignored'; readonly count: number };

/** Synchronous, so that the hot path allocates no promise per file. A source reads lazily: one chunk at a time. */
export type Source = Iterable<SourceItem>;
