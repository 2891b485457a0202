/**
 * The first look at a keyword: where does the name it stands in end, and could a value follow? Works on bytes alone, because
 * nearly every keyword in a text is turned away here.
 */

const table = (chars: string, high = 0): Uint8Array => {
  const flags = new Uint8Array(256).fill(high, 128);
  for (const char of chars) flags[char.charCodeAt(0)] = 1;
  return flags;
};

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const NAME = table(`${LETTERS}_-.$`, 1);
const CLOSERS = table('\'"`\\]?!*');
const BLANKS = table(' \t');
const OPERATORS = table('=:>,({|?!+<\r\n');
/** What may stand behind a name and blanks, where the grammar of a command or a statement makes it an assignment. */
const LOOSE = table(`${LETTERS}'"\`$@#!%^&*-<`);

const LONGEST_NAME = 80;
const MOST_BLANKS = 40;
/** `：`, the colon of Chinese and Japanese text, in UTF-8. */
const WIDE_COLON = 0xef;

/** What stands behind a name: its operator, or `loose` where only blanks part it from what follows. */
export type Place = { start: number; end: number; operator: number; quoted: boolean; loose: boolean };

/** One place, filled anew for each keyword: the hot path makes no objects. */
export const createPlace = (): Place => ({ start: 0, end: 0, operator: 0, quoted: false, loose: false });

const isWideColon = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === WIDE_COLON && bytes[at + 1] === 0xbc && bytes[at + 2] === 0x9a;

/** The end of the name that holds byte `from`, or −1 when it is too long to be one. */
export function endOfName(bytes: Uint8Array, from: number): number {
  const most = Math.min(bytes.length, from + LONGEST_NAME);
  let end = from;
  while (end < most && NAME[bytes[end] as number] === 1 && !isWideColon(bytes, end)) end += 1;
  return end - from < LONGEST_NAME ? end : -1;
}

/** Keywords that go on with no letter of the same case, by their first two letters: `keyboard` and `author` name nothing. */
const ENDING = new Map([
  ['ke', 'key'],
  ['to', 'token'],
  ['se', 'secret'],
  ['au', 'auth'],
  ['jw', 'jwt'],
]);
const ENDING_LENGTH = new Uint8Array(65536);
for (const [pair, keyword] of ENDING) {
  for (const first of [pair.charCodeAt(0), pair.charCodeAt(0) - 32]) {
    for (const second of [pair.charCodeAt(1), pair.charCodeAt(1) - 32]) {
      ENDING_LENGTH[first * 256 + second] = keyword.length;
    }
  }
}

const P = 112;
const MINUS = 45;
const GREATER = 62;
const CLOSE = 41;
const DOT = 46;
const BRACKET = 93;
const isLower = (byte: number): boolean => byte >= 97 && byte <= 122;
const isUpper = (byte: number): boolean => byte >= 65 && byte <= 90;
/** Letters that go on from `pass` to a word for a password: `w`ord, `p`hrase, `c`ode, and the French `e`. */
const BEHIND_PASS = table('wpceWPCE');

/** Whether a keyword at `start` is only the beginning of another word, such as `tokenizer` or `passing`. A quick no is what this is for. */
export function isOtherWord(bytes: Uint8Array, start: number): boolean {
  const first = bytes[start] as number;
  const pass = (first | 32) === P && ((bytes[start + 1] as number) | 32) === 97;
  const length = pass ? 4 : (ENDING_LENGTH[first * 256 + (bytes[start + 1] as number)] as number);
  if (length === 0) return false;
  const last = bytes[start + length - 1] as number;
  const next = bytes[start + length] as number;
  const goesOn = (isLower(last) && isLower(next)) || (isUpper(last) && isUpper(next));
  if (!pass || !goesOn) return goesOn;
  if (BEHIND_PASS[next] === 0) return true;
  return (next | 32) === 101 && isLower(bytes[start + 5] as number);
}

const isUpperOrLower = (byte: number): boolean => isLower(byte) || isUpper(byte);

/** `->` of maps, `).` behind a name in quotes, where a method may enter a value, and `].Value`. */
function isArrow(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 1] as number;
  if (bytes[at] === DOT) return (bytes[at - 1] === BRACKET || bytes[at - 1] === CLOSE) && isUpperOrLower(next);
  return (bytes[at] === MINUS && next === GREATER) || (bytes[at] === CLOSE && next === DOT);
}

function startOfName(bytes: Uint8Array, from: number): number {
  const least = Math.max(0, from - LONGEST_NAME);
  let start = from;
  while (start > least && NAME[bytes[start - 1] as number] === 1) start -= 1;
  return start;
}

/**
 * Looks at what follows the name that ends at `end` and holds byte `from`. False when no value can stand there; else `place`
 * says where the name lies and where its operator begins.
 */
export function readPlace(bytes: Uint8Array, from: number, end: number, place: Place): boolean {
  let at = end;
  while (at < end + 4 && CLOSERS[bytes[at] as number] === 1) at += 1;
  const closed = at;
  while (at < closed + MOST_BLANKS && BLANKS[bytes[at] as number] === 1) at += 1;
  if (at >= bytes.length) return false;
  const byte = bytes[at] as number;
  const operator = OPERATORS[byte] === 1 || isArrow(bytes, at) || isWideColon(bytes, at);
  if (!operator && (at === closed || LOOSE[byte] === 0)) return false;
  place.start = startOfName(bytes, from);
  place.end = end;
  place.operator = at;
  place.quoted = bytes[end] === 34 || bytes[end] === 39 || bytes[end] === 96 || bytes[end] === 92;
  place.loose = !operator;
  return true;
}
