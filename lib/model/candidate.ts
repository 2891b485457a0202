/** A finding on its way through the filters, with what they need to read and nobody may keep. */

import type { Finding, Suppression } from './finding.ts';

/** Raw text of a finding's first line, its last line and the line above the first; `above` is empty where there is none. */
export type FindingLines = { readonly first: string; readonly last: string; readonly above: string };

export type Candidate = {
  readonly finding: Finding;
  /** The raw value. It lives no longer than the call and enters nothing that is returned. */
  readonly secret: string;
  readonly lines: FindingLines;
  /** The lines that hold `word`, from the beginning of the text to the finding's first line. Left out where no text is at hand. */
  readonly linesWith?: (word: string) => readonly { readonly line: number; readonly text: string }[];
};

/** Says why a finding is not to be reported, or null. */
export type Filter = (candidate: Candidate) => Suppression | null;
