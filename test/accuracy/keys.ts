/** Documents with private keys and tokens in their standard forms, plain and inside other encodings, and their twins. */

import { gzipSync } from 'node:zlib';
import { fillSample } from '../../lib/detection/ruleset/sample.ts';
import type { Random } from '../../lib/text/random.ts';
import { createRandom } from '../../lib/text/random.ts';
import type { Document } from './document.ts';
import { markedDocument, markSecret } from './document.ts';
import { pick } from './values.ts';

const lines = (start: string, count: number, random: Random): string =>
  [fillSample(`${start}{base64:${64 - start.length}}`, random)]
    .concat(Array.from({ length: count }, () => fillSample('{base64:64}', random)))
    .concat(fillSample('{base64:22}==', random))
    .join('\n');

const block = (kind: string, body: string): string => `-----BEGIN ${kind}-----\n${body}\n-----END ${kind}-----\n`;

const PRIVATE: readonly (readonly [kind: string, start: string, count: number])[] = [
  ['RSA PRIVATE KEY', 'MIIEpAIBAAKCAQEA', 22],
  ['PRIVATE KEY', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', 22],
  ['EC PRIVATE KEY', 'MHcCAQEEI', 1],
  ['OPENSSH PRIVATE KEY', 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUA', 4],
];
const PUBLIC: readonly (readonly [kind: string, start: string, count: number])[] = [
  ['PUBLIC KEY', 'MIIBIjANBgkqhkiG9w0BAQEFAAOC', 5],
  ['CERTIFICATE', 'MIIDdzCCAl', 16],
  ['CERTIFICATE REQUEST', 'MIICijCC', 12],
  ['PGP PUBLIC KEY BLOCK', '\nmQENBF', 16],
];

/** How a key of several lines is written into a file. */
const SHAPES: readonly (readonly [path: string, write: (pem: string) => string])[] = [
  ['id_rsa', pem => pem],
  ['config.json', pem => `{"key": "${pem.replaceAll('\n', '\\n')}"}`],
  ['values.yaml', pem => `tls:\n  key: |\n${pem.replace(/^/gm, '    ')}`],
  [
    'Key.java',
    pem =>
      `String pem = ${pem
        .trim()
        .split('\n')
        .map(line => `"${line}\\n"`)
        .join(' +\n    ')};`,
  ],
  ['.env', pem => `TLS_KEY="${pem.replaceAll('\n', '\\n')}"`],
];

function keyDocuments(seed: number, random: Random): Document[] {
  const [path, write] = pick(SHAPES, random);
  const [kind, start, count] = pick(PRIVATE, random);
  const [publicKind, publicStart, publicCount] = pick(PUBLIC, random);
  const pgp = block('PGP PRIVATE KEY BLOCK', `\n${lines('lQOYBF', 20, random)}\n=${fillSample('{base64:4}', random)}`);
  return [
    markedDocument('private-key', `${seed}/${path}`, markSecret(write(block(kind, lines(start, count, random))))),
    markedDocument('private-key', `${seed}/secring.asc`, markSecret(pgp)),
    markedDocument(
      'private-key',
      `${seed}/twin/${path}`,
      write(block(publicKind, lines(publicStart, publicCount, random))),
    ),
    markedDocument('private-key', `${seed}/twin/docs.md`, write(block(kind, '...'))),
    markedDocument('private-key', `${seed}/twin/check.py`, `if "-----BEGIN ${kind}-----" in text:\n    fail()\n`),
  ];
}

function tokenDocuments(seed: number, random: Random): Document[] {
  const token = fillSample('{jwt}', random);
  const [header = '', claims = ''] = token.split('.');
  return [
    markedDocument('json-web-token', `${seed}/session.ts`, `const session = '${markSecret(token)}';\n`),
    markedDocument('json-web-token', `${seed}/curl.sh`, `curl -H "Cookie: sid=${markSecret(token)}" https://acme.io\n`),
    markedDocument(
      'json-web-token',
      `${seed}/twin/docs.md`,
      `\`${header}.${claims}.<signature>\`, or eyJ... for short\n`,
    ),
    markedDocument(
      'json-web-token',
      `${seed}/twin/test.js`,
      `expect(decode('${header}')).toBe('${claims.slice(0, 20)}');\n`,
    ),
  ];
}

const toHex = (text: string): string => Buffer.from(text).toString('hex');

const ENCODERS: readonly (readonly [path: string, encode: (text: string) => string])[] = [
  ['data.yaml', text => Buffer.from(text).toString('base64')],
  ['twice.txt', text => Buffer.from(Buffer.from(text).toString('base64')).toString('base64')],
  ['query.txt', text => toHex(text).replace(/../g, '%$&')],
  ['page.js', text => toHex(text).replace(/../g, '\\u00$&')],
  ['blob.c', text => toHex(text).replace(/../g, '\\x$&')],
  ['blob.sql', text => toHex(text)],
  ['helm.txt', text => gzipSync(text).toString('base64')],
  ['page.html', text => [...text].map(char => `&#${char.charCodeAt(0)};`).join('')],
];

function encodedDocuments(seed: number, random: Random): Document[] {
  const secret = fillSample(
    pick(['ghp_{alnum:36}', 'glpat-{alnum:20}', 'AKIA{base32:16}', 'npm_{alnum:36}'], random),
    random,
  );
  const plain = fillSample('build {digits:6} of {lower:9} took {digits:2} seconds\n', random);
  return ENCODERS.flatMap(([path, encode]) => [
    markedDocument('encoded', `${seed}/${path}`, `value: "${markSecret(encode(`token = ${secret}\n`))}"\n`),
    markedDocument('encoded', `${seed}/twin/${path}`, `value: "${encode(plain)}"\n`),
  ]);
}

/** Private keys, JSON web tokens, and tokens inside encodings. */
export const keyAndTokenDocuments = (seeds: readonly number[]): Document[] =>
  seeds.flatMap(seed => {
    const random = createRandom(seed);
    return [...keyDocuments(seed, random), ...tokenDocuments(seed, random), ...encodedDocuments(seed, random)];
  });
