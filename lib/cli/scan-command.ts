/** Carries `gate scan` out: options and configuration become one request, the result becomes reports and an exit code. */

import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { DETECTOR_RULES } from '../detection/detectors/rules.ts';
import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { GateError } from '../model/failure.ts';
import type { KnownValue } from '../model/known-value.ts';
import { exitCodeOf } from '../run/exit-code.ts';
import type { LoadedRules } from '../run/load-ruleset.ts';
import { loadRules } from '../run/load-ruleset.ts';
import type { Input } from '../run/open-source.ts';
import { createProgress, NO_PROGRESS } from '../run/progress.ts';
import { runScan } from '../run/scan.ts';
import { chooseInput } from './choose-input.ts';
import type { Io } from './io.ts';
import { planOutputs, writeReports } from './outputs.ts';
import { readConfig, shownPath, userRulesOf } from './read-config.ts';
import type { ScanOptions } from './scan-options.ts';
import { VERSION } from './version.ts';

/** More threads than this gain little: reading files and memory set the pace. */
const MOST_JOBS = 4;

/** The folder from which gate.yaml is looked for upward: that of the first path, or the current one. */
function configStart(input: Input, cwd: string): string {
  if (input.kind !== 'paths') return cwd;
  const first = resolve(cwd, input.paths[0] ?? '.');
  const stat = statSync(first, { throwIfNoEntry: false });
  return stat?.isDirectory() ? first : dirname(first);
}

async function knownValues(io: Io): Promise<KnownValue[]> {
  const { gatherKnownValues } = await import('../run/known-values.ts');
  return gatherKnownValues(io.env, io.cwd);
}

/** Settings that name no rule would be silently without effect. */
async function findRemarks(config: Config, rules: LoadedRules, cwd: string): Promise<Diagnostic[]> {
  if (config.file === null) return [];
  const { findUnknownRules } = await import('../config/unknown-rules.ts');
  const { PACKAGE_RULES } = await import('../dependencies/checks/rules.ts');
  const others = [...DETECTOR_RULES, ...PACKAGE_RULES].map(({ id }) => id);
  const ids = [...rules.ruleset.rules.map(({ id }) => id), ...others];
  return findUnknownRules(config, ids, shownPath(config.file, cwd));
}

const KINDS = ['secrets', 'dependencies'];

/** A secret stays in the history when it is gone from the files; a package that was bad once and is gone does no harm. */
function leaveOutPackages<T extends { readonly secrets: boolean; readonly dependencies: boolean }>(kinds: T): T {
  if (kinds.secrets) return { ...kinds, dependencies: false };
  throw new GateError('--history looks for secrets alone', 'Scan the files, or a range of commits, for dependencies.');
}

/** What is looked for. Throws GateError when that is nothing, or something that gate does not know. */
export function chooseKinds(options: ScanOptions): { secrets: boolean; dependencies: boolean } {
  const kinds = (options.only ?? []).flatMap(list => list.split(',')).map(kind => kind.trim());
  for (const kind of kinds) {
    if (KINDS.includes(kind)) continue;
    const known = ['prompts', 'code'].includes(kind);
    throw new GateError(
      known ? `this version does not look for ${kind} yet` : `there is nothing called "${kind}" to look for`,
      `Use --only with one of ${KINDS.join(', ')}.`,
    );
  }
  const wanted = (kind: string): boolean => kinds.length === 0 || kinds.includes(kind);
  const chosen = {
    secrets: options.secrets && wanted('secrets'),
    dependencies: options.dependencies && wanted('dependencies'),
  };
  if (!chosen.secrets && !chosen.dependencies) {
    throw new GateError('the options leave nothing to look for', 'Leave out one of --only and --no-….');
  }
  return options.history === true ? leaveOutPackages(chosen) : chosen;
}

/** The configuration with what the command line says laid over it. */
function overlay(config: Config, options: ScanOptions): Config {
  return {
    ...config,
    include: [...config.include, ...(options.include ?? [])],
    exclude: [...config.exclude, ...(options.exclude ?? [])],
    failOn: options.failOn ?? config.failOn,
    minConfidence: options.minConfidence ?? config.minConfidence,
    maxFileSize: options.maxFileSize ?? config.maxFileSize,
    entropy: config.entropy && options.entropy,
  };
}

/** Runs the command with its positional arguments and options; returns the exit code. Throws GateError. */
export async function runScanCommand(paths: readonly string[], options: ScanOptions, io: Io): Promise<number> {
  const kinds = chooseKinds(options);
  return scanInput(chooseInput(paths, options, io), kinds, options, io);
}

/** As `gate scan`, of an input that no option names. Throws GateError. */
export async function scanInput(
  input: Input,
  kinds: { readonly secrets: boolean; readonly dependencies: boolean },
  options: ScanOptions,
  io: Io,
): Promise<number> {
  const outputs = planOutputs(options.format ?? [], options.output ?? [], io.cwd);
  const config = overlay(await readConfig(options, configStart(input, io.cwd), io), options);
  const userRules = userRulesOf(config);
  const rules = await loadRules(io.dataDir, userRules);
  for (const warning of rules.warnings) io.writeError(`gate: warning: ${warning}\n`);
  const showProgress = io.stderrIsTerminal && options.progress && options.quiet !== true;
  const result = await runScan({
    version: VERSION,
    cwd: io.cwd,
    env: io.env,
    dataDir: io.dataDir,
    input,
    config,
    rules,
    userRules,
    knownValues: options.knownValues === true ? await knownValues(io) : [],
    jobs: options.jobs ?? Math.min(availableParallelism(), MOST_JOBS),
    jobsAsked: options.jobs !== undefined,
    remarks: await findRemarks(config, rules, io.cwd),
    kinds,
    inline: options.inline,
    lineHashes: outputs.some(({ format }) => format === 'sarif'),
    progress: showProgress ? createProgress(io.writeError, io.now) : NO_PROGRESS,
    now: io.now,
  });
  const written = await writeReports(result, outputs, { config, options, io });
  const code = exitCodeOf(result, {
    failOn: config.failOn,
    exitZero: options.exitZero === true,
    strict: options.strict === true,
  });
  return written ? code : 2;
}
