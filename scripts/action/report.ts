/** What the action reads of a report in JSON, described by schema/scan-result.schema.json. */

export const RANKS = ['low', 'medium', 'high', 'critical'];

export type ReportFinding = {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly path: string;
  readonly startLine: number;
  readonly masked?: string;
  readonly package?: string;
  readonly commit?: string;
};

export type Report = {
  readonly findings: readonly ReportFinding[];
  readonly suppressed: readonly { readonly by: string }[];
  readonly diagnostics: readonly { readonly kind: string; readonly path?: string; readonly message: string }[];
  readonly stats: { readonly files: number; readonly bytes: number };
};

/** The gravest severity of all, or "none". */
export function findHighest(reports: readonly Report[]): string {
  const ranks = reports.flatMap(({ findings }) => findings.map(({ severity }) => RANKS.indexOf(severity)));
  return RANKS[ranks.reduce((most, rank) => Math.max(most, rank), -1)] ?? 'none';
}
