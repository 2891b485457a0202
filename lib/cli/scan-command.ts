/** Carries `gate scan` out: the request becomes a result, the result reports and an exit code. */

import { exitCodeOf } from '../run/exit-code.ts';
import type { Input } from '../run/open-source.ts';
import { runScan } from '../run/scan.ts';
import { chooseInput } from './choose-input.ts';
import type { Io } from './io.ts';
import { planOutputs, writeReports } from './outputs.ts';
import type { ScanOptions } from './scan-options.ts';
import type { Kinds } from './scan-request.ts';
import { buildRequest, chooseKinds } from './scan-request.ts';

/** Runs the command with its positional arguments and options; returns the exit code. Throws GateError. */
export async function runScanCommand(paths: readonly string[], options: ScanOptions, io: Io): Promise<number> {
  const kinds = chooseKinds(options);
  return scanInput(chooseInput(paths, options, io), kinds, options, io);
}

/** As `gate scan`, of an input that no option names. Throws GateError. */
export async function scanInput(input: Input, kinds: Kinds, options: ScanOptions, io: Io): Promise<number> {
  const outputs = planOutputs(options.format ?? [], options.output ?? [], io.cwd);
  const lineHashes = outputs.some(({ format }) => format === 'sarif');
  const request = await buildRequest(input, kinds, options, lineHashes, io);
  const { config } = request;
  const result = await runScan(request);
  const written = await writeReports(result, outputs, { config, options, io });
  const code = exitCodeOf(result, {
    failOn: config.failOn,
    exitZero: options.exitZero === true,
    strict: options.strict === true,
  });
  return written ? code : 2;
}
