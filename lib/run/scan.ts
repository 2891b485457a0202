/** A whole scan: rules, source, engine, one result. Every front end calls it. */

import { join } from 'node:path';
import type { Baseline, BaselineEntry } from '../model/baseline.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { DIAGNOSTIC_KINDS } from '../model/diagnostic.ts';
import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { DataAge, ScanResult } from '../model/scan-result.ts';
import type { StaleSuppression } from '../model/stale-suppression.ts';
import type { EngineSettings } from './build-engine.ts';
import type { Collected } from './collect.ts';
import { collect, countSkipped } from './collect.ts';
import { judgeHeld } from './judge-held.ts';
import type { Lanes } from './lanes.ts';
import { buildLanes } from './lanes.ts';
import type { LoadedRules } from './load-ruleset.ts';
import { readRuleDocs } from './load-ruleset.ts';
import type { Input } from './open-source.ts';
import { openListing, openSource } from './open-source.ts';
import type { Progress } from './progress.ts';
import type { ScanReach } from './stale-suppressions.ts';
import { tuneForManyFiles } from './tune-v8.ts';

export type ScanRequest = EngineSettings & {
  readonly version: string;
  /** Names this very program: two builds of one version may differ. */
  readonly build: string;
  /** Whether verdicts of earlier scans may be used and kept. */
  readonly cache: boolean;
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
  /** Null: none, or none is wanted. */
  readonly baseline: Baseline | null;
  /** The day it is, such as 2027-01-31. */
  readonly today: string;
  readonly reach: ScanReach;
  /** gate.yaml's name in reports. */
  readonly configName: string;
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
  renames,
  tellComments,
}: ScanRequest): EngineSettings {
  return { dataDir, userRules, config, knownValues, kinds, inline, lineHashes, renames, tellComments };
}

/** What git holds: contents that are known to hold nothing are not scanned again. */
async function collectStored(
  input: Input & { readonly kind: 'staged' | 'commits' },
  lanes: Lanes,
  request: ScanRequest,
): Promise<Collected> {
  const { config, cwd, progress, rules } = request;
  const { openCache } = await import('./open-cache.ts');
  const cache = openCache(request);
  const watched = cache === null ? lanes : { ...lanes, scan: cache.watch(lanes.scan) };
  const source = await openSource(input, config, cwd, rules.ruleset, cache?.find ?? null);
  const collectAll = async (): Promise<Collected> => {
    if (input.kind !== 'commits') return collect(source, watched, progress.tick);
    const { collectCommits } = await import('./collect-commits.ts');
    return collectCommits(source, watched, cwd, input.lines, progress.tick);
  };
  const collected = await collectAll();
  cache?.save();
  return collected;
}

/** Only files are worth more than one thread: the other sources are small, or one stream. */
async function collectInput(request: ScanRequest): Promise<Collected> {
  const { input, config, cwd, env, jobs, progress, dataDir } = request;
  const lanes = buildLanes(request, request.rules);
  if (input.kind === 'stdin' || input.kind === 'message') {
    return collect(await openSource(input, config, cwd, request.rules.ruleset, null), lanes, progress.tick);
  }
  if (input.kind !== 'paths') return collectStored(input, lanes, request);
  tuneForManyFiles();
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

type SiftedFindings = {
  readonly findings: readonly Finding[];
  readonly known: readonly SuppressedFinding[];
  readonly used: ReadonlySet<BaselineEntry>;
};

/** Parts what the baseline holds from what is new. */
async function sift(findings: readonly Finding[], { baseline, today }: ScanRequest): Promise<SiftedFindings> {
  if (baseline === null) return { findings, known: [], used: new Set() };
  const { siftByBaseline } = await import('../filters/baseline.ts');
  const sifted = siftByBaseline(findings, baseline, today);
  return { findings: sifted.findings, known: sifted.suppressed, used: sifted.used };
}

/** A scan that could not do all that was asked says nothing of suppressions but that they expired. */
async function tellStale(
  { comments }: Collected,
  suppressed: readonly SuppressedFinding[],
  used: ReadonlySet<BaselineEntry>,
  { config, baseline, today, reach, configName }: ScanRequest,
  diagnostics: readonly Diagnostic[],
): Promise<StaleSuppression[]> {
  const seen = diagnostics.some(({ kind }) => DIAGNOSTIC_KINDS[kind].fails) ? 'some' : reach;
  if (baseline === null && (seen === 'some' || comments.length + config.allow.length === 0)) return [];
  const { findStale } = await import('./stale-suppressions.ts');
  return findStale({ config, configName, comments, suppressed }, baseline, used, today, seen);
}

async function judgeData(data: DataAge, { config, today }: ScanRequest): Promise<Diagnostic[]> {
  if (config.maxDataAge === null) return [];
  const { judgeAge } = await import('./data-age.ts');
  return judgeAge(data, config.maxDataAge, today);
}

/** Carries a scan out. Throws GateError for what makes it impossible; everything else is in the result. */
export async function runScan(request: ScanRequest): Promise<ScanResult> {
  const { rules } = request;
  const started = request.now();
  const collected = await collectInput(request);
  const packages = await judgeHeld(collected.manifests, settingsOf(request), request.cwd);
  request.progress.done();
  const { files, bytes, ignored } = collected;
  const diagnostics = [
    ...request.remarks,
    ...collected.diagnostics,
    ...(packages?.diagnostics ?? []),
    ...(packages === null ? [] : await judgeData(packages.data, request)),
  ];
  const reported = [...collected.findings, ...(packages?.findings ?? [])].sort(compareFindings);
  const { findings, known, used } = await sift(reported, request);
  const suppressed = [...collected.suppressed, ...(packages?.suppressed ?? []), ...known].sort((a, b) =>
    compareFindings(a.finding, b.finding),
  );
  const stale = await tellStale(collected, suppressed, used, request, diagnostics);
  const ids = [...findings, ...suppressed.map(({ finding }) => finding)].map(({ ruleId }) => ruleId);
  return {
    version: request.version,
    findings,
    suppressed,
    diagnostics: diagnostics.sort(compareDiagnostics),
    stale,
    stats: {
      files,
      bytes,
      ...(packages === null ? {} : { manifests: packages.manifests, packages: packages.packages }),
      skipped: countSkipped(diagnostics, ignored),
      seconds: (request.now() - started) / 1000,
    },
    hidden: collected.hidden + (packages?.hidden ?? 0),
    ruleset: { rules: rules.ruleset.count, hash: rules.hash },
    ...(packages === null ? {} : { data: packages.data }),
    rules: [...readRuleDocs(request.dataDir, rules.userDocs, ids), ...(packages?.rules ?? [])].sort((a, b) =>
      compare(a.id, b.id),
    ),
  };
}
