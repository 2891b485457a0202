/** What becomes of a chunk: the text lane scans it at once, the package lane keeps it when it is a manifest. The same in every thread. */

import type { ChunkResult, Engine } from '../engine/engine.ts';
import type { Chunk } from '../model/chunk.ts';
import type { EngineSettings } from './build-engine.ts';
import { buildEngine } from './build-engine.ts';
import type { HeldManifest } from './hold-manifests.ts';
import { createManifestHolder } from './hold-manifests.ts';
import type { LoadedRules } from './load-ruleset.ts';

export type Lanes = {
  readonly scan: Engine;
  readonly hold: (held: HeldManifest[], chunk: Chunk) => void;
};

const NOTHING: ChunkResult = { findings: [], suppressed: [], hidden: 0, diagnostics: [] };

/** Builds the lanes that the settings ask for; `rules` are those of the settings, loaded. */
export function buildLanes(settings: EngineSettings, rules: LoadedRules): Lanes {
  const { secrets, dependencies } = settings.kinds;
  return {
    scan: secrets ? buildEngine(settings, rules) : () => NOTHING,
    hold: dependencies ? createManifestHolder({ imports: settings.config.undeclaredImports }).take : () => {},
  };
}
