/** The rules and the configuration of commands that tell about rules: the same that a scan of the current folder would have. */

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import type { LoadedRules } from '../run/load-ruleset.ts';
import { loadRules } from '../run/load-ruleset.ts';
import type { Io } from './io.ts';

export type RulesOptions = {
  readonly signatures?: readonly string[];
  /** False with `--no-config`, a path with `--config`. */
  readonly config?: boolean | string;
  readonly format: 'text' | 'json';
};

export type RulesContext = { readonly config: Config; readonly rules: LoadedRules };

/** A file as the user knows it: relative to the current folder where it lies below it. */
export function nameFile(file: string, cwd: string): { readonly absolute: string; readonly shown: string } {
  const absolute = resolve(cwd, file);
  const path = relative(cwd, absolute);
  return { absolute, shown: path === '' || path.startsWith('..') ? absolute : path };
}

async function readConfig({ config }: RulesOptions, start: string, io: Io): Promise<Config> {
  const { DEFAULTS } = await import('../config/defaults.ts');
  if (config === false) return DEFAULTS;
  const { findConfig } = await import('../config/find.ts');
  const file = typeof config === 'string' ? resolve(io.cwd, config) : findConfig(start);
  if (file === null) return DEFAULTS;
  const { loadConfig } = await import('../config/load.ts');
  return loadConfig(file, nameFile(file, io.cwd).shown);
}

function standingSignatures({ env }: Io): string[] {
  const file = join(env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config'), 'gate', 'signatures.yaml');
  return existsSync(file) ? [file] : [];
}

/** `start` is the folder from which gate.yaml is looked for upward. Throws GateError for a fault in one of the files. */
export async function loadContext(options: RulesOptions, start: string, io: Io): Promise<RulesContext> {
  const read = await readConfig(options, start, io);
  const named = (options.signatures ?? []).map(file => resolve(io.cwd, file));
  const config = { ...read, signatures: [...standingSignatures(io), ...read.signatures, ...named] };
  const { customRules: node, file } = config;
  const custom = node === null || file === null ? null : { node, file };
  return { config, rules: await loadRules(io.dataDir, { files: config.signatures, config: custom }) };
}
