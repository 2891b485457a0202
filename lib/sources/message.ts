/** A text that stands in no file: the message of a commit that is being made. */

import type { SourceItem } from '../model/source.ts';

export const MESSAGE_PATH = 'COMMIT_EDITMSG';

/** Yields the message as one chunk. */
export function* messageSource(text: string): Generator<SourceItem> {
  const bytes = Buffer.from(text);
  const own = { start: 0, end: bytes.length };
  const place = { path: MESSAGE_PATH, bytes, offset: 0, start: { line: 1, column: 1 }, own };
  yield { kind: 'chunk', chunk: { ...place, origin: 'message', continued: false, added: null } };
}
