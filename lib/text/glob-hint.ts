/**
 * Tells in no time that a path fits none of many patterns: what stands between the wildcards of a pattern stands in every
 * path that fits it. One regular expression asks for all of them at once.
 */

/** A stretch of a pattern without wildcards; whether it begins and ends where a name of the path does. */
type Piece = { readonly text: string; readonly begins: boolean; readonly ends: boolean };

const STRETCH = /[\w.~#@-]+/g;
/** A set of characters as everybody reads it. */
const SET = /\[[!^]?[\w.~#@-]+\]/g;
/** Behind any other bracket everything may mean something else. */
const REST = /\[.*/s;
/** A longer one might not be compiled. */
const LONGEST_SOURCE = 20_000;

/** Escaped punctuation stands for itself. */
const ESCAPED = /\\([^\w[\]\\])/g;

const weigh = ({ text, begins, ends }: Piece): number => text.length + Number(begins) + Number(ends);

/** The piece of a pattern that tells most paths apart; null when it has none. */
function bestPiece(pattern: string): Piece | null {
  const plain = pattern.replace(/^!/, '').replace(ESCAPED, '$1').replace(SET, '?').replace(REST, '?');
  let best: Piece | null = null;
  for (const { 0: text, index } of plain.matchAll(STRETCH)) {
    const end = index + text.length;
    const begins = index === 0 || plain[index - 1] === '/';
    const piece = { text, begins, ends: end === plain.length || plain[end] === '/' };
    if (best === null || weigh(piece) > weigh(best)) best = piece;
  }
  return best;
}

/** Pieces of one kind as alternatives, none where there are none. */
function alternatives(pieces: readonly Piece[], begins: boolean, ends: boolean): string[] {
  const texts = pieces.filter(piece => piece.begins === begins && piece.ends === ends).map(({ text }) => text);
  if (texts.length === 0) return [];
  const any = [...new Set(texts)].map(text => text.replaceAll('.', '\\.')).join('|');
  return [`${begins ? '(?:^|/)' : ''}(?:${any})${ends ? '(?:/|$)' : ''}`];
}

/**
 * A regular expression that every path which fits one of the patterns matches, also in a list with `!` every path that one
 * of them takes back; null where there is none. Patterns are lines of a .gitignore, paths as it names them, folders with `/`
 * at their ends or without.
 */
export function hintOf(patterns: readonly string[]): RegExp | null {
  const pieces = patterns.map(bestPiece);
  const known = pieces.filter(piece => piece !== null);
  if (known.length < pieces.length) return null;
  const kinds = [true, false].flatMap(begins => [true, false].flatMap(ends => alternatives(known, begins, ends)));
  const source = kinds.join('|');
  return source === '' || source.length > LONGEST_SOURCE ? null : new RegExp(source);
}
