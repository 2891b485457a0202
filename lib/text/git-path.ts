/**
 * File names as diffs write them: C-quoted, behind a prefix, or split by a space that may as well belong to the name.
 * Names are handled as latin1 strings, one character a byte, until `decodePath` makes the path that is reported.
 */

/** What the letters after a backslash stand for in a quoted name (git's quote.c); three octal digits are a byte. */
const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/** Prefixes that git itself puts before the old and the new name: the default, and those of diff.mnemonicPrefix. */
const KNOWN_PREFIXES: readonly (readonly [before: string, after: string])[] = [
  ['a/', 'b/'],
  ['i/', 'w/'],
  ['c/', 'i/'],
  ['c/', 'w/'],
  ['o/', 'w/'],
  ['1/', '2/'],
  ['w/', 'i/'],
  ['i/', 'c/'],
  ['w/', 'c/'],
  ['b/', 'a/'],
];

const NULL_PATH = '/dev/null';

/** How many places a name may be split at before the search is given up. */
const MAX_SPLITS = 64;

/** Turns the bytes of a name into the path that is reported; bytes that are not UTF-8 become U+FFFD. */
export const decodePath = (name: string): string => Buffer.from(name, 'latin1').toString('utf8');

/** Reads the quoted name that starts at `from` (a `"`). Null when the quote is not closed or an escape is unknown. */
export function readQuotedName(text: string, from: number): { readonly name: string; readonly end: number } | null {
  let name = '';
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return { name, end: at + 1 };
    if (character !== '\\') {
      name += character;
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4))?.[0];
    const plain = ESCAPES[text.charAt(at + 1)];
    if (octal !== undefined) name += String.fromCharCode(Number.parseInt(octal, 8));
    else if (plain !== undefined) name += plain;
    else return null;
    at += octal === undefined ? 1 : 3;
  }
  return null;
}

/** The name in a header line that holds nothing else: quoted, or as it is up to a tab (git and `diff -u` write one before what follows). */
export function readName(text: string): string {
  if (text.startsWith('"')) {
    const quoted = readQuotedName(text, 0);
    if (quoted !== null) return quoted.name;
  }
  const tab = text.indexOf('\t');
  return tab === -1 ? text : text.slice(0, tab);
}

export const isNullPath = (name: string): boolean => name === NULL_PATH;

/** A name without the prefix before it. */
export type PrefixedName = { readonly name: string; readonly prefix: string };

function stripKnownPrefix(before: string, after: string): PrefixedName | null {
  for (const [left, right] of KNOWN_PREFIXES) {
    if (before.startsWith(left) && after.startsWith(right)) return { name: after.slice(right.length), prefix: right };
  }
  return null;
}

/** The longest ending that both share, from a `/` or `:` on; that is the name when the prefixes are not known. */
function stripCustomPrefix(before: string, after: string): PrefixedName | null {
  let shared = 0;
  while (shared < Math.min(before.length, after.length) && before.at(-1 - shared) === after.at(-1 - shared))
    shared += 1;
  const from = after.slice(after.length - shared).search(/[/:]/);
  if (from === -1) return null;
  const start = after.length - shared + from + 1;
  return start === after.length ? null : { name: after.slice(start), prefix: after.slice(0, start) };
}

/** Splits `before after` in two names, as far as a space or a quote tells where. */
function* splitNames(text: string): Generator<readonly [before: string, after: string]> {
  if (text.startsWith('"')) {
    const quoted = readQuotedName(text, 0);
    if (quoted !== null && text[quoted.end] === ' ') yield [quoted.name, readName(text.slice(quoted.end + 1))];
    return;
  }
  const quote = text.indexOf(' "');
  if (quote !== -1 && text.endsWith('"')) {
    yield [text.slice(0, quote), readName(text.slice(quote + 1))];
    return;
  }
  const middle = (text.length - 1) / 2;
  if (text[middle] === ' ') yield [text.slice(0, middle), text.slice(middle + 1)];
  let at = text.indexOf(' ');
  for (let splits = 0; at !== -1 && splits < MAX_SPLITS; splits++, at = text.indexOf(' ', at + 1)) {
    yield [text.slice(0, at), text.slice(at + 1)];
  }
}

/**
 * The file that `before after`, the rest of a `diff --git` line, speaks of. Both names are the same behind their prefixes
 * unless it is a rename, whose own lines say more. Null when they can't be told apart.
 */
export function readGitNames(text: string): PrefixedName | null {
  let differing: PrefixedName | null = null;
  let best: PrefixedName | null = null;
  for (const [before, after] of splitNames(text)) {
    if (before === after) return { name: after, prefix: '' };
    const known = stripKnownPrefix(before, after);
    if (known !== null && before.slice(known.prefix.length) === known.name) return known;
    differing ??= known;
    const custom = stripCustomPrefix(before, after);
    if (custom !== null && (best === null || custom.name.length > best.name.length)) best = custom;
  }
  return differing ?? best;
}

/**
 * The file that a `--- before` and `+++ after` pair changes, or removes when `after` is /dev/null. `prefix` is what the
 * `diff --git` line showed to stand before the new name; null without such a line.
 */
export function readChangedName(before: string, after: string, prefix: string | null): string {
  if (isNullPath(after)) return prefix !== '' && before.startsWith('a/') ? before.slice(2) : before;
  if (prefix !== null && after.startsWith(prefix)) return after.slice(prefix.length);
  if (before === after) return after;
  return stripKnownPrefix(isNullPath(before) ? 'a/' : before, after)?.name ?? after;
}
