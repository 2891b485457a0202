/** The package lane of a scan: the manifests that it came by are read, checked one by one and together, and reported. */

import { createPackageEngine, inspectManifest } from '../engine/packages.ts';
import { compileFilters } from '../filters/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { RuleDoc } from '../model/rule.ts';
import { findGitRoot } from '../sources/git/root.ts';
import { DEFAULT_SALT } from '../text/fingerprint.ts';
import type { EngineSettings } from './build-engine.ts';
import { followReferences } from './follow-references.ts';
import type { HeldManifest } from './hold-manifests.ts';
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
};

/** Reads `held` and what it refers to, until nothing new is met. */
export async function readAllManifests(held: readonly HeldManifest[], cwd: string, maxFileSize: number) {
  const read: ReadManifest[] = [];
  const diagnostics: Diagnostic[] = [];
  const known = new Set(held.map(({ path }) => path));
  const place = { root: findGitRoot(cwd) ?? cwd, cwd, maxFileSize };
  for (let next = held; next.length > 0; ) {
    const part = await readManifests(next, cwd);
    const followed = followReferences(part.read, known, place);
    read.push(...part.read);
    diagnostics.push(...part.diagnostics, ...followed.diagnostics);
    next = followed.held;
  }
  return { read, diagnostics };
}

/** Judges the packages of all manifests that a scan came by. `cwd` is the folder that the scan runs in. */
export async function judgePackages(
  held: readonly HeldManifest[],
  settings: EngineSettings,
  cwd: string,
): Promise<PackageReport> {
  const { config, inline, lineHashes, dataDir } = settings;
  const { read, diagnostics } = await readAllManifests(held, cwd, config.maxFileSize);
  const { checks, inspectChange, inspectTogether, rules } = loadChecks(dataDir, config);
  const engine = createPackageEngine({
    settings: config.rules,
    minConfidence: config.minConfidence,
    filters: compileFilters(config, inline),
    salt: DEFAULT_SALT,
    lineHashes,
    rules,
  });
  const together = inspectTogether(read.filter(({ place }) => place.whole).map(({ manifest }) => manifest));
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  let hidden = 0;
  for (const { manifest, place, before } of read) {
    const reported = engine.report(place, [
      ...inspectManifest(manifest, checks),
      ...(before === null ? [] : inspectChange(before, manifest)),
      ...(together.get(manifest) ?? []),
    ]);
    findings.push(...reported.findings);
    suppressed.push(...reported.suppressed);
    hidden += reported.hidden;
  }
  const used = new Set([...findings, ...suppressed.map(({ finding }) => finding)].map(({ ruleId }) => ruleId));
  return {
    findings,
    suppressed,
    diagnostics,
    hidden,
    manifests: read.length,
    packages: read.reduce((sum, { manifest }) => sum + manifest.packages.length, 0),
    rules: rules.filter(({ id }) => used.has(id)),
  };
}
