/** What is remembered of a content in which nothing was found, so that it need not be scanned again. */

import type { LineRange } from './span.ts';

export type CleanVerdict = {
  /** Bytes of the decoded text. */
  readonly bytes: number;
  /** How many findings lay below the confidence that was asked for. */
  readonly hidden: number;
};

/** The verdict on a blob under a path, where `added` lines count; null when there is none. */
export type FindVerdict = (blob: string, path: string, added: readonly LineRange[] | null) => CleanVerdict | null;
