import { describe, expect, test } from 'vitest';
import { decodeBase32, encodeBase32 } from '../../lib/text/base32.ts';
import { decodeBase58, encodeBase58, holdsBase58Check } from '../../lib/text/base58.ts';
import { toBase62 } from '../../lib/text/base62.ts';
import { holdsBech32 } from '../../lib/text/bech32.ts';
import { CHECKSUMS, schemeOf } from '../../lib/text/checksums.ts';
import { crc16, crc24, crc32 } from '../../lib/text/crc.ts';
import { sample } from '../rules.ts';

test('the check values that the standards give for "123456789"', () => {
  const digits = '123456789';
  expect(crc32(digits)).toBe(0xcbf43926);
  expect(crc24(Buffer.from(digits))).toBe(0x21cf02);
  expect(crc16(Buffer.from(digits))).toBe(0x31c3);
});

test('base 62 has digits, capitals and small letters, filled up with zeros', () => {
  expect(toBase62(0, 6)).toBe('000000');
  expect(toBase62(61, 2)).toBe('0z');
  expect(toBase62(2 ** 32 - 1, 6)).toBe('4gfFC3');
});

test('base 32 and base 58 give back what they were given', () => {
  const bytes = Uint8Array.from([0, 0, 1, 250, 17, 99, 3, 4, 5, 255]);
  expect(Buffer.from(decodeBase32(encodeBase32(bytes)) ?? [])).toEqual(Buffer.from(bytes));
  expect(Buffer.from(decodeBase58(encodeBase58(bytes)) ?? [])).toEqual(Buffer.from(bytes));
  expect(encodeBase58(Uint8Array.from([0, 0]))).toBe('11');
  expect(decodeBase32('A1')).toBeNull();
  expect(decodeBase58('0O')).toBeNull();
});

test('examples of the specifications hold', () => {
  expect(holdsBech32('A12UEL5L')).toBe(true);
  expect(holdsBech32('a12uel5m')).toBe(false);
  expect(holdsBech32('A12uel5l')).toBe(false);
  // gate:allow generic-high-entropy -- the address that the format's own page gives as an example
  expect(holdsBase58Check('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2')).toBe(true);
  // gate:allow generic-high-entropy -- the same with another last character
  expect(holdsBase58Check('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3')).toBe(false);
});

const DER = ['-----BEGIN RSA PRIVATE KEY-----', '{base64:64}', '{base64:64}', '-----END RSA PRIVATE KEY-----'];
const ARMOR = ['-----BEGIN PGP PRIVATE KEY BLOCK-----', '', '{base64:64}', '={base64:4}', '-----END PGP X-----'];

const CASES: readonly (readonly [keyof typeof CHECKSUMS, string])[] = [
  ['crc32-base62', 'ghp_{alnum:36}'],
  ['crc32-base62', 'vcp_{base64url:56}'],
  ['crc32-hex', 'cfut_{alnum:40}{hex:8}'],
  ['crc32-hex', 'zpka_{lower-alnum:32}_{hex:8}'],
  ['grafana', 'glsa_{alnum:32}_{hex:8}'],
  ['atlassian', 'ATATT3{base64url:180}={upper-hex:8}'],
  ['gitlab', 'glpat-{alnum:30}.{lower-alnum:9}'],
  ['gitlab', 'glrt-t1_{alnum:30}.01.{lower-alnum:9}'],
  ['stellar', 'S{base32:55}'],
  ['bech32', 'AGE-SECRET-KEY-1{upper-bech32:58}'],
  ['bech32', 'nsec1{bech32:58}'],
  ['base58check', 'xprv{base58:107}'],
  ['base58check', 'K{base58:51}'],
  ['openpgp', ARMOR.join('\n')],
  ['openpgp', ARMOR.join('\\n')],
  ['private-key', DER.join('\n')],
  ['private-key', DER.join('\\n')],
  ['private-key', DER.join("\\n' +\n  '")],
  ['private-key', DER.join('\n').replaceAll('RSA', 'OPENSSH')],
  ['private-key', DER.join('\n').replaceAll('{base64:64}', '{base64:32}')],
  ['private-key', DER.join('\n').replaceAll('{base64:64}', '{base64:600}')],
  ['private-key-base64', `{b64of:${DER.join('\n')}}`],
];

describe.each(CASES)('%s of %s', (id, template) => {
  const { check, seal } = CHECKSUMS[id];

  test.each([1, 2, 3, 4, 5])('a made-up value fails, the sealed one of the same length holds (%i)', seed => {
    const made = sample(template, seed);
    const sealed = seal(made);
    expect(check(made)?.holds).toBe(false);
    expect(check(sealed)?.holds).toBe(true);
    expect(sealed).toHaveLength(made.length);
    expect(sample(`{sealed:${id}:${template}}`, seed)).toBe(sealed);
    expect(sealed.slice(0, 4)).toBe(made.slice(0, 4));
  });
});

test.each([
  ['crc32-base62', 'ghs_{alnum:60}'],
  ['gitlab', 'glpat-{alnum:20}'],
  ['private-key', '-----BEGIN RSA PRIVATE KEY-----\n# {base64:64}\n-----END RSA PRIVATE KEY-----'],
  ['private-key', '-----BEGIN RSA PRIVATE KEY-----\n{base64:64}'],
  ['openpgp', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{base64:64}\n-----END PGP PRIVATE KEY BLOCK-----'],
  ['aws-account', 'AKIAA{base32:15}'],
  ['jwt', 'eyJ{alnum:30}.eyJ{alnum:40}.{alnum:43}'],
] as const)('%s says nothing about %s', (id, template) => {
  expect(CHECKSUMS[id].check(sample(template))).toBeNull();
});

test('an account of more than 12 digits is none', () => {
  expect(CHECKSUMS['aws-account'].check(sample('AKIAP777{base32:12}'))?.holds).toBe(false);
  expect(CHECKSUMS['aws-account'].check(CHECKSUMS['aws-account'].seal(sample('AKIAP777{base32:12}')))).toBeNull();
});

test('a JSON web token tells its algorithm and its end, and nothing else', () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = (header: unknown, claims: unknown): string => `${part(header)}.${part(claims)}.${sample('{alnum:43}')}`;
  const { check } = CHECKSUMS.jwt;
  expect(check(token({ alg: 'RS256' }, { sub: 'ada', exp: 1_700_000_000 }))).toEqual({
    holds: null,
    evidence: 'decodes as RS256, expires 2023-11-14',
  });
  expect(check(token({ alg: 'none' }, {}))?.evidence).toBe('decodes as none');
  expect(check(token({ alg: 'something secret' }, {}))).toBeNull();
  expect(check(token({ alg: 'HS256' }, { exp: 'soon' }))?.evidence).toBe('decodes as HS256');
  expect(check(token([], []))).toBeNull();
});

test('a text that is not of the scheme cannot be sealed', () => {
  expect(() => CHECKSUMS.bech32.seal('x')).toThrow(SyntaxError);
  expect(() => CHECKSUMS['crc32-base62'].seal('x')).toThrow(SyntaxError);
  expect(() => sample('{sealed:nothing:x}')).toThrow(SyntaxError);
  expect(schemeOf('toString')).toBeUndefined();
});
