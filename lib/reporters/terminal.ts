/**
 * Text from outside, made fit for a terminal: what would move the cursor, change colours, reorder or hide text is written
 * out as an escape, and a line knows in which column of the screen each of its characters stands.
 */

/** Control characters, lone surrogates, line separators, bidirectional controls and what has no width; emoji joiners stay. */
const unsafe = (): RegExp =>
  /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;
const allUnsafe = (): RegExp => new RegExp(unsafe(), 'gu');

/** Nearly every text, which is told without reading a table of Unicode. */
const PLAIN = /^[ -~]*$/;

const noWidth = (): RegExp => /[\p{Mn}\p{Me}\u200c\u200d]/u;

/** Scripts and pictures that take two columns in a terminal: a fair approximation of Unicode's East Asian width. */
const twoWide = (): RegExp =>
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const TAB_WIDTH = 4;

function escapePoint(point: string): string {
  const code = point.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** Writes what a terminal would obey as `\xNN` or `\u{…}`. Tabs and line ends too: the result is one line. */
export function neutralise(text: string): string {
  return PLAIN.test(text) ? text : text.replace(allUnsafe(), escapePoint);
}

/** Writes the same characters as JSON escapes, of which a parser gives back the very same text. */
export function neutraliseJson(json: string): string {
  return json.replace(allUnsafe(), point =>
    point === '\n'
      ? point
      : Array.from(
          { length: point.length },
          (_, at) => `\\u${point.charCodeAt(at).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
}

export type ScreenLine = {
  readonly text: string;
  /** For each UTF-16 unit of the original, and for its end, the 0-based column where it stands in `text`. */
  readonly columns: readonly number[];
};

/** One line of a file as a terminal shall show it: neutralised, tabs expanded to stops of four columns. */
export function layOutLine(line: string): ScreenLine {
  let text = '';
  let column = 0;
  const columns: number[] = [];
  for (const point of line) {
    for (let unit = 0; unit < point.length; unit++) columns.push(column);
    let shown = point;
    if (point === '\t') shown = ' '.repeat(TAB_WIDTH - (column % TAB_WIDTH));
    else if (!PLAIN.test(point) && unsafe().test(point)) shown = escapePoint(point);
    text += shown;
    column += shown === point ? widthOf(point) : shown.length;
  }
  columns.push(column);
  return { text, columns };
}

function widthOf(point: string): number {
  if (PLAIN.test(point)) return 1;
  if (noWidth().test(point)) return 0;
  return twoWide().test(point) ? 2 : 1;
}
