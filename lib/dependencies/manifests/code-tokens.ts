/**
 * Splits programs that serve as manifests (Gemfile, gemspec, build.gradle, mix.exs) into words, strings and signs. This is no
 * parser of their languages: it knows enough of each to tell strings and comments from the rest, which is all that reading
 * literals needs. Linear in the text: what is not closed costs one search for its end, once for each kind.
 */

import type { Span } from '../../model/span.ts';

export type CodeLanguage = 'ruby' | 'elixir' | 'gradle';

export type CodeToken = {
  /**
   * `symbol` is `:name` in Ruby and Elixir; `end` a line end; `other` a literal that no manifest is read from; `broken` what
   * stands behind a quote that is not closed, up to the end of its line.
   */
  readonly kind: 'word' | 'string' | 'symbol' | 'sign' | 'end' | 'other' | 'broken';
  /** Inside the quotes, escapes as written. */
  readonly text: string;
  readonly at: Span;
  /** False for a string that holds code. */
  readonly plain: boolean;
};

const WORD = /[\p{L}_][\p{L}\p{N}_]*[?!]?/uy;
const NUMBER = /\d[\w.]*/y;
const HEREDOC = /<<[~-]?(["'`]?)([A-Za-z_]\w{0,60})\1/y;
const SIGIL = /~[A-Za-z]{1,10}/y;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
/** Behind these a `/` begins a regular expression and `%` a literal. */
const BEFORE_LITERAL = new Set(['if', 'unless', 'when', 'and', 'or', 'not', 'return', 'in', 'then', 'do']);
const DEEPEST = 10;

type Reader = {
  readonly text: string;
  readonly language: CodeLanguage;
  at: number;
  readonly tokens: CodeToken[];
  /** Delimiters that are not closed anywhere behind; they then reach to the end of their line. */
  readonly unclosed: Set<string>;
  /** Words that end the texts which begin on the next line. */
  heredocs: string[];
};

const lineEnd = (text: string, from: number): number => {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
};

function push(reader: Reader, kind: CodeToken['kind'], start: number, end: number, plain = true): void {
  const newline = kind === 'end' ? -1 : reader.text.slice(start, end).indexOf('\n');
  let stop = newline === -1 ? end : start + newline;
  if (stop > start && reader.text[stop - 1] === '\r') stop--;
  reader.tokens.push({ kind, text: reader.text.slice(start, end), at: { start, end: stop }, plain });
}

type Quoted = { readonly end: number; readonly plain: boolean };

/** How code begins inside of a string in double quotes. */
const isCode = ({ text, language }: Reader, at: number): boolean =>
  language === 'gradle'
    ? text[at] === '$' && /[\w{]/.test(text[at + 1] ?? '')
    : text[at] === '#' && text[at + 1] === '{';

/** The end of code in braces, from behind the first of them; -1 where it has none. */
function skipCode(reader: Reader, from: number, depth: number): number {
  const { text } = reader;
  let open = 1;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '{') open++;
    else if (sign === '}' && --open === 0) return at + 1;
    else if ((sign === '"' || sign === "'") && depth < DEEPEST) {
      const inner = findClose(reader, at + 1, sign, sign === '"', depth + 1);
      if (inner === null) return -1;
      at = inner.end;
    }
  }
  return -1;
}

/** Where `close` stands that ends a string which began before `from`. */
function findClose(reader: Reader, from: number, close: string, holdsCode: boolean, depth = 0): Quoted | null {
  const { text } = reader;
  const stop = reader.language === 'gradle' && close.length === 1 ? lineEnd(text, from) : text.length;
  let plain = true;
  for (let at = from; at < stop; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === close[0] && text.startsWith(close, at)) return { end: at, plain };
    else if (holdsCode && isCode(reader, at)) {
      plain = false;
      if (text[at + 1] !== '{') continue;
      const behind = skipCode(reader, at + 2, depth);
      if (behind === -1) return null;
      at = behind - 1;
    }
  }
  return null;
}

