/** The report for programs: one JSON object, described by schema/scan-result.schema.json. */

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { ScanResult } from '../model/scan-result.ts';
import { neutraliseJson } from './terminal.ts';

/** Grows only when a field changes its meaning or goes; new fields leave it alone. */
const VERSION = 1;

/** What only one kind of finding tells. */
const describeSubject = (finding: Finding) =>
  finding.kind === 'secret'
    ? { masked: finding.masked }
    : { package: finding.package, replacement: finding.replacement };

function describeFinding(finding: Finding) {
  const { location } = finding;
  return {
    kind: finding.kind,
    ruleId: finding.ruleId,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    path: location.path,
    startLine: location.startLine,
    startColumn: location.startColumn,
    endLine: location.endLine,
    endColumn: location.endColumn,
    ...describeSubject(finding),
    fingerprint: finding.fingerprint,
    commit: location.commit?.id,
    authorDate: location.commit?.authorDate,
  };
}

const describeSuppressed = ({ finding, suppression }: SuppressedFinding) => ({
  ...describeFinding(finding),
  by: suppression.by,
  reason: suppression.reason,
});

const describeDiagnostic = ({ kind, path, line, message }: Diagnostic) => ({ kind, path, line, message });

/** Two-space indent, keys in a fixed order; characters that a terminal would obey are written as escapes. */
export function renderJson({
  version,
  ruleset,
  data,
  findings,
  suppressed,
  diagnostics,
  stale,
  stats,
}: ScanResult): string {
  const report = {
    version: VERSION,
    tool: { name: 'gate', version, rules: ruleset.rules, ruleset: ruleset.hash },
    data,
    findings: findings.map(describeFinding),
    suppressed: suppressed.map(describeSuppressed),
    diagnostics: diagnostics.map(describeDiagnostic),
    stale: stale.map(({ by, state, path, line, message }) => ({ by, state, path, line, message })),
    stats: {
      files: stats.files,
      bytes: stats.bytes,
      manifests: stats.manifests,
      packages: stats.packages,
      skipped: stats.skipped,
      seconds: stats.seconds,
    },
  };
  return `${neutraliseJson(JSON.stringify(report, null, 2))}\n`;
}
