/** The summary of a job, in HTML: a path or a message that looks like Markdown stays what it is. */

import { RANKS, type Report, type ReportFinding } from './report.ts';

/** What was scanned and what came of it. */
export type Section = { readonly what: string; readonly report: Report };

/** Where files can be looked at. */
export type Links = { readonly server: string; readonly repository: string; readonly commit: string };

/** GitHub takes 1 MiB for a step, and refuses all of a longer one. */
const MOST_BYTES = 1024 * 1024 - 64 * 1024;
const MOST_DIAGNOSTICS = 20;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** One line of text as HTML. `@` would call people. */
const escapeHtml = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[&<>"']/g, char => ENTITIES[char] ?? char)
    .replaceAll('@', '&#64;');

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

function linkTo({ path, startLine, commit }: ReportFinding, links: Links): string {
  const at = `<code>${escapeHtml(path)}:${startLine}</code>`;
  const id = commit ?? links.commit;
  if (links.repository === '' || id === '') return at;
  const file = path.split('/').map(encodeURIComponent).join('/');
  return `<a href="${escapeHtml(`${links.server}/${links.repository}/blob/${id}/${file}#L${startLine}`)}">${at}</a>`;
}

function renderRow(finding: ReportFinding, links: Links): string {
  const subject = finding.masked ?? finding.package ?? '';
  const cells = [
    escapeHtml(finding.severity),
    `<code>${escapeHtml(finding.ruleId)}</code>`,
    linkTo(finding, links) +
      (finding.commit === undefined ? '' : ` in <code>${escapeHtml(finding.commit.slice(0, 10))}</code>`),
    escapeHtml(finding.message) + (subject === '' ? '' : ` <code>${escapeHtml(subject)}</code>`),
  ];
  return `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`;
}

const HEAD = `<table><tr>${['Severity', 'Rule', 'Where', 'What'].map(name => `<th>${name}</th>`).join('')}</tr>`;

function renderTable(findings: readonly ReportFinding[], links: Links, room: number): string[] {
  if (findings.length === 0) return [];
  const sorted = [...findings].sort((left, right) => RANKS.indexOf(right.severity) - RANKS.indexOf(left.severity));
  const rows: string[] = [];
  let bytes = 0;
  for (const finding of sorted) {
    const row = renderRow(finding, links);
    bytes += Buffer.byteLength(row) + 1;
    if (bytes > room) break;
    rows.push(row);
  }
  const left = sorted.length - rows.length;
  return [HEAD, ...rows, '</table>', ...(left === 0 ? [] : [`<p>${plural(left, 'more finding')} in the reports.</p>`])];
}

function renderDiagnostics({ diagnostics }: Report): string[] {
  if (diagnostics.length === 0) return [];
  const items = diagnostics.slice(0, MOST_DIAGNOSTICS).map(({ path, message }) => {
    const text = path === undefined ? message : `${path} ${message}`;
    return `<li>${escapeHtml(text.slice(0, 1000))}</li>`;
  });
  const left = diagnostics.length - items.length;
  const more = left === 0 ? [] : [`<li>and ${left} more</li>`];
  return [`<details><summary>Not checked: ${diagnostics.length}</summary><ul>`, ...items, ...more, '</ul></details>'];
}

function renderSection({ what, report }: Section, links: Links, room: number): string[] {
  const { findings, suppressed, stats } = report;
  const facts = [plural(stats.files, 'file'), plural(stats.bytes, 'byte'), `${suppressed.length} suppressed`].join(
    ', ',
  );
  return [
    `<h3>${escapeHtml(what)}: ${plural(findings.length, 'finding')}</h3>`,
    `<p>${facts}</p>`,
    ...renderTable(findings, links, room),
    ...renderDiagnostics(report),
  ];
}

/** The whole summary, 1 MiB at most. The first section decides whether the step passes. */
export function renderSummary(sections: readonly Section[], links: Links): string {
  const room = Math.floor(MOST_BYTES / Math.max(1, sections.length)) - 64 * 1024;
  const count = sections[0]?.report.findings.length ?? 0;
  const lines = [
    `<h2>gate: ${count === 0 ? 'nothing found' : plural(count, 'finding')}</h2>`,
    ...sections.flatMap(section => renderSection(section, links, room)),
  ];
  return `${lines.join('\n')}\n`;
}
