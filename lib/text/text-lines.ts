/** Lines and columns of UTF-16 offsets into a decoded text. Byte offsets have lines.ts. */

import type { Position } from '../model/span.ts';

export type TextLines = {
  /** Line and column (UTF-16 units, 1-based) of an offset up to the text's length. */
  readonly position: (offset: number) => Position;
  /** A line's text without its end; empty for a line that the text does not hold. */
  readonly text: (line: number) => string;
};

/** Lines end at LF, and a CR before it is none of the line's text; the text's first line has the number `first`. */
export function createTextLines(text: string, first = 1): TextLines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const indexOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    position: offset => {
      const index = indexOf(offset);
      return { line: first + index, column: offset - (starts[index] ?? 0) + 1 };
    },
    text: line => {
      const start = starts[line - first];
      if (start === undefined) return '';
      const end = starts[line - first + 1];
      return text.slice(start, end === undefined ? text.length : end - 1).replace(/\r$/, '');
    },
  };
}
