/** Names of variables, keys and options as programs have them, in every style of writing. */

import type { Random } from '../../lib/text/random.ts';
import { pick } from './values.ts';

export type NameKind = 'password' | 'token' | 'key' | 'secret';
export type NameStyle = 'camel' | 'pascal' | 'snake' | 'upper' | 'kebab' | 'dotted';

const HEADS: Readonly<Record<NameKind, readonly string[]>> = {
  password: ['password', 'password', 'passwd', 'pwd', 'passphrase', 'pass word'],
  token: ['token', 'access token', 'auth token', 'refresh token', 'bearer token'],
  key: ['api key', 'secret key', 'access key', 'private key', 'encryption key', 'signing key'],
  secret: ['secret', 'client secret', 'app secret', 'shared secret', 'webhook secret'],
};
const BEFORE = [
  '',
  '',
  'db',
  'smtp',
  'admin',
  'mail',
  'ldap',
  'redis',
  'billing',
  'partner',
  'portal',
  'ftp',
  'crm',
  'sso',
  'upload',
];

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const STYLES: Readonly<Record<NameStyle, (words: readonly string[]) => string>> = {
  camel: ([first = '', ...rest]) => first + rest.map(capital).join(''),
  pascal: parts => parts.map(capital).join(''),
  snake: parts => parts.join('_'),
  upper: parts => parts.join('_').toUpperCase(),
  kebab: parts => parts.join('-'),
  dotted: parts => parts.join('.'),
};

/** A name for a credential of some kind in some style. */
export function credentialName(kind: NameKind, style: NameStyle, random: Random): string {
  const text = `${pick(BEFORE, random)} ${pick(HEADS[kind], random)}`.trim();
  return STYLES[style](text.replace('pass word', 'password').split(' '));
}

/** Names whose values look like credentials and are none. */
export function harmlessName(style: NameStyle, random: Random): string {
  const names = [
    'request id',
    'etag',
    'commit sha',
    'content hash',
    'public key',
    'password field',
    'token type',
    'cache key',
    'session name',
    'secret name',
    'password policy',
    'key id',
    'trace id',
    'build digest',
    'password hint',
    'sort key',
    'token url',
    'file checksum',
  ];
  return STYLES[style](pick(names, random).split(' '));
}
