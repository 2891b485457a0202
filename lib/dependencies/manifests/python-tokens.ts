/** Takes Python source apart into the tokens that literals are made of. Nothing is executed. */

import type { Span } from '../../model/span.ts';

export type PythonToken = {
  /** `computed`: a string that is none until the program runs, or that is never closed. */
  readonly kind: 'string' | 'computed' | 'name' | 'number' | 'sign' | 'newline';
  /** A string's value; else as written. */
  readonly text: string;
  /** Inside the quotes of a string; of one of several lines, its first. */
  readonly at: Span;
  /** Whether every character of the value stands at its offset. */
  readonly plain: boolean;
};

const SPACE = /(?:[ \t\f\r]|\\\r?\n|#[^\n]*)+/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /\d[\w.]*/y;
const PREFIX = /(?:[rR][bBfF]?|[bB][rR]?|[fF][rR]?|[uU])?(?=["'])/y;

const ESCAPE = /\\(?:\r?\n|x[\dA-Fa-f]{2}|[\s\S])/g;
const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };

function resolveEscape(written: string): string {
  const first = written[1] ?? '';
  if (first === '\n' || first === '\r') return '';
  if (first === 'x' && written.length === 4) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
  return SIMPLE[first] ?? written;
}

/** Where the string that `quotes` opened closes, or -1; a backslash guards what stands behind it, also in raw strings. */
function findClose(text: string, quotes: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 10 && quotes.length === 1) return -1;
    else if (code === quotes.charCodeAt(0) && text.startsWith(quotes, at)) return at;
  }
  return -1;
}

const lineEnd = (text: string, from: number): number => {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
};

function firstLineOf(raw: string): number {
  const newline = raw.indexOf('\n');
  if (newline === -1) return raw.length;
  return newline > 0 && raw[newline - 1] === '\r' ? newline - 1 : newline;
}

type Read = { readonly token: PythonToken; readonly next: number };

function readString(text: string, prefix: string, at: number): Read {
  const quote = text[at] ?? '';
  const quotes = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  const start = at + quotes.length;
  const close = findClose(text, quotes, start);
  const end = close === -1 ? (quotes.length === 3 ? text.length : lineEnd(text, start)) : close;
  const raw = text.slice(start, end);
  const span = { start, end: start + firstLineOf(raw) };
  const computed = close === -1 || /f/i.test(prefix);
  const value = /r/i.test(prefix) || !raw.includes('\\') ? raw : raw.replace(ESCAPE, resolveEscape);
  const token: PythonToken = { kind: computed ? 'computed' : 'string', text: value, at: span, plain: value === raw };
  return { token, next: close === -1 ? end : close + quotes.length };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function readToken(text: string, at: number): Read {
  const prefix = matchAt(PREFIX, text, at);
  if (prefix !== null) return readString(text, prefix, at + prefix.length);
  const name = matchAt(NAME, text, at);
  const written = name ?? matchAt(NUMBER, text, at) ?? text[at] ?? '';
  const kind = name !== null ? 'name' : written === '\n' ? 'newline' : /^\d/.test(written) ? 'number' : 'sign';
  const next = at + written.length;
  return { token: { kind, text: written, at: { start: at, end: next }, plain: true }, next };
}

/** The tokens of a text, without comments; signs are single characters, line ends inside brackets are left out. */
export function readPythonTokens(text: string): readonly PythonToken[] {
  const tokens: PythonToken[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const space = matchAt(SPACE, text, at);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const { token, next } = readToken(text, at);
    at = next;
    if (token.kind === 'sign' && '([{'.includes(token.text)) depth++;
    if (token.kind === 'sign' && ')]}'.includes(token.text)) depth = Math.max(0, depth - 1);
    if (token.kind !== 'newline' || depth === 0) tokens.push(token);
  }
  return tokens;
}
