import { describe, expect, test } from 'vitest';
import { limitAnnotations } from '../../scripts/action/annotations.ts';
import type { Report, ReportFinding } from '../../scripts/action/report.ts';
import { findHighest } from '../../scripts/action/report.ts';
import { renderSummary } from '../../scripts/action/summary.ts';

const LINKS = { server: 'https://github.example.com', repository: 'o/r', commit: 'c'.repeat(40) };
const FINDING: ReportFinding = {
  ruleId: 'rule',
  severity: 'high',
  message: 'A token',
  path: 'src/a.txt',
  startLine: 3,
  masked: 'tok_****',
};
const makeReport = (findings: readonly ReportFinding[], more: Partial<Report> = {}): Report => ({
  findings,
  suppressed: [],
  diagnostics: [],
  stats: { files: 1, bytes: 2 },
  ...more,
});
const render = (report: Report): string => renderSummary([{ what: 'the files', report }], LINKS);

describe('the summary', () => {
  test('has a row for each finding, the gravest first, with a link to its line', () => {
    const text = render(makeReport([FINDING, { ...FINDING, severity: 'critical', commit: 'd'.repeat(40) }]));
    expect(text.indexOf('<td>critical')).toBeLessThan(text.indexOf('<td>high'));
    expect(text).toContain(`https://github.example.com/o/r/blob/${'c'.repeat(40)}/src/a.txt#L3`);
    expect(text).toContain(`/blob/${'d'.repeat(40)}/src/a.txt#L3`);
    expect(text).toContain('<code>tok_****</code>');
    expect(text).toContain('2 findings');
  });

  test('takes nothing that a path or a message says for markup, a link or a name', () => {
    const path = 'a|b`<img src=x>`[x](y)\n\n# @team "\'.txt';
    const text = render(makeReport([{ ...FINDING, path, message: '<script>' }]));
    expect(text).not.toMatch(/<img|<script|@team|\n\n|href="[^"]*[<>\s]/);
    expect(text).toContain('&lt;img src=x&gt;');
  });

  test('stays below 1 MiB, and says what it leaves out', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ ...FINDING, path: `${'ü'.repeat(60)}${index}` }));
    const report = makeReport(many);
    const text = renderSummary(
      [
        { what: 'one', report },
        { what: 'two', report },
      ],
      LINKS,
    );
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(Buffer.byteLength(text)).toBeGreaterThan(512 * 1024);
    expect(text).toMatch(/\d+ more findings in the reports/);
  });

  test('says what could not be checked', () => {
    const diagnostics = Array.from({ length: 30 }, (_, index) => ({
      kind: 'binary',
      path: `${index}.bin`,
      message: 'is binary',
    }));
    const text = render(makeReport([], { diagnostics, suppressed: [{ by: 'inline' }] }));
    expect(text).toContain('Not checked: 30');
    expect(text).toContain('and 10 more');
    expect(text).toContain('1 suppressed');
    expect(text).toContain('nothing found');
  });
});

test('the gravest severity is that of all reports', () => {
  expect(findHighest([makeReport([])])).toBe('none');
  expect(findHighest([makeReport([FINDING]), makeReport([{ ...FINDING, severity: 'low' }])])).toBe('high');
});

test('annotations are limited by kind, and what is left out is said', () => {
  const errors = Array.from({ length: 12 }, (_, index) => `::error file=${index}::x`);
  const text = limitAnnotations([...errors, '::warning file=w::x', 'summary', ''].join('\n'), 10);
  expect(text.match(/^::error/gm)).toHaveLength(10);
  expect(text.match(/^::warning/gm)).toHaveLength(1);
  expect(text).toContain('2 more are not shown');
  expect(text.endsWith('summary\n') || text.includes('summary\n')).toBe(true);
  expect(limitAnnotations('::error file=1::x\nsummary\n', 10)).toBe('::error file=1::x\nsummary\n');
});
