/** Makes an engine out of plain data, the same in every thread. */

import type { Engine } from '../engine/engine.ts';
import { createEngine } from '../engine/engine.ts';
import { compileFilters } from '../filters/index.ts';
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
};

/** What one user rule without bounds may take on one text. */
const RULE_MILLISECONDS = 1000;

/** Builds the engine; `rules` are those of the settings, loaded. */
export function buildEngine({ config, knownValues, inline, lineHashes }: EngineSettings, rules: LoadedRules): Engine {
  return createEngine({
    ruleset: rules.ruleset,
    entropy: config.entropy,
    knownValues,
    settings: config.rules,
    minConfidence: config.minConfidence,
    filters: compileFilters(config, inline),
    limit: createTimeLimit(RULE_MILLISECONDS),
    salt: DEFAULT_SALT,
    lineHashes,
  });
}
