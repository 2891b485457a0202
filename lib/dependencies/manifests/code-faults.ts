/** What is said of programs whose quotes are not closed: what stands behind may have been read as text. */

import type { CodeToken } from './code-tokens.ts';
import type { Draft } from './draft.ts';
import { lineAt } from './faults.ts';

export function addCodeFaults(tokens: readonly CodeToken[], text: string, draft: Draft): void {
  for (const { kind, at } of tokens) {
    if (kind === 'broken')
      draft.fault(lineAt(text, at.start), 'a quote is not closed, so that something may be left out');
  }
}