/** A string whose content begins at `from`, up to `close`. Gradle's languages let only triple quotes go over lines. */
function readString(reader: Reader, from: number, close: string, holdsCode: boolean): void {
  const found = reader.unclosed.has(close) ? null : findClose(reader, from, close, holdsCode);
  const end = lineEnd(reader.text, from);
  if (found === null) {
    if (reader.language !== 'gradle' || close.length === 3) reader.unclosed.add(close);
    const here = reader.text.slice(from, end).indexOf(close);
    push(reader, here === -1 ? 'broken' : 'string', from, here === -1 ? end : from + here, false);
    reader.at = here === -1 ? end : from + here + close.length;
    return;
  }
  push(reader, 'string', from, found.end, found.plain);
  reader.at = found.end + close.length;
}

/** The end of a literal in any delimiters, which count when they stand in pairs; -1 where it is not closed. */
function findDelimited(text: string, open: number): number {
  const opening = text[open] ?? '';
  const closing = CLOSING[opening] ?? opening;
  let depth = 1;
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === closing && --depth === 0) return at;
    else if (text[at] === opening) depth++;
  }
  return -1;
}

/** A literal from its delimiter at `open` on; false where it is not closed. */
function readDelimited(reader: Reader, open: number, kind: 'string' | 'other'): boolean {
  const delimiter = `%${reader.text[open]}`;
  const end = reader.unclosed.has(delimiter) ? -1 : findDelimited(reader.text, open);
  if (end === -1) {
    reader.unclosed.add(delimiter);
    return false;
  }
  push(reader, kind, open + 1, end, kind === 'string');
  reader.at = end + 1;
  return true;
}

/** Whether a value may begin here: an operator, a bracket or nothing at all stands before. */
function expectsValue({ tokens, text, at }: Reader): boolean {
  const last = tokens.at(-1);
  if (last === undefined || last.kind === 'end') return true;
  if (last.kind === 'sign') return !')]}'.includes(last.text);
  if (last.kind !== 'word') return false;
  const spaceBefore = /\s/.test(text[at - 1] ?? '');
  return BEFORE_LITERAL.has(last.text) || (spaceBefore && !/\s/.test(text[at + 1] ?? ' '));
}

/** `/regex/`, to its end on the same line. */
function readRegex(reader: Reader): boolean {
  const { text, at } = reader;
  const stop = lineEnd(text, at);
  for (let next = at + 1; next < stop; next++) {
    if (text[next] === '\\') next++;
    else if (text[next] === '/') {
      push(reader, 'other', at + 1, next);
      reader.at = next + 1;
      return true;
    }
  }
  return false;
}

/** `%q(…)`, `%w[…]`, `%r{…}` and the like. */
function readPercent(reader: Reader): boolean {
  const { text, at } = reader;
  const letter = /[wWqQriIxs]/.test(text[at + 1] ?? '') ? (text[at + 1] ?? '') : '';
  const open = at + 1 + letter.length;
  if (!/[^\w\s=]/.test(text[open] ?? ' ')) return false;
  return readDelimited(reader, open, letter === '' || letter === 'q' || letter === 'Q' ? 'string' : 'other');
}

/** Remembers that a text begins on the next line. */
function readHeredoc(reader: Reader): boolean {
  HEREDOC.lastIndex = reader.at;
  const [written, , word] = HEREDOC.exec(reader.text) ?? [];
  if (written === undefined || word === undefined || reader.unclosed.has('<<')) return false;
  reader.heredocs.push(word);
  push(reader, 'other', reader.at, reader.at + written.length);
  reader.at += written.length;
  return true;
}

/** Goes to behind the texts whose words were met on the line that ends here. */
function skipHeredocs(reader: Reader): void {
  const { text } = reader;
  for (const word of reader.heredocs) {
    let start = reader.at;
    while (start < text.length && text.slice(start, lineEnd(text, start)).trim() !== word)
      start = lineEnd(text, start) + 1;
    if (start >= text.length) reader.unclosed.add('<<');
    if (reader.unclosed.has('<<')) break;
    reader.at = Math.min(text.length, lineEnd(text, start) + 1);
  }
  reader.heredocs = [];
}

