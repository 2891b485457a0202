/** Splits the names of programs and configurations into words: `dbPassword`, `DB_PASSWORD` and `db-password` are the same two. */

import { DIGITS, LOWER_CASE, mark, UPPER_CASE } from './byte-set.ts';

/** Letters with a stroke, which no decomposition takes apart. */
const STROKES: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', ı: 'i', ß: 'ss' };

/** Letters of Latin script without their marks: `contraseña` becomes `contrasena`. Other scripts stay as they are. */
function dropMarks(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[łŁøØđıß]/g, letter => STROKES[letter] ?? letter);
}

const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
/** The class of each ASCII character that words are made of; 0 for every other. */
const CLASS = new Uint8Array(128);
mark(CLASS, LOWER_CASE, LOWER);
mark(CLASS, UPPER_CASE, UPPER);
mark(CLASS, DIGITS, DIGIT);

/** The words of a name of ASCII characters; null for any other. Nearly all names are: they are split without an expression. */
function splitAscii(name: string): string[] | null {
  const words: string[] = [];
  const classAt = (at: number): number => (at < name.length ? (CLASS[name.charCodeAt(at)] ?? -1) : 0);
  let start = 0;
  let before = 0;
  let kind = classAt(0);
  for (let at = 0; at <= name.length; at++) {
    const next = classAt(at + 1);
    if (kind === -1) return null;
    const begins = kind === UPPER && (before !== UPPER || next === LOWER);
    if ((kind === 0 || begins) && before !== 0) words.push(name.slice(start, at).toLowerCase());
    if (kind === 0) start = at + 1;
    else if (begins) start = at;
    before = kind;
    kind = next;
  }
  return words;
}

/** The words of a name in lower case: split at signs, before a capital that follows a small letter, and around digits. */
export function splitName(name: string): string[] {
  return splitAscii(name) ?? splitLetters(dropMarks(name));
}

const splitLetters = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());
