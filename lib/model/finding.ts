/** What gate reports. A finding never holds the raw secret and never points back to the chunk it came from. */

import type { Confidence, Severity } from './severity.ts';
import type { Location } from './span.ts';

/** The line of a finding with every secret in it masked, cut to a readable length, and where the caret goes (1-based, exclusive end). */
export type Excerpt = { readonly text: string; readonly startColumn: number; readonly endColumn: number };

type Reported = {
  readonly ruleId: string;
  readonly service: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly location: Location;
  /** Identity of the finding when lines move. 32 hexadecimal digits. */
  readonly fingerprint: string;
  /** Which of several findings of that fingerprint in the text it is; left out for the first. */
  readonly occurrence?: number;
  /** The fingerprint under the path that the file had before it was renamed; only where a baseline may hold that. */
  readonly formerFingerprint?: string;
  /** What code scanning computes for the first line (`primaryLocationLineHash`); only when a report needs it. */
  readonly lineHash?: string;
  readonly excerpt: Excerpt;
};

/** The fingerprint is of the rule, the path and a salted hash of the secret. */
export type SecretFinding = Reported & {
  readonly kind: 'secret';
  /** The secret with all but its public prefix replaced. */
  readonly masked: string;
};

/** The fingerprint is of the rule, the path and the purl. `excerpt` is made of name and version: a manifest's lines may hold secrets. */
export type DependencyFinding = Reported & {
  readonly kind: 'dependency';
  /** The package as a purl, or what stands in its place where a setting is the trouble. */
  readonly package: string;
  /** What to write instead, where that is known. */
  readonly replacement?: string;
};

export type Finding = SecretFinding | DependencyFinding;

export const FINDING_KINDS = ['secret', 'dependency', 'prompt', 'code'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Why a finding is not reported. It is counted, never dropped. */
export type Suppression = {
  readonly by: 'allowlist' | 'inline' | 'baseline';
  readonly reason: string;
  /** The line of the entry in gate.yaml or the baseline, or of the comment in the text. */
  readonly line?: number;
};

export type SuppressedFinding = { readonly finding: Finding; readonly suppression: Suppression };
