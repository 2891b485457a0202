/** Keys and scalars of YAML within one line. */

import type { Span } from '../model/span.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', e: '\x1B', _: '\u00A0' };

/** What stands inside double quotes: JSON's escapes and some of YAML's own. */
const unescapeDouble = (raw: string): string =>
  raw.replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))/g, (_, unit, byte, other) =>
    other === undefined ? String.fromCharCode(Number.parseInt(unit ?? byte, 16)) : (ESCAPES[other] ?? other),
  );

/** The offset of the quote that closes the one at `from`, or -1 where it is not closed before `end`. */
export function closingQuote(text: string, from: number, end: number): number {
  const quote = text.charAt(from);
  for (let at = from + 1; at < end; at++) {
    const here = text.charAt(at);
    if (here === '\\' && quote === '"') at++;
    else if (here === quote) {
      if (quote === "'" && text.charAt(at + 1) === "'") at++;
      else return at;
    }
  }
  return -1;
}

export const isQuote = (character: string): boolean => character === '"' || character === "'";

/** What quotes hold. */
export function unquote(text: string): string {
  const inner = text.slice(1, -1);
  if (text.startsWith('"')) return inner.includes('\\') ? unescapeDouble(inner) : inner;
  return inner.replaceAll("''", "'");
}

/** The offset of the first character that is no space. */
export function skipSpaces(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) === 32) at++;
  return at;
}

/** Where the colon stands that ends a plain key: before a space or at the end of the line. */
function plainKeyEnd(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (text.charCodeAt(at) === 58 && (at + 1 === end || text.charCodeAt(at + 1) === 32)) return at;
  }
  return -1;
}

type Key = { readonly key: string; readonly at: Span; readonly colon: number };

/** The key that begins at `from`, or null where none does. */
export function readKey(
  { text, lineEnd }: { readonly text: string; readonly lineEnd: number },
  from: number,
): Key | null {
  if (!isQuote(text.charAt(from))) {
    const colon = plainKeyEnd(text, from, lineEnd);
    if (colon === -1) return null;
    return { key: text.slice(from, colon).trimEnd(), at: { start: from, end: colon }, colon };
  }
  const end = closingQuote(text, from, lineEnd);
  const colon = end === -1 ? -1 : skipSpaces(text, end + 1, lineEnd);
  if (colon === -1 || text.charAt(colon) !== ':') return null;
  return { key: unquote(text.slice(from, end + 1)), at: { start: from + 1, end }, colon };
}
