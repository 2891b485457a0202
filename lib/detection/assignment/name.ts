/** Reads a name: does it name a credential, of which kind, and how sure are we of it? */

import { splitName } from '../../text/names.ts';
import {
  BEFORE_PASS,
  CREDENTIAL_ENDS,
  KEY_ENDS,
  KEY_QUALIFIERS,
  KEYS_OF_MAPS,
  PASSING_ON,
  PASSWORD_ENDS,
  REFUSING_BEFORE,
  REFUSING_BEHIND,
  SECRET_ENDS,
  TAILS,
  TOKEN_ENDS,
  WHOLE,
} from './name-lists.ts';

export type CredentialKind = 'password' | 'secret' | 'token' | 'key' | 'credential';

export type CredentialName = {
  readonly kind: CredentialKind;
  /** False where an unknown word follows the strong one, or a key has no word before it that says which: the value must look random. */
  readonly sure: boolean;
};

/** `auth.c`, `token.py`: a file that a changelog or a listing names. */
const FILE = /[a-z]\.(?:c|h|cc|cpp|pm|pl|py|js|ts|rb|go|java|php|sh|md|lua|rs|html|so|conf)$/;

/** Tokens against forged requests are no secrets; the keys that sign them are. */
const FORGERY: ReadonlySet<string> = new Set(['csrf', 'xsrf']);

const MOST_TAILS = 4;

function readWord(word: string): CredentialKind | null {
  if (PASSWORD_ENDS.test(word)) return 'password';
  if (SECRET_ENDS.test(word)) return 'secret';
  if (TOKEN_ENDS.test(word)) return /^[cx]srf/.test(word) ? null : 'token';
  if (KEY_ENDS.test(word)) return 'key';
  if (CREDENTIAL_ENDS.test(word)) return 'credential';
  if (word.endsWith('pass') && BEFORE_PASS.has(word.slice(0, -4))) return 'password';
  return WHOLE.get(word) ?? null;
}

/** Names are many, and made of few words. */
const REMEMBERED = 4096;
const known = new Map<string, CredentialKind | null>();

function kindOfWord(word: string, before: readonly string[]): CredentialKind | null {
  if (word === 'key') {
    if (KEYS_OF_MAPS.has(before.at(-1) ?? '')) return null;
    return before.some(each => KEY_QUALIFIERS.has(each)) ? 'key' : null;
  }
  const found = known.get(word);
  if (found !== undefined) return found;
  if (known.size >= REMEMBERED) known.clear();
  const kind = readWord(word);
  known.set(word, kind);
  return kind;
}

/** `mot_de_passe` as one word. */
const joinForeign = (words: readonly string[]): readonly string[] =>
  words.at(-2) === 'de' && words.at(-3) === 'mot' ? [...words.slice(0, -3), 'motdepasse'] : words;

const endsInDigit = (word: string): boolean => word.charCodeAt(word.length - 1) <= 57;
const withoutDigits = (word: string): string => (endsInDigit(word) ? word.replace(/\d+$/, '') || word : word);

/** `pass` as a verb: `proxy_pass`, `pass_test`. */
const isDeed = (words: readonly string[], at: number): boolean =>
  words[at] === 'pass' && (PASSING_ON.has(words[at - 1] ?? '') || /^tests?$/.test(words[at + 1] ?? ''));

/**
 * What `name` names, or null when it is no credential. The last strong word decides, harmless words behind it are passed
 * over: `token_type` is a type, `hash_secret` and `secretValue2` are secrets. Dots and arrows separate names; only the last
 * is read, but for what qualifies a key.
 */
export function readCredentialName(name: string): CredentialName | null {
  const words = joinForeign(splitName(name)).map(withoutDigits);
  if (/^[a-z]{2}_PW$/.test(name) || FILE.test(name)) return null;
  let sure = true;
  for (let passed = 0; passed <= MOST_TAILS && passed < words.length; passed++) {
    const at = words.length - 1 - passed;
    const word = words[at] ?? '';
    const before = words.slice(0, at);
    const kind = kindOfWord(word, before);
    if (kind !== null) {
      const refuses = (each: string): boolean => REFUSING_BEFORE.has(each) && !(kind !== 'token' && FORGERY.has(each));
      return isDeed(words, at) || before.some(refuses) ? null : { kind, sure };
    }
    if (word === 'key' && passed === 0) return null;
    if (/^\d+$/.test(word) || TAILS.has(word)) continue;
    if (REFUSING_BEHIND.has(word) || passed > 1) return null;
    sure = false;
  }
  return null;
}
