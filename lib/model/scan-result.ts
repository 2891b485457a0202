/** Everything a scan found, left out and could not do: the one value that reporters and the exit code read. */

import type { Diagnostic } from './diagnostic.ts';
import type { Finding, SuppressedFinding } from './finding.ts';
import type { RuleDoc } from './rule.ts';
import type { StaleSuppression } from './stale-suppression.ts';

export type ScanStats = {
  readonly files: number;
  readonly bytes: number;
  /** How many manifests and lockfiles were read, and how many packages they name; where there were any. */
  readonly manifests?: number;
  readonly packages?: number;
  /** How many entries were not scanned, by reason: a diagnostic's kind, or `ignored`. Keys in code-unit order. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly seconds: number;
};

/** How old what is known of packages is. Days are `YYYY-MM-DD`. */
export type DataAge = {
  /** Of the facts that gate brings along. */
  readonly facts: string;
  /** Of the oldest part of the local database that was asked; null where there is none. */
  readonly advisories: string | null;
  /** Ecosystems that were met and that the database holds no advisories of, by code unit. */
  readonly withoutAdvisories: readonly string[];
  /** Those of which it holds no newest versions, so that nothing is called outdated. */
  readonly withoutVersions: readonly string[];
};

export type ScanResult = {
  readonly version: string;
  /** Sorted by path, then line, column and rule id; those below the confidence that was asked for are not in it. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly diagnostics: readonly Diagnostic[];
  /** Suppressions that may go, by path and line. */
  readonly stale: readonly StaleSuppression[];
  readonly stats: ScanStats;
  /** How many findings lay below `--min-confidence`. */
  readonly hidden: number;
  /** How many rules were applied, and a short hash that names the set. */
  readonly ruleset: { readonly rules: number; readonly hash: string };
  /** Where packages were judged. */
  readonly data?: DataAge;
  /** One for each rule that has a finding, by id in code-unit order. */
  readonly rules: readonly RuleDoc[];
};
