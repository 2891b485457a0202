/** The words in names that tell whether a value is a credential, and the two judges that read them. */

import { splitName } from '../../text/names.ts';
import type { Judge } from './judge.ts';
import { drop, lower, raise } from './judge.ts';

const CREDENTIAL =
  /(?:password|passwd|passphrase|passcode|passwort|pwd|secret|token|apikey|accesskey|secretkey|privatekey|authkey|credentials?)$/;
const CREDENTIAL_WORDS = new Set([
  'pass',
  'pw',
  'psk',
  'auth',
  'cred',
  'creds',
  'jwt',
  'key',
  'pat',
  'bearer',
  'authorization',
  'apikey',
  'sid',
  'api',
]);

/** A key is a credential only with one of these before it: there are keys of maps, of caches and of translations. */
const KEY_QUALIFIERS = new Set(
  (
    'access account admin aes api app application auth aws azure cipher client consumer crypt crypto deploy enc encrypt encryption hmac jwt license ' +
    'master private rsa secret security server service session shared sign signing ssh storage stripe subscription user write'
  ).split(' '),
);

/** Words of a name that say what kind of harmless value it holds. */
const BENIGN = new Set(
  (
    'algorithm alphabet asset charset checksum chunk class classname codepoint color commit content css data digest encoded etag expected ' +
    'file filename fingerprint fixture font guid h1 hash hashes hex html icon id identifier ids image img integrity kid label locale md5 module name ' +
    'nonce oid package path pattern pem pub pubkey public query ref regex resolved rev revision salt selector sha sha1 sha256 sha384 sha512 sig signature signed snapshot src ' +
    'sum svg tag template test text thumbprint title translation type uid uri url urls uuid vector version xpath'
  ).split(' '),
);

/** Words that make even a key or a token something everybody may see. */
const PUBLIC = new Set([
  'public',
  'pub',
  'publishable',
  'next',
  'continuation',
  'pagination',
  'csrf',
  'xsrf',
  'authenticity',
  'site',
  'sitekey',
  'etag',
  'fingerprint',
]);

/** Words that make a password or a token what was computed from one. */
const HASHED = new Set(['hashed', 'hash', 'encrypted', 'digest', 'md5', 'sha1', 'sha256', 'bcrypt', 'crypted']);

export type NameKind = 'credential' | 'benign' | 'neutral';

/** What the name of a value says about it. The last words decide: `token_type` is a type, `hash_secret` a secret. */
export function kindOfName(name: string): NameKind {
  const words = splitName(name.slice(name.lastIndexOf('.', name.length - 2) + 1));
  const last = words.at(-1) ?? '';
  if (BENIGN.has(last) || words.some(word => PUBLIC.has(word))) return 'benign';
  if (words.some(word => /^sha\d+$|^md5$/.test(word))) return 'benign';
  if (words.some(word => HASHED.has(word))) return 'neutral';
  if (CREDENTIAL.test(last)) return 'credential';
  if (last === 'key' || last === 'keys') return words.some(word => KEY_QUALIFIERS.has(word)) ? 'credential' : 'neutral';
  if (CREDENTIAL_WORDS.has(last)) return 'credential';
  return words.some(word => BENIGN.has(word)) ? 'benign' : 'neutral';
}

/** For values that only their randomness speaks for: the name confirms or refutes it. */
export const judgeValueName: Judge = ({ match }) => {
  const kind = kindOfName(match.name ?? '');
  if (kind === 'credential') return raise('it is assigned to a name for a credential');
  return kind === 'benign' ? drop('its name says that it is something harmless') : null;
};

const NEAR_WORDS = /key|token|seed|app_?id|secret|pass|pwd|auth|cred|pat\b|api|bearer|sid\b|private/i;
/** A call that makes or opens a client is given its key: `new Acme('…')`, `acme.NewClient("…")`, `require('acme')('…')`. */
const OPENS_CLIENT = /(?:new(?: \w+)?|client|init|initialize|configure|setup|login|connect|sdk|['"]\))\([^\w]*$/i;
const NEW = 'new ';
const NEAR_BENIGN =
  /(?:hash|sha\d*|md5|digest|checksum|integrity|url|uri|path|file|version|commit|public|uuid|guid)[^\w]*$/i;

/**
 * Whether the service's word, which begins the match, is a word of the name and not a stretch of another: `boxKey` and
 * `BOX_KEY`, not `inboxKey`.
 */
function isWholeWord(before: string, matched: string): boolean {
  const first = matched[0] ?? '';
  if (/[a-z]$/.test(before) && !/[A-Z]/.test(first)) return false;
  return !/[A-Z]$/.test(before) || /^[A-Z][a-z]/.test(matched);
}

/**
 * `ACME = "…"`: the service's word is all there is of the name, and the value is no digest, number or UUID, which could
 * stand for anything of that service.
 */
const isServiceAlone = (name: string, value: string): boolean =>
  /^[A-Za-z0-9]+["'\]]{0,3}\s{0,8}(?:=>|:=|[=:])\W*$/.test(name) &&
  splitName(name.replace(/\W+$/, '')).length === 1 &&
  !/id\W*$/i.test(name) &&
  !/^[0-9A-Fa-f-]+$/.test(value);

/**
 * For keys found beside a service's name: the whole name must hold a word for a credential, be a call that opens a
 * client or the service's word alone, and not end in a harmless one.
 */
export const judgeNearName: Judge = ({ match, view, value }) => {
  let start = match.span.start;
  while (start > 0 && match.span.start - start < 40 && /[\w.-]/.test(String.fromCharCode(view.bytes[start - 1] ?? 0)))
    start -= 1;
  const before = view.bytes.toString('latin1', start, match.span.start);
  const name = before + (match.name ?? '');
  if (!isWholeWord(before, match.name ?? '')) return drop("the service's name is only part of another word");
  const call = view.bytes.toString('latin1', Math.max(0, start - NEW.length), start) === NEW ? NEW + name : name;
  if (!NEAR_WORDS.test(name) && !OPENS_CLIENT.test(call) && !isServiceAlone(name, value))
    return drop('no word for a credential in the name');
  return NEAR_BENIGN.test(name) ? lower('its name says that it is something harmless') : null;
};
