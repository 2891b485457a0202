/** In which order people meet findings: the gravest first, and those in tests and examples after their equals. */

import type { Finding } from '../model/finding.ts';
import { SEVERITIES, type Severity } from '../model/severity.ts';

/** Names of folders whose files are read by people who learn or test; it changes the order alone, never what is reported. */
const SIDE_FOLDERS = new Set(
  (
    'test tests __tests__ __mocks__ spec specs testdata fixture fixtures __fixtures__ ' +
    'example examples sample samples demo demos doc docs documentation'
  ).split(' '),
);

const isAside = (path: string): boolean =>
  path
    .toLowerCase()
    .split('/')
    .slice(0, -1)
    .some(folder => SIDE_FOLDERS.has(folder));

/** 0 for `low`, upwards. */
export function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** By code unit, so that no locale has a say. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compareFindings(left: Finding, right: Finding): number {
  return (
    rankOf(right.severity) - rankOf(left.severity) ||
    left.location.startLine - right.location.startLine ||
    left.location.startColumn - right.location.startColumn ||
    compareText(left.ruleId, right.ruleId) ||
    compareText(left.location.commit?.id ?? '', right.location.commit?.id ?? '')
  );
}

type FileGroup = {
  readonly path: string;
  readonly worst: number;
  readonly aside: boolean;
  readonly findings: Finding[];
};

/** Findings of one file stand together, graver ones first; files follow their gravest finding. */
export function groupByFile(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const byPath = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { path } = finding.location;
    const group = byPath.get(path);
    if (group === undefined) byPath.set(path, [finding]);
    else group.push(finding);
  }
  const groups: FileGroup[] = [...byPath].map(([path, group]) => ({
    path,
    worst: group.reduce((worst, finding) => Math.max(worst, rankOf(finding.severity)), 0),
    aside: isAside(path),
    findings: group.sort(compareFindings),
  }));
  groups.sort(
    (left, right) =>
      right.worst - left.worst || Number(left.aside) - Number(right.aside) || compareText(left.path, right.path),
  );
  return groups.map(group => group.findings);
}
