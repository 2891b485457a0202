/** A whole scan: rules, source, engine, one result. Every front end calls it. */

import { join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import type { ScanResult } from '../model/scan-result.ts';
import type { EngineSettings } from './build-engine.ts';
import type { Collected } from './collect.ts';
import { collect, countSkipped } from './collect.ts';
import { judgeHeld } from './judge-held.ts';
import { buildLanes } from './lanes.ts';
import type { LoadedRules } from './load-ruleset.ts';
import { readRuleDocs } from './load-ruleset.ts';
import type { Input } from './open-source.ts';
import { openListing, openSource } from './open-source.ts';
import type { Progress } from './progress.ts';

export type ScanRequest = EngineSettings & {
  readonly version: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: Input;
  /** The rules of the settings, loaded. */
  readonly rules: LoadedRules;
  /** What the caller could not check or make sense of: reported with the rest. */
  readonly remarks: readonly Diagnostic[];
  /** How many threads may scan. */
  readonly jobs: number;
  /** Whether the user named that number. */
  readonly jobsAsked: boolean;
  readonly progress: Progress;
  /** Milliseconds from some fixed moment on. */
  readonly now: () => number;
};

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** By path, then line, column and rule id, by code unit. */
function compareFindings(a: Finding, b: Finding): number {
  const [x, y] = [a.location, b.location];
  return (
    compare(x.path, y.path) ||
    compare(x.startLine, y.startLine) ||
    compare(x.startColumn, y.startColumn) ||
    compare(a.ruleId, b.ruleId) ||
    compare(x.commit?.id ?? '', y.commit?.id ?? '')
  );
}

const compareDiagnostics = (a: Diagnostic, b: Diagnostic): number =>
  compare(a.path ?? '', b.path ?? '') || compare(a.line ?? 0, b.line ?? 0) || compare(a.kind, b.kind);

function settingsOf({
  dataDir,
  userRules,
  config,
  knownValues,
  kinds,
  inline,
  lineHashes,
}: ScanRequest): EngineSettings {
  return { dataDir, userRules, config, knownValues, kinds, inline, lineHashes };
}

/** Only files are worth more than one thread: the other sources are small, or one stream. */
async function collectInput(request: ScanRequest): Promise<Collected> {
  const { input, config, cwd, env, jobs, progress, dataDir } = request;
  const lanes = buildLanes(request, request.rules);
  if (input.kind !== 'paths') {
    const source = await openSource(input, config, cwd, request.rules.ruleset);
    if (input.kind !== 'commits') return collect(source, lanes, progress.tick);
    const { collectCommits } = await import('./collect-commits.ts');
    return collectCommits(source, lanes, cwd, input.lines, progress.tick);
  }
  const listing = await openListing(input, config, cwd, env);
  const { collectFiles } = await import('./collect-files.ts');
  const parallel = {
    jobs,
    asked: request.jobsAsked,
    workerFile: join(dataDir, 'worker.js'),
    settings: settingsOf(request),
  };
  return collectFiles(listing, lanes, parallel, progress.tick);
}

/** Carries a scan out. Throws GateError for what makes it impossible; everything else is in the result. */
export async function runScan(request: ScanRequest): Promise<ScanResult> {
  const { rules } = request;
  const started = request.now();
  const collected = await collectInput(request);
  const packages = await judgeHeld(collected.manifests, settingsOf(request), request.cwd);
  request.progress.done();
  const { files, bytes, ignored } = collected;
  const diagnostics = [...request.remarks, ...collected.diagnostics, ...(packages?.diagnostics ?? [])];
  const findings = [...collected.findings, ...(packages?.findings ?? [])].sort(compareFindings);
  const suppressed = [...collected.suppressed, ...(packages?.suppressed ?? [])].sort((a, b) =>
    compareFindings(a.finding, b.finding),
  );
  const ids = [...findings, ...suppressed.map(({ finding }) => finding)].map(({ ruleId }) => ruleId);
  return {
    version: request.version,
    findings,
    suppressed,
    diagnostics: diagnostics.sort(compareDiagnostics),
    stats: {
      files,
      bytes,
      ...(packages === null ? {} : { manifests: packages.manifests, packages: packages.packages }),
      skipped: countSkipped(diagnostics, ignored),
      seconds: (request.now() - started) / 1000,
    },
    hidden: collected.hidden + (packages?.hidden ?? 0),
    ruleset: { rules: rules.ruleset.count, hash: rules.hash },
    rules: [...readRuleDocs(request.dataDir, rules.userDocs, ids), ...(packages?.rules ?? [])].sort((a, b) =>
      compare(a.id, b.id),
    ),
  };
}
