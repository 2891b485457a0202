/** What gate reports. A finding never holds the raw secret and never points back to the chunk it came from. */

import type { Confidence, Severity } from './severity.ts';
import type { Location } from './span.ts';

/** The line of a finding with every secret in it masked, cut to a readable length, and where the caret goes (1-based, exclusive end). */
export type Excerpt = { readonly text: string; readonly startColumn: number; readonly endColumn: number };

export type SecretFinding = {
  readonly kind: 'secret';
  readonly ruleId: string;
  readonly service: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly location: Location;
  /** The secret with all but its public prefix replaced. */
  readonly masked: string;
  /** Rule, path and a salted hash of the secret: the same when lines move. 32 hexadecimal digits. */
  readonly fingerprint: string;
  /** What code scanning computes for the first line (`primaryLocationLineHash`); only when a report needs it. */
  readonly lineHash?: string;
  readonly excerpt: Excerpt;
};

export type Finding = SecretFinding;

export const FINDING_KINDS = ['secret', 'dependency', 'prompt', 'code'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Why a finding is not reported. It is counted, never dropped. */
export type Suppression = { readonly by: 'allowlist' | 'inline' | 'baseline'; readonly reason: string };

export type SuppressedFinding = { readonly finding: Finding; readonly suppression: Suppression };
