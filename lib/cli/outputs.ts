/** Where reports go: pairs formats with outputs, and writes each whole or not at all. */

import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import { GateError } from '../model/failure.ts';
import type { ScanResult } from '../model/scan-result.ts';
import type { ReporterId } from '../reporters/index.ts';
import { REPORTERS } from '../reporters/index.ts';
import { errorCode } from '../text/error-words.ts';
import type { Io } from './io.ts';
import type { ScanOptions } from './scan-options.ts';

/** `file` is absolute; null is standard output. */
export type Output = { readonly format: ReporterId; readonly file: string | null };

const isReporterId = (id: string): id is ReporterId => Object.hasOwn(REPORTERS, id);

/** The nth output belongs to the nth format; formats without an output go to standard output. Throws GateError. */
export function planOutputs(formats: readonly string[], files: readonly string[], cwd: string): Output[] {
  const wanted = formats.length === 0 ? ['text'] : formats;
  if (files.length > wanted.length) {
    throw new GateError(
      `there are ${files.length} outputs for ${wanted.length} format(s)`,
      'Give one --format for each --output.',
    );
  }
  const outputs = wanted.filter(isReporterId).map((format, index): Output => {
    const file = files[index] ?? '-';
    return { format, file: file === '-' ? null : resolve(cwd, file) };
  });
  if (outputs.filter(({ file }) => file === null).length > 1) {
    throw new GateError('two formats cannot share standard output', 'Give all but one of them an --output.');
  }
  const named = outputs.flatMap(({ file }) => file ?? []);
  if (new Set(named).size < named.length) throw new GateError('two formats cannot share one output file');
  return outputs;
}

/** A regular file is replaced whole by a rename; a device or pipe is written directly. */
export function writeFileWhole(file: string, text: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isFile()) {
    writeFileSync(file, text);
    return;
  }
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, stat === undefined ? {} : { mode: stat.mode });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function useColor(options: ScanOptions, io: Io, file: string | null): boolean {
  if (file !== null || !options.color) return false;
  if (io.env['NO_COLOR']) return false;
  const force = io.env['FORCE_COLOR'];
  return force === undefined ? io.stdoutIsTerminal && io.env['TERM'] !== 'dumb' : force !== '0' && force !== 'false';
}

type Context = { readonly config: Config; readonly options: ScanOptions; readonly io: Io };

const describe = (error: unknown): string => errorCode(error) ?? 'it cannot be written';

/**
 * Writes every report. An output that cannot be written is named on standard error and does not stop the others; when the
 * findings would then be nowhere to be seen, they go to standard error as text. Returns whether all were written.
 */
export async function writeReports(result: ScanResult, outputs: readonly Output[], context: Context): Promise<boolean> {
  const { config, options, io } = context;
  const render = async ({ format, file }: Output): Promise<string> =>
    (await REPORTERS[format].load())(result, {
      color: useColor(options, io, file),
      quiet: options.quiet === true,
      verbose: options.verbose === true,
      failOn: config.failOn,
      minConfidence: config.minConfidence,
    });
  let failed = 0;
  for (const output of outputs) {
    const text = await render(output);
    try {
      if (output.file === null) io.writeOut(text);
      else writeFileWhole(output.file, text);
    } catch (error) {
      failed += 1;
      io.writeError(`gate: ${output.file ?? 'standard output'} cannot be written (${describe(error)})\n`);
    }
  }
  const shown = outputs.some(({ format, file }) => format === 'text' && file === null);
  if (failed === outputs.length) io.writeError(await render({ format: 'text', file: '' }));
  else if (!shown) await summarise(result, context);
  return failed === 0;
}

/** One line on standard error, so that a run whose report is for machines still says what it did. */
async function summarise(result: ScanResult, { config, options, io }: Context): Promise<void> {
  if (options.quiet) return;
  const { summarize } = await import('../reporters/summary.ts');
  io.writeError(`gate: ${summarize(result, { failOn: config.failOn, minConfidence: config.minConfidence })}\n`);
}
