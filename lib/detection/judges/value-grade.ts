/** Grades what stands where a credential belongs: made by a generator, thought out by a person, or words that mean "put it here". */

import { entropyOfText } from '../../text/entropy.ts';
import { countWordLetters, languageScore } from './language.ts';
import { countWeakWords } from './weak-words.ts';

/**
 * `random`: no language in it. `human`: a word with digits or signs, as people build passwords. `compound`: several weak
 * words. `words`: ordinary words or a name. `weak`: one weak word, a row of digits, next to nothing.
 */
export type Grade = 'random' | 'human' | 'compound' | 'words' | 'weak';

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};
const ROWS = ['01234567890123', '09876543210', '11223344', '121212', '112233', '1qaz2wsx', '123123', '102030'];
/** Words of schemas and protocols that stand for a kind of value. */
const KINDS =
  /^(?:str(?:ing)?|u?int(?:eger)?|number|bool(?:ean)?|true|false|yes|no|on|off|null|none|nil|undefined|void|any|object|array|list|map|bytes?|text|varchar.*|char|required|optional|basic|digest|bearer|plain|ntlm|kerberos|oauth2?|totp|pbkdf2|bcrypt|argon2\w*|md5|sha\d{1,3}|hs\d{3}|rs\d{3}|aes\d*|jwt|latin-?1|utf-?(?:8|16)|ascii|scram[\w-]*|disabled|enabled|auto|always|never|input|hidden|self|this)$/i;

/** Weak words that even with a row of digits mean no more than "a value". */
const STAND_INS = /test|pass|secret|token|key|foo|ba[rz]|user|demo|sample|name|value|string|word|abc|xyz/;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const splitCamel = (text: string): string => text.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** Whether digits are a row of the keyboard, or nearly one digit over and over. */
export function isRow(digits: string): boolean {
  return new Set(digits).size <= 2 || ROWS.some(row => row.includes(digits));
}

/** What a value of nothing but weak words and what stands between them is, or null for any other value. */
function gradeWeak(value: string): Grade | null {
  const text = splitCamel(value);
  const words = countWeakWords(text);
  if (words === null) return null;
  const letters = count(text, /[a-z]/g);
  if (letters < words * 2.5 && letters > 4) return null;
  const digits = value.replace(/\D/g, '');
  const signs = count(value, /[^A-Za-z0-9_. /-]/g);
  if (words > 1) return digits.length >= 4 && !isRow(digits) ? 'human' : 'compound';
  if (digits.length >= 3 || (digits.length > 0 && signs > 0)) {
    return isRow(digits) && signs === 0 && STAND_INS.test(text) ? 'compound' : 'human';
  }
  return digits.length === 0 || signs > 0 ? 'weak' : 'compound';
}

/** The same for words in which signs and digits stand for letters: `p4ssw0rd`. */
function gradeLeet(value: string): Grade | null {
  const text = value.toLowerCase().replace(/[013457@$]/g, sign => LEET[sign] ?? sign);
  const words = countWeakWords(text.replace(/[^a-z]+$/, ''));
  if (words === null || count(text, /[a-z]/g) < words * 2.5) return null;
  return value.length < 6 ? 'compound' : 'human';
}

function gradeDigits(value: string): Grade {
  const digits = value.replace(/\D/g, '');
  return digits.length < 6 || isRow(digits) ? 'weak' : 'human';
}

/** Signs that people and programs put between words, too: by themselves they make no password. */
const SIGNS = /[^A-Za-z0-9_. /\x80-\xff:,;|\\()'"-]/g;

/** Grades a value, in latin1, that is no reference and no placeholder. */
export function gradeValue(value: string): Grade {
  if (KINDS.test(value)) return 'weak';
  const letters = count(value, /[A-Za-z]/g);
  const high = count(value, /[\x80-\xff]/g);
  const digits = count(value, /[0-9]/g);
  if (letters + high === 0) return digits === 0 ? 'weak' : gradeDigits(value);
  if (high > 0 && (digits < 2 || high * 2 > letters)) return 'words';
  const weak = gradeWeak(value) ?? (digits > 0 || /[@$]/.test(value) ? gradeLeet(value) : null);
  if (weak !== null) return weak;
  const signs = count(value, SIGNS);
  const wordy = countWordLetters(value) + high;
  if (digits === 0 && signs === 0) return gradeLetters(value);
  if (signs === 0 && isNumberedName(value, wordy)) return 'words';
  if (wordy >= value.length * 0.5 || value.length < 8) return 'human';
  return entropyOfText(value) >= leastEntropy(value.length) ? 'random' : 'human';
}

/** Letters alone are a credential where they are far from language: a generator's, or initials that a person took. */
function gradeLetters(value: string): Grade {
  const runs = value.toLowerCase().match(/[a-z]{2,}/g) ?? [];
  const pairs = runs.reduce((sum, run) => sum + run.length - 1, 0);
  const score = runs.reduce((sum, run) => sum + languageScore(run) * (run.length - 1), 0) / Math.max(1, pairs);
  if (value.length >= 12 && score < -0.35 && entropyOfText(value) >= leastEntropy(value.length)) return 'random';
  return score < strangeBelow(value) ? 'human' : 'words';
}

/**
 * The score below which letters are no word: of random ones nine in ten lie below it, of words two in a hundred. Short ones,
 * abbreviations in capitals and names put together have to be stranger.
 */
function strangeBelow(value: string): number {
  if (!/^(?:[a-z]+|[A-Z]{6,}|[A-Z][a-z]+|[a-z]*(?:[A-Z]{2,}[a-z]+){2,}[A-Z]*)$/.test(value)) return -0.5;
  return value.length < 6 ? -0.4 : -0.2;
}

/** `service-account-2`, `user_1_key`, `sha256WithRSA`: words joined by signs or capitals, with few digits. */
function isNumberedName(value: string, wordy: number): boolean {
  const digits = count(value, /[0-9]/g);
  const parts = value.split(/[-_. /]|(?<=[a-z])(?=[A-Z])/).filter(part => part !== '').length;
  return parts >= 2 && digits <= 1 + parts / 2 && wordy >= (value.length - digits - parts) * 0.65;
}

/** The least entropy, in bits a character, of a random value of so many characters. */
export const leastEntropy = (length: number): number => Math.min(3, Math.log2(length) - 0.9);
