/** What a filter is: prepared once from the configuration, then asked about every finding. */

import type { Filter } from '../model/candidate.ts';
import type { Config } from '../model/config.ts';

export type FilterKind = {
  /** One line for the documentation. */
  readonly description: string;
  readonly compile: (config: Config) => Filter;
};
