/** The package lane's turn, when all files are read. Of commits each is judged by itself: what it changes belongs together. */

import type { DataAge } from '../model/scan-result.ts';
import type { EngineSettings } from './build-engine.ts';
import type { HeldManifest } from './hold-manifests.ts';
import type { PackageReport } from './packages.ts';

const byPath = (a: HeldManifest, b: HeldManifest): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

const unite = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort();

/** The oldest of all; each was judged by the same data. */
function joinAges(ages: readonly DataAge[]): DataAge {
  const days = ages.flatMap(({ advisories }) => advisories ?? []).sort();
  return {
    facts: ages[0]?.facts ?? '',
    advisories: days[0] ?? null,
    withoutAdvisories: unite(ages.map(({ withoutAdvisories }) => withoutAdvisories)),
    withoutVersions: unite(ages.map(({ withoutVersions }) => withoutVersions)),
  };
}

async function joinReports(reports: readonly PackageReport[]): Promise<PackageReport> {
  const { createFirstTest } = await import('./collect-commits.ts');
  const isFirst = createFirstTest();
  const rules = new Map(reports.flatMap(report => report.rules).map(rule => [rule.id, rule]));
  const sum = (of: (report: PackageReport) => number): number => reports.reduce((total, each) => total + of(each), 0);
  return {
    findings: reports.flatMap(({ findings }) => findings.filter(isFirst)),
    suppressed: reports.flatMap(({ suppressed }) => suppressed.filter(({ finding }) => isFirst(finding))),
    diagnostics: reports.flatMap(({ diagnostics }) => diagnostics),
    hidden: sum(({ hidden }) => hidden),
    manifests: sum(({ manifests }) => manifests),
    packages: sum(({ packages }) => packages),
    rules: [...rules.values()],
    data: joinAges(reports.map(({ data }) => data)),
  };
}

/** Null when no manifest was met: the lane loads only then. `cwd` is the folder that the scan runs in. */
export async function judgeHeld(
  held: readonly HeldManifest[],
  settings: EngineSettings,
  cwd: string,
): Promise<PackageReport | null> {
  const [first] = held;
  if (first === undefined) return null;
  const { judgePackages } = await import('./packages.ts');
  if (first.commit === undefined) return judgePackages([...held].sort(byPath), settings, cwd);
  const { groupByCommit } = await import('./collect-commits.ts');
  const reports: PackageReport[] = [];
  for (const group of groupByCommit(held)) reports.push(await judgePackages(group.sort(byPath), settings, cwd));
  return joinReports(reports);
}
