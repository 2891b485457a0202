/** A source of which only some paths count. */

import type { Source, SourceItem } from '../model/source.ts';

function pathOf(item: SourceItem): string | undefined {
  if (item.kind === 'chunk') return item.chunk.path;
  if (item.kind === 'clean') return item.path;
  return item.kind === 'diagnostic' ? item.diagnostic.path : undefined;
}

/** Leaves out the chunks and diagnostics of paths that are not admitted, and counts each such text once as ignored. */
export function* filteredSource(source: Source, admits: (path: string) => boolean): Generator<SourceItem> {
  for (const item of source) {
    const path = pathOf(item);
    if (path === undefined || admits(path)) yield item;
    else if (item.kind !== 'chunk' || !item.chunk.continued) yield { kind: 'ignored', count: 1 };
  }
}
