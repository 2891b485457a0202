/** What could not be checked. Unknown is not clean, so each is counted and named in every report. */

/** Each kind, and whether it alone makes the run fail (exit code 2) because something that was asked for was not done. */
export const DIAGNOSTIC_KINDS = {
  binary: { fails: false, skips: true },
  'too-big': { fails: false, skips: true },
  undecodable: { fails: false, skips: true },
  'lfs-pointer': { fails: false, skips: true },
  submodule: { fails: false, skips: true },
  'symlink-outside': { fails: false, skips: true },
  unreadable: { fails: false, skips: true },
  'broken-manifest': { fails: false, skips: false },
  'partial-manifest': { fails: false, skips: false },
  'rule-timeout': { fails: false, skips: false },
  'rule-warning': { fails: false, skips: false },
  'doubtful-record': { fails: false, skips: false },
  'old-data': { fails: true, skips: false },
  'report-truncated': { fails: false, skips: false },
  'nothing-scanned': { fails: false, skips: false },
  'not-found': { fails: true, skips: true },
  'unreadable-path': { fails: true, skips: true },
  'truncated-diff': { fails: true, skips: false },
  'git-failed': { fails: true, skips: false },
  'broken-object': { fails: true, skips: true },
  'shallow-clone': { fails: false, skips: false },
  'partial-clone': { fails: true, skips: false },
} as const;

export type DiagnosticKind = keyof typeof DIAGNOSTIC_KINDS;

export type Diagnostic = {
  readonly kind: DiagnosticKind;
  readonly path?: string;
  readonly line?: number;
  /** A sentence for people; never holds text of the scanned file. */
  readonly message: string;
};
