/** A baseline: the findings that a repository had when it began to use gate, so that only new ones are reported. */

export type BaselineEntry = {
  /** Identity under the baseline's salt: 32 hexadecimal digits of a finding's fingerprint and of which of several equal ones it is. */
  readonly id: string;
  readonly rule: string;
  readonly path: string;
  readonly reason?: string;
  /** The last day on which the entry holds: `2027-01-31`. */
  readonly expires?: string;
  /** Where it stands in the file, 1-based; 0 for one that stands in none yet. */
  readonly line: number;
};

/** What the findings are taken from: the files as they are, or all that was ever committed beside them. */
export const BASELINE_SCOPES = ['files', 'history'] as const;
export type BaselineScope = (typeof BASELINE_SCOPES)[number];

export type Baseline = {
  /** Usually one; two where two branches began a baseline each and were merged. The first is used for new entries. */
  readonly salts: readonly string[];
  readonly scope: BaselineScope;
  readonly entries: readonly BaselineEntry[];
  /** The file's name in messages. */
  readonly file: string;
};
