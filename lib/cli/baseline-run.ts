/** Carries `gate baseline create`, `update`, `prune` and `diff` out. Nothing is written after a scan that was not complete. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderBaseline } from '../filters/baseline-file.ts';
import type { Baseline, BaselineEntry, BaselineScope } from '../model/baseline.ts';
import { DIAGNOSTIC_KINDS } from '../model/diagnostic.ts';
import { GateError } from '../model/failure.ts';
import type { Finding } from '../model/finding.ts';
import { describeDiagnostic } from '../reporters/remarks.ts';
import { neutralise } from '../reporters/terminal.ts';
import { findRenames, loadBaseline } from '../run/baseline.ts';
import type { BaselinePlan, EntryWords } from '../run/baseline-plan.ts';
import { makeEntries, planBaseline, pruneBaseline, uniteFindings, updateBaseline } from '../run/baseline-plan.ts';
import type { Input } from '../run/open-source.ts';
import { runScan } from '../run/scan.ts';
import { findGitRoot } from '../sources/git/root.ts';
import { errorCode } from '../text/error-words.ts';
import { BASELINE_NAME } from './find-baseline.ts';
import type { Io } from './io.ts';
import { mergeByUnion } from './merge-attribute.ts';
import { writeFileWhole } from './outputs.ts';
import { shownPath } from './read-config.ts';
import { countOf, writeJson, writeLines } from './rules-output.ts';
import type { ScanOptions } from './scan-options.ts';
import { buildRequest } from './scan-request.ts';

export type BaselineOptions = {
  readonly baseline?: string;
  readonly signatures?: readonly string[];
  readonly config: boolean | string;
  readonly jobs?: number;
  readonly format: 'text' | 'json';
};

export type WordOptions = BaselineOptions & { readonly reason?: string; readonly expires?: string };

type CreateOptions = WordOptions & {
  readonly history?: true;
  readonly force?: true;
  readonly gitattributes: boolean;
};

/** The folder that the baseline is about, and its file. */
export type BaselinePlace = { readonly root: string; readonly file: string; readonly shown: string };

export function placeOf({ baseline }: BaselineOptions, io: Io): BaselinePlace {
  const root = findGitRoot(io.cwd) ?? io.cwd;
  const file = baseline === undefined ? join(root, BASELINE_NAME) : resolve(io.cwd, baseline);
  return { root, file, shown: shownPath(file, io.cwd) };
}

export const newBaseline = ({ shown: file }: BaselinePlace, scope: BaselineScope): Baseline => ({
  salts: [randomBytes(16).toString('hex')],
  scope,
  entries: [],
  file,
});

export const wordsOf = ({ reason, expires }: WordOptions): EntryWords => ({
  ...(reason === undefined ? {} : { reason }),
  ...(expires === undefined ? {} : { expires }),
});

export function scanOptionsOf({ signatures, config, jobs }: BaselineOptions): ScanOptions {
  return {
    ...(signatures === undefined ? {} : { signatures }),
    ...(jobs === undefined ? {} : { jobs }),
    config,
    baseline: false,
    secrets: true,
    dependencies: true,
    entropy: true,
    gitignore: true,
    inline: true,
    color: false,
    progress: true,
  };
}

async function scan(input: Input, options: BaselineOptions, renames: Readonly<Record<string, string>>, io: Io) {
  const kinds = { secrets: true, dependencies: input.kind === 'paths' };
  const request = await buildRequest(input, kinds, scanOptionsOf(options), false, io);
  const { findings, diagnostics } = await runScan({ ...request, renames });
  const failures = diagnostics.filter(({ kind }) => DIAGNOSTIC_KINDS[kind].fails).map(describeDiagnostic);
  if (failures.length === 0) return findings;
  throw new GateError(
    `the scan was not complete, so the baseline is left as it is:\n${failures.map(each => `  ${each}`).join('\n')}`,
  );
}

/** Everything that is found in the scope of a baseline. */
async function findAll(
  scope: BaselineScope,
  place: BaselinePlace,
  options: BaselineOptions,
  renames: Readonly<Record<string, string>>,
  io: Io,
): Promise<Finding[]> {
  const files = await scan({ kind: 'paths', paths: [place.root], gitignore: true }, options, renames, io);
  if (scope === 'files') return uniteFindings(files);
  const history = await scan({ kind: 'commits', revisions: ['--all'], lines: 'all' }, options, renames, io);
  return uniteFindings(files, history);
}

