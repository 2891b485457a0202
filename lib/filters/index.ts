/** The filters, in the order in which they are asked: the first that suppresses a finding gives the reason. */

import type { Filter } from '../model/candidate.ts';
import type { Config } from '../model/config.ts';
import { allowlist } from './allowlist.ts';
import type { FilterKind } from './filter.ts';
import { inline } from './inline.ts';

export const FILTERS = { allowlist, inline } satisfies Record<string, FilterKind>;

/** Prepares the filters of a scan; without `heedInline` comments suppress nothing. */
export function compileFilters(config: Config, heedInline: boolean): Filter[] {
  return Object.values(FILTERS)
    .filter(kind => heedInline || kind !== FILTERS.inline)
    .map(kind => kind.compile(config));
}