/** `~s(…)`, `~w[…]`, `~r/…/` of Elixir. */
function readSigil(reader: Reader): boolean {
  SIGIL.lastIndex = reader.at;
  const written = SIGIL.exec(reader.text)?.[0];
  if (written === undefined) return false;
  const open = reader.at + written.length;
  return /[^\w\s]/.test(reader.text[open] ?? ' ') && readDelimited(reader, open, 'other');
}

function skipBlockComment(reader: Reader): boolean {
  const { text, at, language } = reader;
  const isRuby = language === 'ruby';
  if (isRuby ? !(text.startsWith('=begin', at) && (at === 0 || text[at - 1] === '\n')) : !text.startsWith('/*', at)) {
    return false;
  }
  const close = isRuby ? '\n=end' : '*/';
  const end = text.indexOf(close, at + 2);
  reader.at = end === -1 ? text.length : end + close.length;
  return true;
}

function readComment(reader: Reader): boolean {
  const { text, at, language } = reader;
  if (language !== 'elixir' && skipBlockComment(reader)) return true;
  if (!text.startsWith(language === 'gradle' ? '//' : '#', at)) return false;
  reader.at = lineEnd(text, at);
  return true;
}

function readQuotes(reader: Reader): boolean {
  const { text, at, language } = reader;
  const quote = text[at] ?? '';
  if (quote !== '"' && quote !== "'" && !(quote === '`' && language === 'ruby')) return false;
  const triple = quote.repeat(3);
  const opening = language !== 'ruby' && text.startsWith(triple, at) ? triple : quote;
  readString(reader, at + opening.length, opening, quote !== "'");
  return true;
}

function readSymbol(reader: Reader): boolean {
  const { text, at } = reader;
  if (text[at] !== ':' || reader.language === 'gradle' || text[at - 1] === ':') return false;
  if (text[at + 1] === '"') {
    reader.at++;
    return readQuotes(reader);
  }
  WORD.lastIndex = at + 1;
  const word = WORD.exec(text)?.[0];
  if (word === undefined) return false;
  push(reader, 'symbol', at + 1, at + 1 + word.length);
  reader.at = at + 1 + word.length;
  return true;
}

function readMatch(reader: Reader, pattern: RegExp, kind: 'word' | 'other'): boolean {
  pattern.lastIndex = reader.at;
  const written = pattern.exec(reader.text)?.[0];
  if (written === undefined) return false;
  push(reader, kind, reader.at, reader.at + written.length);
  reader.at += written.length;
  return true;
}

/** What only one of the languages has. */
function readSpecial(reader: Reader): boolean {
  const { text, at, language } = reader;
  if (language === 'elixir') return text[at] === '~' && readSigil(reader);
  if (language !== 'ruby') return false;
  if (text[at] === '<' && text[at + 1] === '<') return readHeredoc(reader);
  if (text[at] === '/') return expectsValue(reader) && readRegex(reader);
  return text[at] === '%' && expectsValue(reader) && readPercent(reader);
}

function readSign(reader: Reader): void {
  const length = reader.text.startsWith('=>', reader.at) || reader.text.startsWith('==', reader.at) ? 2 : 1;
  push(reader, 'sign', reader.at, reader.at + length);
  reader.at += length;
}

function readLineEnd(reader: Reader): void {
  push(reader, 'end', reader.at, reader.at);
  reader.at++;
  if (reader.heredocs.length > 0) skipHeredocs(reader);
}

/** The tokens of a program. Never throws; what is not closed ends with its line. */
export function readCodeTokens(text: string, language: CodeLanguage): readonly CodeToken[] {
  const reader: Reader = { text, language, at: 0, tokens: [], unclosed: new Set(), heredocs: [] };
  while (reader.at < text.length) {
    const sign = text[reader.at] ?? '';
    if (sign === '\n') readLineEnd(reader);
    else if (/\s/.test(sign)) reader.at++;
    else if (
      language === 'ruby' &&
      sign === '_' &&
      /^__END__\s*$/.test(text.slice(reader.at, lineEnd(text, reader.at)))
    )
      break;
    else if (readComment(reader) || readQuotes(reader) || readSymbol(reader) || readSpecial(reader)) continue;
    else if (!readMatch(reader, WORD, 'word') && !readMatch(reader, NUMBER, 'other')) readSign(reader);
  }
  return reader.tokens;
}
