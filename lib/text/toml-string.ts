/** The four kinds of strings that TOML has (https://toml.io/en/v1.0.0#string). */

import type { Span } from '../model/span.ts';

export type TomlString = {
  readonly value: string;
  /** Inside the quotes; of a string of several lines, its first. */
  readonly at: Span;
  /** Behind the closing quote. */
  readonly end: number;
};

/** Behind the line end at `at`, or `at` itself where there is none. A carriage return may end the text. */
export function skipLineEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === 10) return at + 1;
  if (text.charCodeAt(at) !== 13) return at;
  if (text.charCodeAt(at + 1) === 10) return at + 2;
  return at + 1 === text.length ? at + 1 : at;
}

const SIMPLE: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\u001b',
  '"': '"',
  '\\': '\\',
};

const ESCAPE = /\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([btnfre"\\])|[ \t]*\r?\n[ \t\r\n]*)/g;

/** Escapes that TOML does not know stay as they are written. */
function resolveEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(ESCAPE, (whole, x?: string, u?: string, U?: string, letter?: string) => {
    if (letter !== undefined) return SIMPLE[letter] ?? whole;
    const hex = x ?? u ?? U;
    if (hex === undefined) return '';
    const code = Number.parseInt(hex, 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}

/** Whether an odd number of backslashes stands before `at`, none of them before `from`. */
function isEscaped(text: string, from: number, at: number): boolean {
  let first = at;
  while (first > from && text.charCodeAt(first - 1) === 92) first--;
  return (at - first) % 2 === 1;
}

/** Where `quotes` closes a string that began before `from`, or -1. */
function findClose(text: string, quotes: string, from: number, escapes: boolean): number {
  let close = text.indexOf(quotes, from);
  while (escapes && close !== -1 && isEscaped(text, from, close)) close = text.indexOf(quotes, close + 1);
  return close;
}

/** The first line of what stands between the quotes. */
function firstLine(raw: string): string {
  const newline = raw.indexOf('\n');
  if (newline === -1) return raw;
  return raw.slice(0, raw.charCodeAt(newline - 1) === 13 ? newline - 1 : newline);
}

function readBlock(text: string, at: number, quote: string, escapes: boolean): TomlString | null {
  let close = findClose(text, quote.repeat(3), at + 3, escapes);
  if (close === -1) return null;
  // Up to two quotes may stand right before the closing ones.
  for (let more = 0; more < 2 && text[close + 3] === quote; more++) close++;
  const start = skipLineEnd(text, at + 3);
  const raw = text.slice(start, close);
  const value = raw.replaceAll('\r\n', '\n');
  const span = { start, end: start + firstLine(raw).length };
  return { value: escapes ? resolveEscapes(value) : value, at: span, end: close + 3 };
}

/** The string whose opening quote stands at `at`; null where it is never closed. */
export function readTomlString(text: string, at: number): TomlString | null {
  const quote = text[at] ?? '';
  const escapes = quote === '"';
  if (text.startsWith(quote.repeat(3), at)) return readBlock(text, at, quote, escapes);
  const start = at + 1;
  const close = findClose(text, quote, start, escapes);
  const raw = close === -1 ? '\n' : text.slice(start, close);
  if (raw.includes('\n')) return null;
  return { value: escapes ? resolveEscapes(raw) : raw, at: { start, end: close }, end: close + 1 };
}
