/** The rules and the configuration of commands that tell about rules: the same that a scan of the current folder would have. */

import { resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import type { LoadedRules } from '../run/load-ruleset.ts';
import { loadRules } from '../run/load-ruleset.ts';
import type { Io } from './io.ts';
import type { ConfigOptions } from './read-config.ts';
import { readConfig, shownPath, userRulesOf } from './read-config.ts';

export type RulesOptions = ConfigOptions & { readonly format: 'text' | 'json' };

export type RulesContext = { readonly config: Config; readonly rules: LoadedRules };

/** A file that the user named, and how messages name it. */
export function nameFile(file: string, cwd: string): { readonly absolute: string; readonly shown: string } {
  const absolute = resolve(cwd, file);
  return { absolute, shown: shownPath(absolute, cwd) };
}

/** `start` is the folder from which gate.yaml is looked for upward. Throws GateError for a fault in one of the files. */
export async function loadContext(options: RulesOptions, start: string, io: Io): Promise<RulesContext> {
  const config = await readConfig(options, start, io);
  return { config, rules: await loadRules(io.dataDir, userRulesOf(config)) };
}
