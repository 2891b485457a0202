/** A source of which only some paths count. */

import type { Source, SourceItem } from '../model/source.ts';

/** Leaves out the chunks and diagnostics of paths that are not admitted, and counts each such text once as ignored. */
export function* filteredSource(source: Source, admits: (path: string) => boolean): Generator<SourceItem> {
  for (const item of source) {
    const path =
      item.kind === 'chunk' ? item.chunk.path : item.kind === 'diagnostic' ? item.diagnostic.path : undefined;
    if (path === undefined || admits(path)) yield item;
    else if (item.kind !== 'chunk' || !item.chunk.continued) yield { kind: 'ignored', count: 1 };
  }
}
