/** Fills the templates of samples: `ghp_{alnum:36}` becomes a token that looks live but never stands in the repository. */

import { schemeOf } from '../../text/checksums.ts';
import type { Random } from '../../text/random.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';

const ALPHABETS: Readonly<Record<string, string>> = {
  lower: LOWER,
  upper: UPPER,
  letters: LOWER + UPPER,
  digits: DIGITS,
  hex: `${DIGITS}abcdef`,
  'upper-hex': `${DIGITS}ABCDEF`,
  alnum: LOWER + UPPER + DIGITS,
  'lower-alnum': LOWER + DIGITS,
  'upper-alnum': UPPER + DIGITS,
  base64: `${LOWER}${UPPER}${DIGITS}+/`,
  base64url: `${LOWER}${UPPER}${DIGITS}-_`,
  base32: `${UPPER}234567`,
  'lower-base32': `${LOWER}234567`,
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  bech32: 'qpzry9x8gf2tvdw0s3jn54khce6mua7l',
  'upper-bech32': 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
};

const pick = (alphabet: string, random: Random): string => alphabet[Math.floor(random() * alphabet.length)] ?? '';

/** `A-F0-9_` spelt out. */
function expandSet(set: string): string {
  return set.replace(/(.)-(.)/gs, (_, from: string, to: string) => {
    const first = from.charCodeAt(0);
    return String.fromCharCode(...Array.from({ length: to.charCodeAt(0) - first + 1 }, (_each, at) => first + at));
  });
}

function randomText(alphabet: string, length: string, random: Random): string {
  const [least = '0', most = least] = length.split('-');
  const count = Number(least) + Math.floor(random() * (Number(most) - Number(least) + 1));
  if (!Number.isInteger(count)) throw new SyntaxError(`"${length}" is no length`);
  return Array.from({ length: count }, () => pick(alphabet, random)).join('');
}

function uuid(random: Random): string {
  const hex = (count: number): string => randomText(ALPHABETS['hex'] ?? '', String(count), random);
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${pick('89ab', random)}${hex(3)}-${hex(12)}`;
}

function jsonWebToken(random: Random): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: randomText(DIGITS, '10', random), iat: 1_700_000_000 + Math.floor(random() * 1e7) };
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${randomText(ALPHABETS['base64url'] ?? '', '43', random)}`;
}

/** `SCHEME:TEMPLATE` filled, and then made to pass the scheme's check. */
function seal(body: string, random: Random): string {
  const colon = body.indexOf(':');
  const scheme = schemeOf(body.slice(0, colon));
  if (scheme === undefined) throw new SyntaxError(`unknown template {sealed:${body}}`);
  return scheme.seal(fillSample(body.slice(colon + 1), random));
}

function fillOne(body: string, random: Random): string {
  if (body === 'uuid') return uuid(random);
  if (body === 'jwt') return jsonWebToken(random);
  if (body.startsWith('b64of:')) return Buffer.from(fillSample(body.slice(6), random)).toString('base64');
  if (body.startsWith('sealed:')) return seal(body.slice(7), random);
  const [, set, name = '', length = ''] = /^(?:\[(.+)\]|([a-z0-9-]+)):([0-9-]+)$/s.exec(body) ?? [];
  const alphabet = set === undefined ? ALPHABETS[name] : expandSet(set);
  if (alphabet === undefined) throw new SyntaxError(`unknown template {${body}}`);
  return randomText(alphabet, length, random);
}

/** The index just behind the brace that closes the one at `open`. */
function closingBrace(template: string, open: number): number {
  let depth = 0;
  for (let at = open; at < template.length; at++) {
    if (template[at] === '{') depth += 1;
    if (template[at] === '}' && --depth === 0) return at + 1;
  }
  throw new SyntaxError(`the brace at column ${open + 1} is never closed`);
}

/** Fills every `{…}` of `template` (see rules/README.md for the list). Throws SyntaxError for a template it does not know. */
export function fillSample(template: string, random: Random): string {
  let out = '';
  for (let at = 0; at < template.length; ) {
    const char = template[at] ?? '';
    if ((char === '{' || char === '}') && template[at + 1] === char) {
      out += char;
      at += 2;
    } else if (char === '{') {
      const end = closingBrace(template, at);
      out += fillOne(template.slice(at + 1, end - 1), random);
      at = end;
    } else {
      out += char;
      at += 1;
    }
  }
  return out;
}
