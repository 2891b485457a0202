/** The package lane of a scan: the manifests that it came by are read, checked one by one and together, and reported. */

import type { Trouble } from '../dependencies/checks/check.ts';
import type { ManifestPlace } from '../engine/packages.ts';
import type { Reported } from '../engine/report.ts';
import { compileFilters } from '../filters/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { RuleDoc } from '../model/rule.ts';
import type { DataAge } from '../model/scan-result.ts';
import { findGitRoot } from '../sources/git/root.ts';
import { DEFAULT_SALT } from '../text/fingerprint.ts';
import { touches } from '../text/lines.ts';
import { createTextLines } from '../text/text-lines.ts';
import type { EngineSettings } from './build-engine.ts';
import { describeData } from './data-age.ts';
import { followReferences } from './follow-references.ts';
import type { HeldManifest } from './hold-manifests.ts';
import type { LoadedChecks } from './load-checks.ts';
import { loadChecks } from './load-checks.ts';
import type { ReadManifest } from './read-manifests.ts';
import { readManifests } from './read-manifests.ts';

export type PackageReport = {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly diagnostics: readonly Diagnostic[];
  readonly hidden: number;
  /** How many manifests were read, and how many packages they name. */
  readonly manifests: number;
  readonly packages: number;
  /** The documents of the rules that something was found by. */
  readonly rules: readonly RuleDoc[];
  readonly data: DataAge;
};

/** Reads `held` and what it refers to, until nothing new is met. */
export async function readAllManifests(held: readonly HeldManifest[], cwd: string, maxFileSize: number) {
  const read: ReadManifest[] = [];
  const diagnostics: Diagnostic[] = [];
  const known = new Set(held.map(({ path }) => path));
  const place = { root: findGitRoot(cwd) ?? cwd, cwd, maxFileSize };
  for (let next = held; next.length > 0; ) {
    const part = await readManifests(next, cwd);
    const followed = await followReferences(part.read, known, place);
    read.push(...part.read);
    diagnostics.push(...part.diagnostics, ...followed.diagnostics);
    next = followed.held;
  }
  return { read, diagnostics };
}

/** What checks found in one manifest. */
type Inspected = { readonly place: ManifestPlace; readonly troubles: readonly Trouble[] };

function inspectAll(
  read: readonly ReadManifest[],
  { checks, inspectChange, inspectTogether }: LoadedChecks,
): Inspected[] {
  const together = inspectTogether(read.filter(({ place }) => place.whole).map(({ manifest }) => manifest));
  return read.flatMap(({ manifest, place, before }) => {
    // What is imported has the name of a module, and is judged by what is declared.
    const own = manifest.role === 'imports' ? [] : checks.flatMap(check => check.inspect(manifest));
    const troubles = [...own, ...(together.get(manifest) ?? [])];
    // What changed may be another line of the package than the one that names it: no line is asked for.
    const changed = before === null ? [] : inspectChange(before, manifest);
    return [
      { place, troubles },
      { place: { ...place, added: null }, troubles: changed },
    ].filter(each => each.troubles.length > 0);
  });
}

/** What is too doubtful for a finding is told as a diagnostic. A change answers for the lines that it adds. */
function tellWarnings({ place, troubles }: Inspected): Diagnostic[] {
  const lines = createTextLines(place.text, place.firstLine);
  return troubles
    .filter(({ isWarning }) => isWarning)
    .map(({ message, package: of }) => ({ message, line: lines.position(of?.at.start ?? 0).line }))
    .filter(({ line }) => place.added === null || touches(place.added, line, line))
    .map(({ message, line }) => ({ kind: 'doubtful-record', path: place.path, line, message }));
}

/** Most manifests give nothing to report: what reporting takes is loaded only when one does. */
async function reportAll(inspected: readonly Inspected[], settings: EngineSettings, rules: readonly RuleDoc[]) {
  const reported: Reported & { hidden: number } = { findings: [], suppressed: [], hidden: 0 };
  if (inspected.every(({ troubles }) => troubles.length === 0)) return reported;
  const { config, inline, lineHashes } = settings;
  const { createPackageEngine } = await import('../engine/packages.ts');
  const filters = compileFilters(config, inline);
  const { minConfidence } = config;
  const engine = createPackageEngine({
    ...{ settings: config.rules, minConfidence, filters, salt: DEFAULT_SALT, lineHashes, rules },
  });
  for (const { place, troubles } of inspected) {
    const { findings, suppressed, hidden } = engine.report(place, troubles);
    reported.findings.push(...findings);
    reported.suppressed.push(...suppressed);
    reported.hidden += hidden;
  }
  return reported;
}

/** Judges the packages of all manifests that a scan came by. `cwd` is the folder that the scan runs in. */
export async function judgePackages(
  held: readonly HeldManifest[],
  settings: EngineSettings,
  cwd: string,
): Promise<PackageReport> {
  const { read, diagnostics } = await readAllManifests(held, cwd, settings.config.maxFileSize);
  const loaded = loadChecks(settings.dataDir, settings.config);
  const named = read.filter(({ manifest }) => manifest.role !== 'imports');
  const inspected = inspectAll(read, loaded);
  const warnings = inspected
    .filter(({ troubles }) => troubles.some(({ isWarning }) => isWarning))
    .flatMap(tellWarnings);
  const sure = inspected.map(({ place, troubles }) => ({ place, troubles: troubles.filter(each => !each.isWarning) }));
  const reported = await reportAll(sure, settings, loaded.rules);
  const used = new Set(
    [...reported.findings, ...reported.suppressed.map(({ finding }) => finding)].map(({ ruleId }) => ruleId),
  );
  return {
    ...reported,
    diagnostics: [...diagnostics, ...warnings],
    manifests: named.length,
    packages: named.reduce((sum, { manifest }) => sum + manifest.packages.length, 0),
    data: describeData(
      loaded.data.date,
      loaded.database,
      new Set(read.flatMap(({ manifest }) => manifest.packages.map(({ ecosystem }) => ecosystem))),
    ),
    rules: loaded.rules.filter(({ id }) => used.has(id)),
  };
}
