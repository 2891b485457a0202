/** Reads a string literal as the languages write it: prefixes, wrappers, escapes, triple quotes. */

import type { RightSide } from './context.ts';

const LONGEST = 400;
const NEWLINE = 10;
const BACKSLASH = 92;

/** Functions and types around a literal that leave it the value: `Some("x")`, `[]byte("x")`, `new Secret("x")`, `String::from("x")`. */
const WRAPPERS =
  /(?:(?:&|\*|await |new |\(\w{1,20}\) ?)?(?:[A-Za-z_]\w{0,30}(?:::|\.)){0,3}(?:some|just|ok|right|bytes?|\[\]byte|\[\]rune|bytearray|from(?:_?string|_str|_utf8)?|str(?:ing|ptr|_ptr)?|to_?ptr|ptr(?:_?to)?|pointer|to|of|value_?of|secret(?:_?str(?:ing)?|_?value|_?key)?|secure_?string|sensitive|password|passphrase|token|credentials?|text|literal|quote|constant|unsafe_?plain_?text|b64encode|buffer\.from|const|r|u|b)(?:<[\w ,]{0,30}>)?\()/iy;
const PREFIX = /(?:\[\]byte|\[\]rune)?\{?(?:[bBrRuULNE]{1,2}|@\$?|\$@)?(?=["'])/y;
const OPENING = /\\{0,3}(?:"""|'''|["'`])|&quot;|&#39;|\\u0022/y;

/** Behind a literal that is only part of a value: a sign of concatenation or formatting and what is joined. */
const JOINED =
  /(?:[)\]}]{0,2}[ \t]*(?:\+|\.\.|\. ?(?=[$"'A-Za-z_(])(?!(?:to_?|get|as|into|trim|chars|bytes|clone|encode|freeze|repeat|length)\w*)|%(?=[ (\w])|& ?(?=[A-Za-z(]))[ \t]*[\w("'$[])/iy;

function skipWrappers(text: string, from: number): number {
  let at = from;
  for (let depth = 0; depth < 3; depth++) {
    WRAPPERS.lastIndex = at;
    const wrapper = WRAPPERS.exec(text);
    if (wrapper === null) break;
    at += wrapper[0].length;
  }
  PREFIX.lastIndex = at;
  return at + (PREFIX.exec(text)?.[0].length ?? 0);
}

/** Where the literal that `opening` began ends, or −1. A quote in an escaped literal is escaped as deep. */
function findClosing(text: string, from: number, opening: string): number {
  const most = Math.min(text.length, from + LONGEST);
  const first = opening.charCodeAt(0);
  const oneLine = opening !== '`' && !(opening.length >= 3 && /^["']/.test(opening));
  for (let at = from; at < most; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE && oneLine) return -1;
    if (code === first && text.startsWith(opening, at)) return at;
    if (code === BACKSLASH && first !== BACKSLASH) at += 1;
  }
  return -1;
}

/** The literal at `from` of `text`, or null where there is none, or only a part of a value that is put together. */
export function readQuoted(text: string, from: number): RightSide | null {
  const at = skipWrappers(text, from);
  OPENING.lastIndex = at;
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined) return null;
  const first = at + opening.length;
  const last = findClosing(text, first, opening);
  if (last <= first) return null;
  JOINED.lastIndex = last + opening.length;
  if (JOINED.test(text)) return null;
  if (/flag|opt|arg|param/i.test(text.slice(from, at)) && /^[^\w\s]{1,3}\s*,/.test(text.slice(last))) return null;
  if (/\\$/.test(text.slice(first, last))) return null;
  return trim(text, first, last);
}

/** Without the blanks and line ends at both sides; null when several lines are left. */
function trim(text: string, first: number, last: number): RightSide | null {
  let start = first;
  let end = last;
  while (start < end && /\s/.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return start === end || text.slice(start, end).includes('\n') ? null : { start, end, quoted: true };
}
