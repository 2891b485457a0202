/** A draft for parsers that know places by their offset rather than by their line. */

import type { Ecosystem } from '../../model/package.ts';
import { createTextLines, type TextLines } from '../../text/text-lines.ts';
import { createDraft, type Draft } from './draft.ts';

export type PlacedDraft = Draft & {
  /** `offset` is a UTF-16 offset into the text. */
  readonly faultAt: (offset: number, message: string) => void;
};

/** The lines of `text` are only looked for when there is a fault. */
export function createPlacedDraft(ecosystem: Ecosystem, text: string): PlacedDraft {
  const draft = createDraft(ecosystem);
  let lines: TextLines | null = null;
  return {
    ...draft,
    faultAt: (offset, message) => {
      lines ??= createTextLines(text);
      draft.fault(lines.position(offset).line, message);
    },
  };
}
