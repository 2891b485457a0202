/** Annotations for GitHub Actions: workflow commands that put each finding on its line of a change. */

import type { Finding } from '../model/finding.ts';
import type { ScanResult } from '../model/scan-result.ts';
import type { Severity } from '../model/severity.ts';
import { nameFinding } from './name-finding.ts';
import { groupByFile, rankOf } from './order.ts';
import { describeDiagnostic, groupDiagnostics } from './remarks.ts';
import type { RenderOptions } from './reporter.ts';
import { isFailure, summarize } from './summary.ts';
import { neutralise } from './terminal.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
};

const DATA_ESCAPES: Readonly<Record<string, string>> = { '%': '%25', '\r': '%0D', '\n': '%0A' };
const PROPERTY_ESCAPES: Readonly<Record<string, string>> = { ...DATA_ESCAPES, ':': '%3A', ',': '%2C' };

const escapeData = (text: string): string => text.replace(/[%\r\n]/g, char => DATA_ESCAPES[char] ?? char);
const escapeProperty = (text: string): string => text.replace(/[%\r\n:,]/g, char => PROPERTY_ESCAPES[char] ?? char);

type Properties = Readonly<Record<string, string | number>>;

function command(name: string, properties: Properties, message: string): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${pairs.join(',')}::${escapeData(message)}`;
}

/** Line ends of a text stay, to be escaped; all else that a log would obey does not. */
const neutraliseLines = (text: string): string => text.replace(/[^\r\n]+/g, neutralise);

/** Columns only where a finding ends on its first line: Actions refuses them otherwise. */
function locate({ path, startLine, endLine, startColumn, endColumn }: Finding['location']): Properties {
  const lines = { file: neutraliseLines(path), line: startLine, endLine };
  return startLine === endLine ? { ...lines, col: startColumn, endColumn } : lines;
}

function annotate(finding: Finding, remediation: string): string {
  const { commit } = finding.location;
  const origin = commit === undefined ? '' : ` in commit ${commit.id}`;
  const message = `${nameFinding(finding)}${origin}; severity ${finding.severity}, confidence ${finding.confidence}.`;
  return command(
    COMMANDS[finding.severity],
    { ...locate(finding.location), title: `gate: ${finding.ruleId}` },
    neutraliseLines(remediation === '' ? message : `${message}\n${remediation}`),
  );
}

/** What could not be checked, in one annotation: Actions shows only ten of a kind. */
function remark(result: ScanResult, verbose: boolean): string[] {
  const sections = groupDiagnostics(result.diagnostics, verbose).filter(section => !section.fails);
  if (sections.length === 0) return [];
  const lines = sections.flatMap(({ heading, groups }) => [
    heading,
    ...groups.flatMap(group => [`  ${group.heading}`, ...group.items.map(item => `    ${item}`)]),
  ]);
  return [command('notice', { title: 'gate: not checked' }, lines.join('\n'))];
}

/**
 * One command a line, graver findings first because Actions shows ten of each kind, and the summary as a plain last line.
 * Failures have no place in a file and come before all.
 */
export function renderGithub(result: ScanResult, options: RenderOptions): string {
  const findings = groupByFile(result.findings).flat();
  findings.sort((left, right) => rankOf(right.severity) - rankOf(left.severity));
  const remediations = new Map(result.rules.map(rule => [rule.id, rule.remediation.trim()]));
  const lines = [
    ...result.diagnostics
      .filter(isFailure)
      .map(failure => command('error', { title: 'gate' }, describeDiagnostic(failure))),
    ...findings.map(finding => annotate(finding, remediations.get(finding.ruleId) ?? '')),
    ...remark(result, options.verbose),
    summarize(result, options),
  ];
  return `${lines.join('\n')}\n`;
}
