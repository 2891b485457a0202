/** A whole scan: rules, source, engine, one result. Every front end calls it. */

import { createEngine } from '../engine/engine.ts';
import { compileFilters } from '../filters/index.ts';
import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import type { ScanResult } from '../model/scan-result.ts';
import { DEFAULT_SALT } from '../text/fingerprint.ts';
import { collect, countSkipped } from './collect.ts';
import type { LoadedRules } from './load-ruleset.ts';
import { readRuleDocs } from './load-ruleset.ts';
import type { Input } from './open-source.ts';
import { openSource } from './open-source.ts';
import type { Progress } from './progress.ts';
import { createTimeLimit } from './time-limit.ts';

export type ScanRequest = {
  readonly version: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dataDir: string;
  readonly input: Input;
  readonly config: Config;
  readonly rules: LoadedRules;
  /** What the caller could not check or make sense of: reported with the rest. */
  readonly remarks: readonly Diagnostic[];
  /** Heed allow comments in the scanned text. */
  readonly inline: boolean;
  /** Compute what code scanning needs to recognise a finding again. */
  readonly lineHashes: boolean;
  readonly progress: Progress;
  /** Milliseconds from some fixed moment on. */
  readonly now: () => number;
};

/** What one user rule without bounds may take on one text. */
const RULE_MILLISECONDS = 1000;

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** By path, then line, column and rule id, by code unit. */
function compareFindings(a: Finding, b: Finding): number {
  const [x, y] = [a.location, b.location];
  return (
    compare(x.path, y.path) ||
    compare(x.startLine, y.startLine) ||
    compare(x.startColumn, y.startColumn) ||
    compare(a.ruleId, b.ruleId)
  );
}

const compareDiagnostics = (a: Diagnostic, b: Diagnostic): number =>
  compare(a.path ?? '', b.path ?? '') || compare(a.line ?? 0, b.line ?? 0) || compare(a.kind, b.kind);

/** Carries a scan out. Throws GateError for what makes it impossible; everything else is in the result. */
export async function runScan(request: ScanRequest): Promise<ScanResult> {
  const { config, rules } = request;
  const started = request.now();
  const source = await openSource(request.input, config, request.cwd, request.env);
  const engine = createEngine({
    ruleset: rules.ruleset,
    entropy: config.entropy,
    settings: config.rules,
    minConfidence: config.minConfidence,
    filters: compileFilters(config, request.inline),
    limit: createTimeLimit(RULE_MILLISECONDS),
    salt: DEFAULT_SALT,
    lineHashes: request.lineHashes,
  });
  const collected = collect(source, engine, request.progress);
  const { files, bytes, ignored, hidden } = collected;
  const diagnostics = [...request.remarks, ...collected.diagnostics];
  const findings = collected.findings.sort(compareFindings);
  const suppressed = collected.suppressed.sort((a, b) => compareFindings(a.finding, b.finding));
  const ids = [...findings, ...suppressed.map(({ finding }) => finding)].map(({ ruleId }) => ruleId);
  return {
    version: request.version,
    findings,
    suppressed,
    diagnostics: diagnostics.sort(compareDiagnostics),
    stats: { files, bytes, skipped: countSkipped(diagnostics, ignored), seconds: (request.now() - started) / 1000 },
    hidden,
    ruleset: { rules: rules.ruleset.rules.length, hash: rules.hash },
    rules: readRuleDocs(request.dataDir, rules.userDocs, ids),
  };
}
