/** Carries `gate baseline import` out: what another scanner's files name is added to the baseline, which is begun if there is none. */

import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseForeignBaseline } from '../filters/foreign-baseline.ts';
import type { Baseline } from '../model/baseline.ts';
import { GateError } from '../model/failure.ts';
import { neutralise } from '../reporters/terminal.ts';
import { loadBaseline } from '../run/baseline.ts';
import { makeEntries, planBaseline } from '../run/baseline-plan.ts';
import { importBaseline } from '../run/import-baseline.ts';
import { errorCode } from '../text/error-words.ts';
import type { WordOptions } from './baseline-run.ts';
import { newBaseline, placeOf, scanOptionsOf, wordsOf, writeBaseline } from './baseline-run.ts';
import type { Io } from './io.ts';
import { nameFile } from './rules-context.ts';
import { countOf, writeJson, writeLines } from './rules-output.ts';
import { buildRequest } from './scan-request.ts';

function readForeign(file: string, cwd: string) {
  const { absolute, shown } = nameFile(file, cwd);
  try {
    return parseForeignBaseline(readFileSync(absolute, 'utf8').replace(/^\ufeff/, ''), shown);
  } catch (error) {
    if (error instanceof GateError) throw error;
    const code = errorCode(error) ?? 'it is unreadable';
    throw new GateError(`${shown} cannot be read (${code})`);
  }
}

/** Entries of a commit whose text is gone from the files would be unused in a scan of the files. */
const scopeOf = (baseline: Baseline, ofCommits: boolean): Baseline =>
  ofCommits ? { ...baseline, scope: 'history' } : baseline;

/** What could not be carried over goes to standard error. Throws GateError for a file that cannot be read. */
export async function runImport(files: readonly string[], options: WordOptions, io: Io): Promise<number> {
  const place = placeOf(options, io);
  const foreign = files.map(file => ({ name: basename(file), content: readForeign(file, io.cwd) }));
  const input = { kind: 'paths', paths: [place.root], gitignore: true } as const;
  const request = await buildRequest(input, { secrets: true, dependencies: false }, scanOptionsOf(options), false, io);
  let baseline = existsSync(place.file) ? loadBaseline(place.file, place.shown) : newBaseline(place, 'files');
  const reports = foreign.map(({ name, content }) => {
    const imported = importBaseline(content, place.root, request, request.rules);
    const { added } = planBaseline(baseline, imported.findings);
    const entries = makeEntries(baseline, added, { reason: `imported from ${name}`, ...wordsOf(options) });
    const ofCommits = content.entries.some(({ commit }) => commit !== null);
    baseline = { ...scopeOf(baseline, ofCommits), entries: [...baseline.entries, ...entries] };
    return { name, format: content.format, entries: content.entries.length, added: entries.length, ...imported };
  });
  writeBaseline(place, baseline);
  if (options.format === 'json') {
    const files = reports.map(({ name, format, entries, added, matched, allowed, lost }) => ({
      ...{ name, format, entries, added, matched, allowed, lost },
    }));
    writeJson(io, { files });
  } else {
    const lines = reports.map(
      ({ name, format, entries, added, allowed, lost }) =>
        `${name} (${format}): ${countOf(entries, 'entry', 'entries')}, ${added} added, ${allowed} allowed already, ${lost.length} not carried over`,
    );
    writeLines(io, lines.map(neutralise));
  }
  for (const { lost } of reports) for (const each of lost) io.writeError(`gate: ${neutralise(each)}\n`);
  return 0;
}
