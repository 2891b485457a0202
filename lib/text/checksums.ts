/**
 * How values prove themselves offline: for each scheme whether a value keeps to it, and how to make one that does, for
 * samples. Rules name a scheme by its key here.
 */

import { decodeBase32, encodeBase32 } from './base32.ts';
import { holdsBase58Check, sealBase58 } from './base58.ts';
import { toBase62 } from './base62.ts';
import { holdsBech32, sealBech32 } from './bech32.ts';
import { crc16, crc24, crc32 } from './crc.ts';
import { readJwt } from './jwt.ts';
import { holdsPrivateKey, sealPrivateKey } from './private-key.ts';

/**
 * `evidence` is a short phrase for a report, such as `checksum valid`; it holds nothing that is secret. `holds` is null where
 * the value only tells more about itself.
 */
export type Proof = { readonly holds: boolean | null; readonly evidence: string };

export type Scheme = {
  /** What is checked, for the documentation. */
  readonly description: string;
  /** Null where the scheme says nothing about this value. */
  readonly check: (value: string) => Proof | null;
  /** A text of the same length that holds. Throws SyntaxError for a text that the scheme does not know. */
  readonly seal: (text: string) => string;
};

const CHECKSUM_PROOFS = [
  { holds: false, evidence: 'checksum wrong' },
  { holds: true, evidence: 'checksum valid' },
] as const;

const proofOf = (holds: boolean): Proof => CHECKSUM_PROOFS[holds ? 1 : 0];

/** Values whose last characters follow from those before them; `expect` gives what they should be, or null. */
function tailScheme(description: string, expect: (value: string) => string | null): Scheme {
  return {
    description,
    check: value => {
      const tail = expect(value);
      return tail === null ? null : proofOf(value.endsWith(tail));
    },
    seal: text => {
      const tail = expect(text);
      if (tail === null) throw new SyntaxError('the text has not the form of this checksum');
      return text.slice(0, text.length - tail.length) + tail;
    },
  };
}

const hex = (number: number): string => number.toString(16).padStart(8, '0');

/** `hex` with the least significant byte first. */
const swappedHex = (number: number): string => (hex(number).match(/../g) ?? []).reverse().join('');

function expectStellar(value: string): string | null {
  const bytes = /^[A-Z2-7]{56}$/.test(value) ? decodeBase32(value) : null;
  if (bytes === null) return null;
  const payload = bytes.subarray(0, -2);
  const sum = crc16(payload);
  return encodeBase32(Uint8Array.from([...payload, sum & 0xff, sum >> 8])).slice(-4);
}

function expectGitlab(value: string): string | null {
  const found = /^[a-z]+-(?:t\d_)?([0-9A-Za-z_-]{27,300})((?:\.[0-9a-z]{2})?\.)[0-9a-z]{9}$/.exec(value);
  if (found === null) return null;
  const [, payload = ''] = found;
  const length = payload.length.toString(36).padStart(2, '0');
  const start = value.slice(0, -9) + length;
  return length + crc32(start).toString(36).padStart(7, '0');
}

const ARMOR = /-----BEGIN PGP [A-Z ]+-----.*?(?:\r?\n|(?:\\r)?\\n){2}(.*?)=([0-9A-Za-z+/]{4})(?=\s|\\)/s;

function expectArmor(block: string): { readonly at: number; readonly sum: string } | null {
  const found = ARMOR.exec(block);
  if (found === null) return null;
  const [whole, body = '', sum = ''] = found;
  const text = body.replace(/\\[rn]|\s/g, '');
  if (!/^[0-9A-Za-z+/]+={0,2}$/.test(text)) return null;
  const bytes = Buffer.alloc(3);
  bytes.writeUIntBE(crc24(Buffer.from(text, 'base64')), 0, 3);
  return { at: found.index + whole.length - sum.length, sum: bytes.toString('base64') };
}

const HIGHEST_ACCOUNT = 999_999_999_999;

/** The account number that a key id of AWS holds: 40 bits behind the first of its unique part. */
function accountOf(keyId: string): number | null {
  const bytes = decodeBase32(keyId.slice(4));
  return bytes === null || bytes.length < 6
    ? null
    : Math.floor((Buffer.from(bytes).readUIntBE(0, 6) % 2 ** 47) / 2 ** 7);
}

const KEY_PROOFS = [
  { holds: false, evidence: 'no key inside' },
  { holds: true, evidence: 'well-formed key' },
] as const;

