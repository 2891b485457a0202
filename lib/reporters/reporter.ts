/** What an output format is: a pure function from a scan's result to text. Writing the text is the caller's job. */

import type { ScanResult } from '../model/scan-result.ts';
import type { Confidence, Severity } from '../model/severity.ts';

export type RenderOptions = {
  readonly color: boolean;
  /** One line for each finding, and the summary. */
  readonly quiet: boolean;
  /** Names what is otherwise only counted. */
  readonly verbose: boolean;
  /** The least severity that fails the run; the summary says how many findings lie below it. */
  readonly failOn: Severity;
  /** What was asked for; without it the summary says of hidden findings only that they are below it. */
  readonly minConfidence?: Confidence;
};

/** Ends with a newline. The same result and options give the same text, on every system and in every locale. */
export type Render = (result: ScanResult, options: RenderOptions) => string;

export type Reporter = {
  readonly id: string;
  /** One line for `--help` and the documentation. */
  readonly description: string;
  /** The formats load when they are asked for, so that none costs start-up time unused. */
  readonly load: () => Promise<Render>;
};
