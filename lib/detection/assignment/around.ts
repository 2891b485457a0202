/** Reads what stands around a value in any language: is it a string or the right side of an assignment, and to what name? */

export type Assignment = {
  /** The name on the left side, `''` where a string stands by itself. */
  readonly name: string;
  readonly quoted: boolean;
};

const NAME_LENGTH = 80;
const EQUALS = 61;
const COLON = 58;

const code = (char: string): number => char.charCodeAt(0);
const flags = (chars: string): Uint8Array => {
  const table = new Uint8Array(256);
  for (const char of chars) table[code(char)] = 1;
  return table;
};

const QUOTES = flags('\'"`');
const BLANKS = flags(' \t');
/** What may stand directly behind an unquoted value. */
const ENDS = flags(' \t\r\n,;&)]}#<');
const OPERATORS = flags('=:>,(');
const CLOSERS = flags('\'"`]) \t\\');
/** Letters that stand before a string and belong to it. */
const PREFIXES = flags('bBrRuUfL@');
const NAME_CHARS = flags('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.$');

const is = (table: Uint8Array, byte: number | undefined): boolean => byte !== undefined && table[byte] === 1;

/** The name before an assignment operator that ends at `at`, or `''`. */
function readName(bytes: Uint8Array, at: number): string {
  const least = Math.max(0, at - NAME_LENGTH);
  let end = at;
  while (end > least && (is(CLOSERS, bytes[end - 1]) || is(OPERATORS, bytes[end - 1]))) end -= 1;
  let start = end;
  while (start > least && is(NAME_CHARS, bytes[start - 1])) start -= 1;
  return String.fromCharCode(...bytes.subarray(start, end));
}

/** Skips blanks and one string prefix letter (`b"…"`, `r'…'`, `@"…"`) to the left. */
function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at > 0 && from - at < 16 && is(BLANKS, bytes[at - 1])) at -= 1;
  return at;
}

function readQuoted(bytes: Uint8Array, start: number): Assignment {
  let at = start - 1;
  if (bytes[at - 1] === code('\\')) at -= 1;
  if (is(PREFIXES, bytes[at - 1]) && !is(NAME_CHARS, bytes[at - 2])) at -= 1;
  at = skipBlanks(bytes, at);
  return { name: is(OPERATORS, bytes[at - 1]) ? readName(bytes, at) : '', quoted: true };
}

/** Whether the bytes directly around a value, blanks aside, let `readAssignment` read anything there. Makes no strings. */
export function mayBeAssigned(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === 0) return false;
  if (QUOTES[bytes[start - 1] as number] === 1) return true;
  if (end < bytes.length && ENDS[bytes[end] as number] === 0) return false;
  const at = skipBlanks(bytes, start);
  const operator = at === 0 ? 0 : bytes[at - 1];
  return operator === EQUALS || operator === COLON;
}

/**
 * Reads around the value at `start` to `end` of `bytes`. Null when it is neither a whole quoted string nor a whole unquoted
 * right side (`NAME=value`, `name: value`).
 */
export function readAssignment(bytes: Uint8Array, start: number, end: number): Assignment | null {
  const before = bytes[start - 1];
  if (is(QUOTES, before)) {
    const closing = bytes[end] === code('\\') ? bytes[end + 1] : bytes[end];
    return closing === before ? readQuoted(bytes, start) : null;
  }
  if (end < bytes.length && !is(ENDS, bytes[end])) return null;
  const at = skipBlanks(bytes, start);
  const operator = bytes[at - 1];
  if (operator !== EQUALS && operator !== COLON) return null;
  const name = readName(bytes, at);
  return name === '' ? null : { name, quoted: false };
}