export function writeBaseline({ file, shown }: BaselinePlace, baseline: Baseline): void {
  try {
    writeFileWhole(file, renderBaseline(baseline));
  } catch (error) {
    const code = errorCode(error) ?? 'it cannot be written';
    throw new GateError(`${shown} cannot be written (${code})`);
  }
}

const describeEntry = ({ id, rule, path, reason, expires }: BaselineEntry) => ({ id, rule, path, reason, expires });

const describeFinding = ({ ruleId, severity, fingerprint, location }: Finding) => ({
  rule: ruleId,
  severity,
  path: location.path,
  line: location.startLine,
  fingerprint,
});

function tell(io: Io, options: BaselineOptions, plan: BaselinePlan, words: string): void {
  if (options.format === 'text') {
    writeLines(io, [words]);
    return;
  }
  const { kept, added, gone } = plan;
  writeJson(io, {
    kept: kept.map(describeEntry),
    added: added.map(describeFinding),
    gone: gone.map(describeEntry),
  });
}

/** Throws GateError where there is a baseline already. */
export async function runCreate(options: CreateOptions, io: Io): Promise<number> {
  const place = placeOf(options, io);
  if (existsSync(place.file) && options.force !== true) {
    throw new GateError(`${place.shown} is there already`, 'Use gate baseline update, or --force to begin anew.');
  }
  const empty = newBaseline(place, options.history === true ? 'history' : 'files');
  const findings = await findAll(empty.scope, place, options, {}, io);
  const baseline = { ...empty, entries: makeEntries(empty, findings, wordsOf(options)) };
  writeBaseline(place, baseline);
  const plan = { kept: [], added: findings, gone: [] };
  tell(io, options, plan, `Wrote ${place.shown} with ${countOf(baseline.entries.length, 'finding')}. Commit it.`);
  if (options.gitattributes && mergeByUnion(place.root, place.file)) {
    io.writeError('gate: .gitattributes now says that the baseline is merged line by line; commit it too\n');
  }
  return 0;
}

async function compare(options: BaselineOptions, io: Io) {
  const place = placeOf(options, io);
  const baseline = loadBaseline(place.file, place.shown);
  const renames = findRenames(baseline, place.file, place.root);
  const findings = await findAll(baseline.scope, place, options, renames, io);
  return { place, baseline, plan: planBaseline(baseline, findings) };
}

const countPlan = ({ kept, added, gone }: BaselinePlan): string =>
  `${kept.length} kept, ${added.length} new, ${gone.length} gone`;

export async function runUpdate(options: WordOptions, io: Io): Promise<number> {
  const { place, baseline, plan } = await compare(options, io);
  writeBaseline(place, updateBaseline(baseline, plan, wordsOf(options), io.today()));
  tell(io, options, plan, `${place.shown}: ${countPlan(plan)}`);
  return 0;
}

export async function runPrune(options: BaselineOptions, io: Io): Promise<number> {
  const { place, baseline, plan } = await compare(options, io);
  const pruned = pruneBaseline(baseline, plan, io.today());
  writeBaseline(place, pruned);
  const dropped = baseline.entries.length - pruned.entries.length;
  tell(
    io,
    options,
    plan,
    `${place.shown}: ${countOf(dropped, 'entry', 'entries')} dropped, ${pruned.entries.length} left`,
  );
  return 0;
}

export async function runDiff(options: BaselineOptions, io: Io): Promise<number> {
  const { place, plan } = await compare(options, io);
  const lines = [
    ...plan.added.map(({ ruleId, location }) => `+ ${location.path}:${location.startLine}: ${ruleId}`),
    ...plan.gone.map(({ path, rule }) => `- ${path}: ${rule}`),
  ];
  tell(io, options, plan, [...lines.map(neutralise), `${place.shown}: ${countPlan(plan)}`].join('\n'));
  return plan.added.length + plan.gone.length > 0 ? 1 : 0;
}
