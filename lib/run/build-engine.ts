/** Makes an engine out of plain data, the same in every thread. */

import type { Engine } from '../engine/engine.ts';
import { createEngine } from '../engine/engine.ts';
import { compileFilters } from '../filters/index.ts';
import type { Filter } from '../model/candidate.ts';
import type { Config } from '../model/config.ts';
import type { KnownValue } from '../model/known-value.ts';
import { DEFAULT_SALT } from '../text/fingerprint.ts';
import type { LoadedRules, UserRules } from './load-ruleset.ts';
import { createTimeLimit } from './time-limit.ts';

/** Everything an engine depends on that can be handed to another thread. */
export type EngineSettings = {
  readonly dataDir: string;
  readonly userRules: UserRules;
  readonly config: Config;
  /** The user's own secrets, to be found wherever they stand. */
  readonly knownValues: readonly KnownValue[];
  /** What is looked for. */
  readonly kinds: { readonly secrets: boolean; readonly dependencies: boolean };
  /** Heed allow comments in the scanned text. */
  readonly inline: boolean;
  /** Compute what code scanning needs to recognise a finding again. */
  readonly lineHashes: boolean;
  /** Former paths of renamed files by present ones, as far as a baseline holds them. */
  readonly renames: Readonly<Record<string, string>>;
  /** Tell which allow comments there are. */
  readonly tellComments: boolean;
};

/** What one user rule without bounds may take on one text. */
const RULE_MILLISECONDS = 1000;

/** Builds the engine; `rules` are those of the settings, loaded. Filters of `first` are asked before those of the configuration. */
export function buildEngine(settings: EngineSettings, rules: LoadedRules, first: readonly Filter[] = []): Engine {
  const { config, knownValues, inline, lineHashes, renames, tellComments } = settings;
  return createEngine({
    ruleset: rules.ruleset,
    entropy: config.entropy,
    knownValues,
    settings: config.rules,
    minConfidence: config.minConfidence,
    filters: [...first, ...compileFilters(config, inline)],
    limit: createTimeLimit(RULE_MILLISECONDS),
    salt: DEFAULT_SALT,
    lineHashes,
    renames,
    tellComments,
  });
}
