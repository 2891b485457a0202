/** The last line of a report: what was found, what was scanned, and all that was left out. It is never left out itself. */

import { DIAGNOSTIC_KINDS, type Diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import type { ScanResult } from '../model/scan-result.ts';
import { SEVERITIES } from '../model/severity.ts';
import { rankOf } from './order.ts';
import type { RenderOptions } from './reporter.ts';
import { neutralise } from './terminal.ts';
import { countOf, countOfReason, formatBytes, formatSeconds, groupDigits } from './wording.ts';

export type Summary = {
  /** How the run went at its worst, for whoever paints `verdict`. */
  readonly tone: 'good' | 'warning' | 'bad';
  readonly verdict: string;
  readonly details: readonly string[];
};

export const SEPARATOR = ' · ';

/** What a summary depends on beside the result. */
export type SummaryOptions = Pick<RenderOptions, 'failOn' | 'minConfidence'>;

export function isFailure(diagnostic: Diagnostic): boolean {
  return DIAGNOSTIC_KINDS[diagnostic.kind].fails;
}

function describeFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings';
  const counts = SEVERITIES.map(severity => ({
    severity,
    count: findings.filter(finding => finding.severity === severity).length,
  })).reverse();
  const parts = counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${groupDigits(count)} ${severity}`);
  const files = new Set(findings.map(finding => finding.location.path)).size;
  return `${countOf(findings.length, 'finding')} (${parts.join(', ')}) in ${countOf(files, 'file')}`;
}

function describeSkipped(skipped: Readonly<Record<string, number>>): string[] {
  const entries = Object.entries(skipped).filter(([, count]) => count > 0);
  if (entries.length === 0) return [];
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  return [
    `skipped ${groupDigits(total)} (${entries.map(([reason, count]) => countOfReason(count, reason)).join(', ')})`,
  ];
}

function describeThresholds(result: ScanResult, { failOn, minConfidence }: SummaryOptions): string[] {
  const parts: string[] = [];
  if (result.hidden > 0) {
    const bound = minConfidence === undefined ? 'the confidence asked for' : `${minConfidence} confidence`;
    const them = result.hidden === 1 ? 'it' : 'them';
    parts.push(`${groupDigits(result.hidden)} below ${bound} (--min-confidence low shows ${them})`);
  }
  const passing = result.findings.filter(finding => rankOf(finding.severity) < rankOf(failOn)).length;
  if (passing > 0) {
    parts.push(
      `${groupDigits(passing)} below ${failOn} severity (--fail-on ${failOn} lets ${passing === 1 ? 'it' : 'them'} pass)`,
    );
  }
  return parts;
}

/** How old what packages were judged by is, and what there was none of. */
function describeData(data: ScanResult['data']): string[] {
  if (data === undefined) return [];
  const { facts, advisories, withoutAdvisories, withoutVersions } = data;
  if (advisories === null) return [`facts on packages of ${facts}, no local database (gate db update)`];
  const missing = [
    ...(withoutAdvisories.length > 0 ? [`no advisories for ${withoutAdvisories.join(', ')}`] : []),
    ...(withoutVersions.length > 0 ? [`no newest versions for ${withoutVersions.join(', ')}`] : []),
  ];
  return [[`facts on packages of ${facts}, advisories of ${advisories}`, ...missing].join(', ')];
}

function describeStale(stale: ScanResult['stale']): string[] {
  const expired = stale.filter(({ state }) => state === 'expired').length;
  const unused = stale.length - expired;
  return [
    ...(unused > 0 ? [countOf(unused, 'unused suppression')] : []),
    ...(expired > 0 ? [countOf(expired, 'expired suppression')] : []),
  ];
}

/** The summary tells of it by itself, in its first words. */
export function isEmptiness({ kind }: Diagnostic): boolean {
  return kind === 'nothing-scanned';
}

const isWarning = (diagnostic: Diagnostic): boolean =>
  !isEmptiness(diagnostic) && !isFailure(diagnostic) && !DIAGNOSTIC_KINDS[diagnostic.kind].skips;

/** Null when something was scanned. */
function describeEmptiness({ findings, diagnostics, stats }: ScanResult): string | null {
  const told = diagnostics.filter(isEmptiness).map(({ message }) => neutralise(message).replace(/\.$/, ''));
  if (told.length === 0 && (stats.files > 0 || findings.length > 0)) return null;
  const words = 'Nothing was scanned';
  const [reason] = told;
  if (reason === undefined) return words;
  return reason.startsWith(words) ? reason : `${words}: ${reason}`;
}

function toneOf({ findings, diagnostics }: ScanResult, { failOn }: SummaryOptions, empty: boolean): Summary['tone'] {
  const fails = findings.some(finding => rankOf(finding.severity) >= rankOf(failOn));
  if (fails || diagnostics.some(isFailure)) return 'bad';
  return empty || findings.length > 0 ? 'warning' : 'good';
}

/** The summary in parts: a verdict, and details in the order in which they are told. */
export function composeSummary(result: ScanResult, options: SummaryOptions): Summary {
  const { files, bytes, manifests, packages, seconds, skipped } = result.stats;
  const failures = result.diagnostics.filter(isFailure).length;
  const warnings = result.diagnostics.filter(isWarning).length;
  const named =
    manifests === undefined ? '' : `, ${countOf(packages ?? 0, 'package')} in ${countOf(manifests, 'manifest')}`;
  const scanned = `scanned ${countOf(files, 'file')}, ${formatBytes(bytes)}${named} in ${formatSeconds(seconds)}`;
  const emptiness = describeEmptiness(result);
  const found = emptiness === null || result.findings.length > 0 ? [describeFindings(result.findings)] : [];
  const [verdict = '', ...rest] = [
    ...(failures > 0 ? [`Incomplete: ${countOf(failures, 'error')}`] : []),
    ...(emptiness === null ? [] : [emptiness]),
    ...found,
    ...(files > 0 ? [scanned] : []),
  ];
  return {
    tone: toneOf(result, options, emptiness !== null),
    verdict,
    details: [
      ...rest,
      ...(warnings > 0 ? [countOf(warnings, 'warning')] : []),
      ...describeSkipped(skipped),
      ...(result.suppressed.length > 0 ? [`${groupDigits(result.suppressed.length)} suppressed`] : []),
      ...describeStale(result.stale),
      ...describeData(result.data),
      ...describeThresholds(result, options),
    ],
  };
}

/** The summary as one plain line without a line end; safe for a terminal. */
export function summarize(result: ScanResult, options: SummaryOptions): string {
  const { verdict, details } = composeSummary(result, options);
  return [verdict, ...details].join(SEPARATOR);
}
