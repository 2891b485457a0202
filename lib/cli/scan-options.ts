/** The options of `gate scan` as the parser leaves them. */

import type { Confidence, Severity } from '../model/severity.ts';

export type ScanOptions = {
  readonly stdin?: true;
  readonly stdinFilename?: string;
  readonly staged?: true;
  readonly range?: string;
  readonly since?: string;
  readonly history?: true;
  readonly only?: readonly string[];
  readonly secrets: boolean;
  readonly dependencies: boolean;
  readonly entropy: boolean;
  readonly knownValues?: true;
  readonly signatures?: readonly string[];
  /** False with `--no-config`, a path with `--config`, true otherwise. */
  readonly config: boolean | string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly gitignore: boolean;
  readonly maxFileSize?: number;
  readonly minConfidence?: Confidence;
  readonly failOn?: Severity;
  readonly db?: string;
  readonly maxDataAge?: number;
  readonly exitZero?: true;
  readonly format?: readonly string[];
  readonly output?: readonly string[];
  readonly jobs?: number;
  readonly inline: boolean;
  /** A path with `--baseline`, false with `--no-baseline`. */
  readonly baseline?: string | boolean;
  /** False with `--no-cache`. */
  readonly cache?: boolean;
  readonly strict?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly color: boolean;
  readonly progress: boolean;
};
