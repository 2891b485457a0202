/** Leaves out contents that are known to hold nothing, where that is worth asking. */

import type { SourceItem } from '../../model/source.ts';
import type { LineRange } from '../../model/span.ts';
import type { FindVerdict } from '../../model/verdict.ts';

/** Bytes to scan from which on reading the verdicts costs less than scanning. */
const WORTH_ASKING = 1_000_000;

export type Asked = { readonly id: string; readonly path: string; readonly size: number };

export type Parted<T> = { readonly unknown: readonly T[]; readonly clean: readonly SourceItem[] };

/** Parts contents without a verdict from those that are clean. */
export function partByVerdict<T extends Asked>(
  contents: readonly T[],
  addedIn: (content: T) => readonly LineRange[] | null,
  find: FindVerdict | null,
): Parted<T> {
  const bytes = contents.reduce((sum, { size }) => sum + size, 0);
  if (find === null || bytes < WORTH_ASKING) return { unknown: contents, clean: [] };
  const unknown: T[] = [];
  const clean: SourceItem[] = [];
  for (const content of contents) {
    const verdict = find(content.id, content.path, addedIn(content));
    if (verdict === null) unknown.push(content);
    else clean.push({ kind: 'clean', path: content.path, ...verdict });
  }
  return { unknown, clean };
}