const keyProof = (block: string): Proof | null => {
  const holds = holdsPrivateKey(block);
  return holds === null ? null : KEY_PROOFS[holds ? 1 : 0];
};

function checkJwt(value: string): Proof | null {
  const parts = readJwt(value);
  if (parts === null) return null;
  const ends = parts.exp === null ? '' : `, expires ${new Date(parts.exp * 1000).toISOString().slice(0, 10)}`;
  return { holds: null, evidence: `decodes as ${parts.alg}${ends}` };
}

const same = (text: string): string => text;

export const CHECKSUMS = {
  'crc32-base62': tailScheme(
    'The last 6 characters are the CRC-32, in base 62, of what stands between the prefix and them (GitHub, npm, Vercel).',
    value => {
      const body = /^[a-z]+_([0-9A-Za-z]{36}|[0-9A-Za-z_-]{56})$/.exec(value)?.[1];
      return body === undefined ? null : toBase62(crc32(body.slice(0, -6)), 6);
    },
  ),
  'crc32-hex': tailScheme(
    'The last 8 characters are the CRC-32, in hexadecimal, of what stands between the prefix and them (Cloudflare, Zuplo).',
    value => {
      const body = /^[a-z]+_(?:([0-9A-Za-z]{40})|([0-9a-z]{32})_)[0-9a-f]{8}$/.exec(value);
      const text = body?.[1] ?? body?.[2];
      return text === undefined ? null : hex(crc32(text));
    },
  ),
  grafana: tailScheme('The last 8 characters are the CRC-32, low byte first, of all before the last `_`.', value =>
    /_[0-9a-f]{8}$/.test(value) ? swappedHex(crc32(value.slice(0, -9))) : null,
  ),
  atlassian: tailScheme('The last 8 characters are the CRC-32, in hexadecimal, of all before them.', value =>
    /=[0-9A-F]{8}$/.test(value) ? hex(crc32(value.slice(0, -8))).toUpperCase() : null,
  ),
  gitlab: tailScheme(
    'Routable tokens end in the length of their payload and the CRC-32 of all, in base 36.',
    expectGitlab,
  ),
  stellar: tailScheme('The last two bytes are the CRC-16 of those before them.', expectStellar),
  bech32: {
    description: 'The last 6 characters are the checksum of Bech32.',
    check: value => proofOf(holdsBech32(value)),
    seal: sealBech32,
  },
  base58check: {
    description: 'The last 4 bytes are the checksum of base58check.',
    check: value => proofOf(holdsBase58Check(value)),
    seal: sealBase58,
  },
  'aws-account': {
    description: 'The account number in the key id has 12 digits at most. Most made-up ids pass.',
    check: value =>
      (accountOf(value) ?? 0) > HIGHEST_ACCOUNT ? { holds: false, evidence: 'no account inside' } : null,
    seal: text => ((accountOf(text) ?? 0) > HIGHEST_ACCOUNT ? `${text.slice(0, 4)}A${text.slice(5)}` : text),
  },
  'private-key': {
    description: 'The body decodes to a DER structure that is as long as it says, or to OpenSSH’s format.',
    check: keyProof,
    seal: sealPrivateKey,
  },
  'private-key-base64': {
    description: 'As `private-key`, in the text that the value decodes to.',
    check: value => keyProof(Buffer.from(value, 'base64').toString('latin1')),
    seal: text =>
      Buffer.from(sealPrivateKey(Buffer.from(text, 'base64').toString('latin1')), 'latin1').toString('base64'),
  },
  openpgp: {
    description: 'The line that begins with `=` is the CRC-24 of the block; there may be none.',
    check: value => {
      const armor = expectArmor(value);
      return armor === null ? null : proofOf(value.startsWith(armor.sum, armor.at));
    },
    seal: text => {
      const armor = expectArmor(text);
      if (armor === null) throw new SyntaxError('this is no OpenPGP block with a checksum');
      return text.slice(0, armor.at) + armor.sum + text.slice(armor.at + armor.sum.length);
    },
  },
  jwt: {
    description: 'Tells the algorithm and the end of a token that decodes; moves no confidence.',
    check: checkJwt,
    seal: same,
  },
} as const satisfies Record<string, Scheme>;

export type ChecksumId = keyof typeof CHECKSUMS;

/** The scheme of that name, or undefined. */
export const schemeOf = (id: string): Scheme | undefined =>
  Object.hasOwn(CHECKSUMS, id) ? CHECKSUMS[id as ChecksumId] : undefined;
