/** What the arguments, options and files of configuration of a scan come to: one request. */

import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { DETECTOR_RULES } from '../detection/detectors/rules.ts';
import type { Baseline } from '../model/baseline.ts';
import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { GateError } from '../model/failure.ts';
import type { KnownValue } from '../model/known-value.ts';
import type { LoadedRules } from '../run/load-ruleset.ts';
import { loadRules } from '../run/load-ruleset.ts';
import type { Input } from '../run/open-source.ts';
import { createProgress, NO_PROGRESS } from '../run/progress.ts';
import type { ScanRequest } from '../run/scan.ts';
import type { ScanReach } from '../run/stale-suppressions.ts';
import { findGitRoot } from '../sources/git/root.ts';
import { findBaseline } from './find-baseline.ts';
import type { Io } from './io.ts';
import { readConfig, shownPath, userRulesOf } from './read-config.ts';
import type { ScanOptions } from './scan-options.ts';
import { BUILD, VERSION } from './version.ts';

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

/** What is looked for. */
export type Kinds = { readonly secrets: boolean; readonly dependencies: boolean };

const KINDS = ['secrets', 'dependencies'];

/** A secret stays in the history when it is gone from the files; a package that was bad once and is gone does no harm. */
function leaveOutPackages(kinds: Kinds): Kinds {
  if (kinds.secrets) return { ...kinds, dependencies: false };
  throw new GateError('--history looks for secrets alone', 'Scan the files, or a range of commits, for dependencies.');
}

/** What is looked for. Throws GateError when that is nothing, or something that gate does not know. */
export function chooseKinds(options: ScanOptions): Kinds {
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

/** Options that leave out rules or files: then a suppression without effect may well have one at another time. */
const NARROWING = ['only', 'include', 'exclude', 'minConfidence', 'maxFileSize'] as const;

/** How much of what suppressions are for a scan sees. */
function reachOf(input: Input, root: string, options: ScanOptions, cwd: string): ScanReach {
  const whole = options.secrets && options.dependencies && options.entropy && options.inline;
  if (!whole || input.kind !== 'paths' || NARROWING.some(key => options[key] !== undefined)) return 'some';
  return input.paths.some(path => resolve(cwd, path) === root) ? 'all' : 'files';
}

type LoadedBaseline = {
  readonly baseline: Baseline | null;
  readonly renames: Readonly<Record<string, string>>;
};

async function readBaseline(options: ScanOptions, root: string, cwd: string): Promise<LoadedBaseline> {
  const file = findBaseline(options.baseline, root, cwd);
  if (file === null) return { baseline: null, renames: {} };
  const { findRenames, loadBaseline } = await import('../run/baseline.ts');
  const baseline = loadBaseline(file, shownPath(file, cwd));
  return { baseline, renames: findRenames(baseline, file, root) };
}

/** The folder that holds the baseline of an input: the top of the repository, or the current folder outside of one. */
export const rootOf = (input: Input, cwd: string): string => findGitRoot(configStart(input, cwd)) ?? cwd;

/** Throws GateError for what makes the scan impossible. `lineHashes` is wanted by some formats. */
export async function buildRequest(
  input: Input,
  kinds: Kinds,
  options: ScanOptions,
  lineHashes: boolean,
  io: Io,
): Promise<ScanRequest> {
  const config = overlay(await readConfig(options, configStart(input, io.cwd), io), options);
  const userRules = userRulesOf(config);
  const rules = await loadRules(io.dataDir, userRules);
  for (const warning of rules.warnings) io.writeError(`gate: warning: ${warning}\n`);
  const showProgress = io.stderrIsTerminal && options.progress && options.quiet !== true;
  const root = rootOf(input, io.cwd);
  const reach = reachOf(input, root, options, io.cwd);
  return {
    version: VERSION,
    build: BUILD,
    cache: options.cache !== false,
    cwd: io.cwd,
    env: io.env,
    dataDir: io.dataDir,
    input,
    config,
    configName: config.file === null ? '' : shownPath(config.file, io.cwd),
    rules,
    userRules,
    knownValues: options.knownValues === true ? await knownValues(io) : [],
    jobs: options.jobs ?? Math.min(availableParallelism(), MOST_JOBS),
    jobsAsked: options.jobs !== undefined,
    remarks: await findRemarks(config, rules, io.cwd),
    kinds,
    inline: options.inline,
    lineHashes,
    ...(await readBaseline(options, root, io.cwd)),
    today: io.today(),
    reach,
    tellComments: reach !== 'some',
    progress: showProgress ? createProgress(io.writeError, io.now) : NO_PROGRESS,
    now: io.now,
  };
}
