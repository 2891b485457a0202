/** Reads what stands behind a word that is called, with brackets or without: values by their order, and options by name. */

import type { CodeToken } from './code-tokens.ts';

export type CallArguments = {
  /** The first token of each value; those of a list one by one. */
  readonly values: readonly CodeToken[];
  /** The tokens of each option; the name as written (`git:`, `:git =>`, `git =`). */
  readonly options: ReadonlyMap<string, readonly CodeToken[]>;
  /** The index of the token behind the call. */
  readonly next: number;
};

/** What ends a call without brackets. */
const ENDING = new Set(['do', 'if', 'unless', 'end']);

const isSign = (token: CodeToken | undefined, ...texts: string[]): boolean =>
  token?.kind === 'sign' && texts.includes(token.text);

/** The name that a piece gives its value, and where the value begins; null where it gives none. */
function readOptionName([token, behind]: readonly CodeToken[]): {
  readonly name: string;
  readonly next: number;
} | null {
  if (token === undefined || token.kind === 'sign' || token.kind === 'other') return null;
  const isNamed =
    isSign(behind, '=>') ||
    (isSign(behind, ':') && token.kind !== 'symbol') ||
    (isSign(behind, '=') && token.kind === 'word');
  return isNamed ? { name: token.text, next: 2 } : null;
}

/** No call of a manifest is longer; what is not closed is not read to the end of the file again and again. */
const MOST_TOKENS = 500;

type Split = { readonly pieces: (readonly CodeToken[])[]; readonly next: number };

/** Whether a call ends before this token, which stands in no brackets of its own. */
const endsCall = (token: CodeToken, inBrackets: boolean): boolean =>
  isSign(token, ')', ']', '}', ';') || (!inBrackets && token.kind === 'word' && ENDING.has(token.text));

/** The arguments between commas, from `start` to the bracket that closes them or the end of the statement. */
function splitPieces(tokens: readonly CodeToken[], start: number): Split {
  const inBrackets = isSign(tokens[start], '(');
  const pieces: CodeToken[][] = [[]];
  let depth = 0;
  let index = inBrackets ? start + 1 : start;
  for (; index < tokens.length && index < start + MOST_TOKENS; index++) {
    const token = tokens[index];
    if (token === undefined || (depth === 0 && endsCall(token, inBrackets))) break;
    if (token.kind === 'end') {
      if (depth === 0 && !inBrackets && !isSign(tokens[index - 1], ',')) break;
      continue;
    }
    if (isSign(token, '(', '[', '{')) depth++;
    else if (isSign(token, ')', ']', '}')) depth--;
    if (depth === 0 && isSign(token, ',')) pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  return { pieces, next: inBrackets ? index + 1 : index };
}

/** The arguments of a call whose name stands before `start`. */
export function readArguments(tokens: readonly CodeToken[], start: number): CallArguments {
  const { pieces, next } = splitPieces(tokens, start);
  const values: CodeToken[] = [];
  const options = new Map<string, readonly CodeToken[]>();
  for (const piece of pieces) {
    const [first] = piece;
    const option = readOptionName(piece);
    if (option !== null) options.set(option.name, piece.slice(option.next));
    else if (isSign(first, '[')) values.push(...piece.filter(({ kind }) => kind === 'string' || kind === 'symbol'));
    else if (first !== undefined) values.push(first);
  }
  return { values, options, next };
}

/** The text of an option that is one plain string or symbol; null where it is code. */
export function optionText({ options }: CallArguments, name: string): string | null {
  const [token, more] = options.get(name) ?? [];
  const isText = token?.kind === 'string' || token?.kind === 'symbol';
  return isText && token.plain && (more === undefined || isSign(more, '.')) ? token.text : null;
}
