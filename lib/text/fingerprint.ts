/**
 * The identity of a finding across commits and moved lines: its rule, its path and a salted hash of the secret. Neither line
 * nor offset is part of it.
 */

import { hmacHex } from './digest.ts';

/** Used where no baseline brings a salt of its own. Public: a short password can still be guessed from its fingerprint. */
export const DEFAULT_SALT = 'gate fingerprint 1';

/** 32 hexadecimal digits: the first half of HMAC-SHA-256 over rule id, path and secret. */
export function fingerprint(salt: string, ruleId: string, path: string, secret: string): string {
  return hmacHex(salt, `${ruleId}\0${path}\0${secret}`).slice(0, 32);
}
