/** Carries `gate deps list` out. */

import { resolve } from 'node:path';
import { PACKAGE_REPORTERS } from '../reporters/packages/index.ts';
import { isFailure } from '../reporters/summary.ts';
import { listPackages } from '../run/list-packages.ts';
import type { Io } from './io.ts';
import { readConfig } from './read-config.ts';
import { VERSION } from './version.ts';

export type DepsListOptions = {
  readonly config?: boolean | string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly gitignore: boolean;
  readonly format: keyof typeof PACKAGE_REPORTERS;
};

/** Exit code 0, or 2 when something that was asked for could not be read. Throws GateError. */
export async function runDepsList(paths: readonly string[], options: DepsListOptions, io: Io): Promise<number> {
  const config = await readConfig(options, resolve(io.cwd), io);
  const named = paths.length > 0 ? paths : ['.'];
  const list = await listPackages({
    version: VERSION,
    input: { kind: 'paths', paths: named, gitignore: options.gitignore },
    config: {
      ...config,
      include: [...config.include, ...(options.include ?? [])],
      exclude: [...config.exclude, ...(options.exclude ?? [])],
    },
    cwd: io.cwd,
    env: io.env,
  });
  const render = await PACKAGE_REPORTERS[options.format].load();
  io.writeOut(render(list));
  if (options.format === 'cyclonedx') {
    for (const { path, line, message } of list.diagnostics) {
      io.writeError(`gate: ${path ?? ''}${line === undefined ? '' : `:${line}`}: ${message}\n`);
    }
  }
  return list.diagnostics.some(isFailure) ? 2 : 0;
}
