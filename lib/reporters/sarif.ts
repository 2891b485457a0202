/** SARIF 2.1.0, within what code scanning asks for and accepts: its page on SARIF support is the source of every choice here. */

import type { Invocation, Log, Notification, Region, Result } from 'sarif';
import { DIAGNOSTIC_KINDS, type Diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import type { RuleDoc } from '../model/rule.ts';
import type { ScanResult } from '../model/scan-result.ts';
import type { Location } from '../model/span.ts';
import { nameFinding } from './name-finding.ts';
import { compareText } from './order.ts';
import { clip, keepGravest, SARIF_LIMITS, type SarifLimits, shareThatFits } from './sarif-limits.ts';
import { describeRule, LEVELS } from './sarif-rule.ts';
import { isFailure } from './summary.ts';
import { neutraliseJson } from './terminal.ts';
import { toUri } from './uri.ts';
import { countOf } from './wording.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** The rules of all findings, by id; a rule whose prose the result does not hold is described from its finding. */
function collectRules(rules: readonly RuleDoc[], findings: readonly Finding[]): readonly RuleDoc[] {
  const known = new Map(rules.map(rule => [rule.id, rule]));
  const used = new Map<string, RuleDoc>();
  for (const { ruleId, service, severity, confidence } of findings) {
    if (used.has(ruleId)) continue;
    const fallback = {
      id: ruleId,
      service,
      description: ruleId,
      severity,
      confidence,
      remediation: '',
      references: [],
    };
    used.set(ruleId, known.get(ruleId) ?? fallback);
  }
  return [...used.values()].sort((left, right) => compareText(left.id, right.id));
}

function describeRegion({ startLine, startColumn, endLine, endColumn }: Location): Region {
  return { startLine, startColumn, endLine, endColumn };
}

function describeResult(finding: Finding, indexes: ReadonlyMap<string, number>): Result {
  const { ruleId, location, lineHash, fingerprint, severity, confidence } = finding;
  const { commit } = location;
  const origin = commit === undefined ? '' : ` in commit '${commit.id}'`;
  return {
    ruleId,
    ruleIndex: indexes.get(ruleId) ?? -1,
    level: LEVELS[severity],
    message: { text: clip(`${nameFinding(finding)}${origin}.`) },
    locations: [
      { physicalLocation: { artifactLocation: { uri: toUri(location.path) }, region: describeRegion(location) } },
    ],
    partialFingerprints: {
      ...(lineHash === undefined ? {} : { primaryLocationLineHash: lineHash }),
      'gateFingerprint/v1': fingerprint,
    },
    properties: {
      severity,
      confidence,
      ...(finding.kind === 'dependency' ? { package: finding.package, replacement: finding.replacement } : {}),
      ...(commit === undefined ? {} : { commit: commit.id, authorDate: commit.authorDate }),
    },
  };
}

function describeNotification({ kind, path, line, message }: Diagnostic): Notification {
  const region = line === undefined ? {} : { region: { startLine: line } };
  return {
    level: DIAGNOSTIC_KINDS[kind].fails ? 'error' : 'warning',
    descriptor: { id: kind },
    message: { text: clip(message) },
    ...(path === undefined
      ? {}
      : { locations: [{ physicalLocation: { artifactLocation: { uri: toUri(path) }, ...region } }] }),
  };
}

const describeCut = (message: string): Notification => describeNotification({ kind: 'report-truncated', message });

/** Failures first; then the others, at most so many, and a word on how many those were. */
function describeInvocation(diagnostics: readonly Diagnostic[], left: number, limit: number): Invocation {
  const failures = diagnostics.filter(isFailure);
  const others = diagnostics.filter(diagnostic => !isFailure(diagnostic));
  const told = [...failures, ...others.slice(0, limit)].map(describeNotification);
  const untold = Math.max(0, others.length - limit);
  return {
    executionSuccessful: failures.length === 0,
    toolExecutionNotifications: [
      ...(left > 0
        ? [describeCut(`The report would be too big: ${countOf(left, 'finding')} of least weight left out.`)]
        : []),
      ...told,
      ...(untold > 0 ? [describeCut(`${countOf(untold, 'further notification')} left out.`)] : []),
    ],
  };
}

function buildLog(result: ScanResult, findings: readonly Finding[], left: number, limits: SarifLimits): Log {
  const { version, ruleset, stats, hidden } = result;
  const rules = collectRules(result.rules, findings);
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const kinds = new Map(findings.map(({ ruleId, kind }) => [ruleId, kind]));
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'gate',
            semanticVersion: version,
            rules: rules.map(rule => describeRule(rule, kinds.get(rule.id) ?? 'secret')),
          },
        },
        automationDetails: { id: 'gate/' },
        invocations: [describeInvocation(result.diagnostics, left, limits.notifications)],
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding => describeResult(finding, indexes)),
        properties: {
          ruleset: ruleset.hash,
          rulesApplied: ruleset.rules,
          ...(result.data === undefined ? {} : { data: result.data }),
          files: stats.files,
          bytes: stats.bytes,
          skipped: stats.skipped,
          belowConfidence: hidden,
          suppressed: result.suppressed.length,
          staleSuppressions: result.stale.length,
        },
      },
    ],
  };
}

/** As `renderSarif`, with limits of one's own. */
export function renderSarifWithin(result: ScanResult, limits: SarifLimits): string {
  const all = result.findings;
  let kept = keepGravest(all, limits.results);
  for (;;) {
    const log = buildLog(result, kept, all.length - kept.length, limits);
    const text = `${neutraliseJson(JSON.stringify(log, null, 2))}\n`;
    const share = shareThatFits(text, limits.gzip);
    if (share === 1 || kept.length === 0) return text;
    kept = keepGravest(kept, Math.floor(kept.length * share));
  }
}

/**
 * One run. Findings come in the order of the result. What exceeds the limits of code scanning is left out, less severe
 * findings first, and a notification says how many. Suppressed findings are counted, not listed: code scanning takes no
 * notice of SARIF's suppressions and would open an alert for each.
 */
export function renderSarif(result: ScanResult): string {
  return renderSarifWithin(result, SARIF_LIMITS);
}
