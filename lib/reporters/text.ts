/** The report for people: findings by file with their lines, what to do, what was left out, and a summary in the last line. */

import type { Commit } from '../model/commit.ts';
import type { Finding } from '../model/finding.ts';
import type { RuleDoc } from '../model/rule.ts';
import type { ScanResult } from '../model/scan-result.ts';
import { createPalette, type Palette } from './color.ts';
import { groupByFile } from './order.ts';
import { describeDiagnostic, groupDiagnostics, groupStale, groupSuppressed, type RemarkSection } from './remarks.ts';
import type { RenderOptions } from './reporter.ts';
import { composeSummary, isFailure, SEPARATOR } from './summary.ts';
import { layOutLine, neutralise } from './terminal.ts';
import { groupDigits } from './wording.ts';

const COMMIT_DIGITS = 12;
const PROSE_WIDTH = 96;

/** The day is that of the author's own calendar. */
const nameCommit = ({ id, authorDate }: Commit): string =>
  neutralise(`commit ${id.slice(0, COMMIT_DIGITS)}, ${authorDate.slice(0, 10)}`);

/** `path:line:col: severity[rule]: message`, so that terminals and editors make a link of its beginning. */
function renderHead({ location, severity, ruleId, message }: Finding, palette: Palette): string {
  const { path, startLine, startColumn, commit } = location;
  const origin = commit === undefined ? '' : ` (${nameCommit(commit)})`;
  const place = palette.path(neutralise(path)) + palette.faint(`:${startLine}:${startColumn}${origin}:`);
  return `${place} ${palette.severity[severity](severity)}[${palette.rule(neutralise(ruleId))}]: ${neutralise(message)}`;
}

/** The masked line behind its number, and carets below the secret. */
function renderExcerpt({ excerpt, location, severity }: Finding, palette: Palette): string[] {
  const line = layOutLine(excerpt.text);
  const columnAt = (oneBased: number): number =>
    line.columns[Math.max(0, Math.min(oneBased - 1, line.columns.length - 1))] ?? 0;
  const from = columnAt(excerpt.startColumn);
  const carets = '^'.repeat(Math.max(1, columnAt(excerpt.endColumn) - from));
  const rest = location.endLine > location.startLine ? ` to line ${groupDigits(location.endLine)}` : '';
  const number = String(location.startLine);
  return [
    `  ${palette.faint(`${number} |`)} ${line.text}`.trimEnd(),
    `  ${palette.faint(`${' '.repeat(number.length)} |`)} ${' '.repeat(from)}${palette.severity[severity](carets + rest)}`,
  ];
}

/** What to write instead of a package, where that is known. */
function renderReplacement(finding: Finding): string[] {
  if (finding.kind !== 'dependency' || finding.replacement === undefined) return [];
  const margin = ' '.repeat(String(finding.location.startLine).length);
  return [`  ${margin} = write ${neutralise(finding.replacement)} instead`];
}

function renderFinding(finding: Finding, palette: Palette, verbose: boolean): string {
  const lines = [renderHead(finding, palette), ...renderExcerpt(finding, palette), ...renderReplacement(finding)];
  if (verbose) {
    const margin = ' '.repeat(String(finding.location.startLine).length);
    lines.push(palette.faint(`  ${margin} = confidence ${finding.confidence}, fingerprint ${finding.fingerprint}`));
  }
  return lines.join('\n');
}

/** Breaks prose at blanks into lines of at most `PROSE_WIDTH` units; a longer word stands alone. */
function wrapProse(prose: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of prose.split(/\s+/u).filter(part => part !== '')) {
    if (line !== '' && line.length + 1 + word.length > PROSE_WIDTH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

function renderRemedy(rule: RuleDoc, palette: Palette, verbose: boolean): string[] {
  const references = verbose ? rule.references : rule.references.slice(0, 1);
  return [
    `  ${palette.rule(neutralise(rule.id))}: ${neutralise(rule.description)}`,
    ...wrapProse(rule.remediation).map(line => `    ${neutralise(line)}`),
    ...references
      .map(neutralise)
      .map(reference => `    ${/^https?:/.test(reference) ? palette.link(reference) : reference}`),
  ];
}

/** What to do about each rule that is reported, once, in the order of the report. */
function renderRemedies(
  rules: readonly RuleDoc[],
  shown: readonly Finding[],
  palette: Palette,
  verbose: boolean,
): string[] {
  const byId = new Map(rules.map(rule => [rule.id, rule]));
  const ids = new Set(shown.map(finding => finding.ruleId));
  const told = [...ids]
    .flatMap(id => byId.get(id) ?? [])
    .filter(rule => rule.remediation !== '' || rule.references.length > 0);
  if (told.length === 0) return [];
  return [[palette.heading('What to do'), ...told.flatMap(rule => renderRemedy(rule, palette, verbose))].join('\n')];
}

function renderSection({ heading, fails, groups }: RemarkSection, palette: Palette): string {
  const lines = groups.flatMap(group => [`  ${group.heading}`, ...group.items.map(item => `    ${item}`)]);
  return [(fails ? palette.bad : palette.heading)(heading), ...lines].join('\n');
}

function renderSummary(result: ScanResult, options: RenderOptions, palette: Palette): string {
  const { tone, verdict, details } = composeSummary(result, options);
  return [palette[tone](verdict), ...details].join(SEPARATOR);
}

/** Quiet: one line for each failure and each finding. */
function renderLines(result: ScanResult, shown: readonly Finding[], palette: Palette): string[] {
  const failures = result.diagnostics
    .filter(isFailure)
    .map(failure => `${palette.bad('error')}: ${describeDiagnostic(failure)}`);
  return [...failures, ...shown.map(finding => renderHead(finding, palette))];
}

/** Renders for a terminal or a file; colours only when `options.color`. Never holds a control character of a scanned text. */
export function renderText(result: ScanResult, options: RenderOptions): string {
  const palette = createPalette(options.color);
  const shown = groupByFile(result.findings).flat();
  const summary = renderSummary(result, options, palette);
  if (options.quiet) return `${[...renderLines(result, shown, palette), summary].join('\n')}\n`;
  const { verbose } = options;
  const sections = [
    ...(result.suppressed.length > 0 ? [groupSuppressed(result.suppressed, verbose)] : []),
    ...(result.stale.length > 0 ? [groupStale(result.stale, verbose)] : []),
    ...groupDiagnostics(result.diagnostics, verbose),
  ];
  const blocks = [
    ...shown.map(finding => renderFinding(finding, palette, verbose)),
    ...renderRemedies(result.rules, shown, palette, verbose),
    ...sections.map(section => renderSection(section, palette)),
    summary,
  ];
  return `${blocks.join('\n\n')}\n`;
}
