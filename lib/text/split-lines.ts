/** Takes a text apart into lines that know their places. text-lines.ts finds the lines of single offsets. */

export type TextLine = {
  /** Without its line end. */
  readonly text: string;
  /** UTF-16 offset of its first character. */
  readonly start: number;
  /** 1-based. */
  readonly number: number;
};

/** The lines of a text; they end at LF or CRLF. A text that ends in a line feed has no empty line behind it. */
export function splitLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline;
    const end = next > start && text.charCodeAt(next - 1) === 13 ? next - 1 : next;
    lines.push({ text: text.slice(start, end), start, number: lines.length + 1 });
    start = next + 1;
  }
  return lines;
}
