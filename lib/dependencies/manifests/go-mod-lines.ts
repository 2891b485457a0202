/** Reads the syntax of go.mod (https://go.dev/ref/mod#go-mod-file-lexical): directives alone or in blocks, as words with places. */

import type { Span } from '../../model/span.ts';
import { splitLines, type TextLine } from '../../text/split-lines.ts';

export type GoWord = { readonly text: string; readonly at: Span };
export type GoDirective = {
  readonly verb: string;
  /** What stands behind the verb, in a block and outside. */
  readonly words: readonly GoWord[];
  /** Without its slashes; empty where there is none. */
  readonly comment: string;
  readonly line: number;
};

const SPACE = /\s/;

/** A word in quotes stands for what is inside them; Go knows double quotes and backticks. */
function readWord(text: string, from: number, start: number): { readonly word: GoWord; readonly next: number } {
  const quote = text[from];
  if (quote === '"' || quote === '`') {
    const close = text.indexOf(quote, from + 1);
    const end = close === -1 ? text.length : close;
    return {
      word: { text: text.slice(from + 1, end), at: { start: start + from + 1, end: start + end } },
      next: end + 1,
    };
  }
  let end = from;
  while (end < text.length && !SPACE.test(text[end] ?? '') && text[end] !== '(' && text[end] !== ')') end++;
  if (end === from) end++;
  return { word: { text: text.slice(from, end), at: { start: start + from, end: start + end } }, next: end };
}

function splitWords({ text, start }: TextLine): { readonly words: GoWord[]; readonly comment: string } {
  const words: GoWord[] = [];
  let at = 0;
  while (at < text.length) {
    if (SPACE.test(text[at] ?? '')) {
      at++;
      continue;
    }
    if (text.startsWith('//', at)) return { words, comment: text.slice(at + 2).trim() };
    const { word, next } = readWord(text, at, start);
    words.push(word);
    at = next;
  }
  return { words, comment: '' };
}

/** Every directive of the text in order; `open` is the line of a block that is never closed. */
export function readGoDirectives(text: string): {
  readonly directives: readonly GoDirective[];
  readonly open: number | null;
} {
  const directives: GoDirective[] = [];
  let block: { readonly verb: string; readonly line: number } | null = null;
  for (const line of splitLines(text)) {
    const { words, comment } = splitWords(line);
    const [first, second] = words;
    if (first === undefined) continue;
    if (block === null && second?.text === '(') block = { verb: first.text, line: line.number };
    else if (block !== null && first.text === ')') block = null;
    else if (block !== null) directives.push({ verb: block.verb, words, comment, line: line.number });
    else directives.push({ verb: first.text, words: words.slice(1), comment, line: line.number });
  }
  return { directives, open: block?.line ?? null };
}
