/** What is said of programs whose quotes are not closed: what stands behind may have been read as text. */

import type { CodeToken } from './code-tokens.ts';
import type { PlacedDraft } from './placed-draft.ts';

export function addCodeFaults(tokens: readonly CodeToken[], draft: PlacedDraft): void {
  for (const { kind, at } of tokens) {
    if (kind === 'broken') draft.faultAt(at.start, 'a quote is not closed, so that something may be left out');
  }
}
