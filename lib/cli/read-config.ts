/** The configuration and the rules that are in force for a command, from its options, gate.yaml and the user's own folder. */

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import type { UserRules } from '../run/load-ruleset.ts';
import type { Io } from './io.ts';

/** How a file is named in messages: relative to the current folder where it lies below it. */
export function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
}

/** The user's own rules, which need no option. */
function standingSignatures({ env }: Io): string[] {
  const base = env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config');
  const file = join(base, 'gate', 'signatures.yaml');
  return existsSync(file) ? [file] : [];
}

async function readFile(option: boolean | string | undefined, start: string, io: Io): Promise<Config> {
  const { DEFAULTS } = await import('../config/defaults.ts');
  if (option === false) return DEFAULTS;
  const { findConfig } = await import('../config/find.ts');
  const file = typeof option === 'string' ? resolve(io.cwd, option) : findConfig(start);
  if (file === null) return DEFAULTS;
  const { loadConfig } = await import('../config/load.ts');
  return loadConfig(file, shownPath(file, io.cwd));
}

/** False with `--no-config`, a path with `--config`. */
export type ConfigOptions = {
  readonly config?: boolean | string;
  readonly signatures?: readonly string[];
  /** The folder of the database. */
  readonly db?: string;
  readonly maxDataAge?: number;
};

/** The folder of the database: that of the option, that of the configuration, or the user's own. */
function databaseOf({ db }: ConfigOptions, { database }: Config, io: Io): string {
  const base = io.env['XDG_DATA_HOME'] || join(io.env['HOME'] || homedir(), '.local', 'share');
  return db === undefined ? (database ?? join(base, 'gate', 'db')) : resolve(io.cwd, db);
}

/**
 * The configuration with all files of rules in it. `start` is the folder from which gate.yaml is looked for upward. Throws
 * GateError for a fault in the file.
 */
export async function readConfig(options: ConfigOptions, start: string, io: Io): Promise<Config> {
  const config = await readFile(options.config, start, io);
  const named = (options.signatures ?? []).map(file => resolve(io.cwd, file));
  return {
    ...config,
    signatures: [...standingSignatures(io), ...config.signatures, ...named],
    database: databaseOf(options, config, io),
    maxDataAge: options.maxDataAge ?? config.maxDataAge,
  };
}

/** Where the rules of a configuration stand. */
export function userRulesOf({ signatures, customRules: node, file }: Config): UserRules {
  return { files: signatures, config: node === null || file === null ? null : { node, file } };
}
