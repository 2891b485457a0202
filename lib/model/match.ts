/** What a detector found, before any judge, filter or report has seen it. Lives no longer than its chunk. */

import type { RuleSummary } from './rule.ts';
import type { Span } from './span.ts';

export type Match = {
  readonly rule: RuleSummary;
  /** Which detector found it; decides which judges are asked and which of two overlapping matches is the more specific. */
  readonly by: 'user' | 'known' | 'pattern' | 'near' | 'assignment' | 'entropy';
  readonly span: Span;
  /** The secret itself, inside `span`. */
  readonly secret: Span;
  /** The name it is assigned to, where one was read. */
  readonly name: string | null;
  /** Least entropy of the secret that its rule asks for, in bits a character; 0 for none. */
  readonly entropy: number;
  /** The scheme by which the secret can prove itself (see text/checksums.ts), where its rule names one. */
  readonly checksum?: string;
  /** How many of the secret's first characters the rule itself gives away, so that a mask may show them. */
  readonly publicPrefix: number;
};
