import { describe, expect, test } from 'vitest';
import { detectEntropy, leastEntropy, looksRandom } from '../../../lib/detection/detectors/entropy.ts';
import { createView } from '../../../lib/detection/text-view.ts';
import { wholeChunk } from '../../../lib/text/whole-chunk.ts';
import { sample } from '../../rules.ts';

function find(text: string): [value: string, name: string | null][] {
  const bytes = Buffer.from(text);
  const view = createView(wholeChunk('a', bytes));
  return detectEntropy(view).map(({ secret, name }) => [bytes.toString('latin1', secret.start, secret.end), name]);
}

const MIXED = sample('{alnum:32}', 1);
const BASE64 = `${sample('{base64:43}', 2)}=`;
const HEX = sample('{hex:40}', 3);

describe('where a random value counts', () => {
  test.each([
    ['a quoted string', `f("${MIXED}")`, [[MIXED, 'f']]],
    ['a single-quoted right side', `apiKey = '${MIXED}';`, [[MIXED, 'apiKey']]],
    ['a JSON value', `{"client_secret": "${BASE64}"}`, [[BASE64, 'client_secret']]],
    ['an unquoted right side', `SECRET=${HEX}\n`, [[HEX, 'SECRET']]],
    ['a YAML value', `  token: ${MIXED}`, [[MIXED, 'token']]],
    ['an escaped JSON string', `"{\\"key\\": \\"${MIXED}\\"}"`, [[MIXED, 'key']]],
    ['a bytes literal', `KEY = b"${MIXED}"`, [[MIXED, 'KEY']]],
    [
      'two of them',
      `a="${MIXED}" b="${HEX}"`,
      [
        [MIXED, 'a'],
        [HEX, 'b'],
      ],
    ],
    ['prose', `the value ${MIXED} is random`, []],
    ['part of a longer string', `"prefix ${MIXED} suffix"`, []],
    ['a URL fragment', `https://example.org/#${MIXED}`, []],
    ['a data URI', `url(data:image/png;base64,${MIXED})`, []],
  ])('%s', (_, text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  test('wherever it stands relative to the stride', () => {
    for (let shift = 0; shift < 45; shift++) expect(find(`${' '.repeat(shift)}k="${MIXED}"`)).toHaveLength(1);
  });
});

describe('what looks random', () => {
  const share = (template: string): number => {
    const seeds = Array.from({ length: 400 }, (_, seed) => seed + 1);
    const values = seeds.map(seed => Buffer.from(sample(template, seed)));
    return values.filter(value => looksRandom(value, 0, value.length)).length / values.length;
  };

  test.each([
    '{alnum:24}',
    '{alnum:32}',
    '{alnum:40}',
    '{base64:44}',
    '{base64url:64}',
    '{hex:32}',
    '{hex:64}',
    '{lower-alnum:32}',
    '{base32:32}',
  ])('nearly all of %s', template => {
    expect(share(template)).toBeGreaterThan(0.9);
  });

  test.each([
    'getElementsByTagNameAndClass2',
    'com/example/project2/module/Widget',
    'some-long-kebab-case-name-v2-final',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123',
    '1234567890123456789012345678',
    'aaaaaaaaaaaaaaaa1111111111111111',
    'IPV6_ADDRESS_FAMILY_CONSTANT_2',
  ])('not %s', value => {
    expect(looksRandom(Buffer.from(value), 0, value.length)).toBe(false);
  });
});

test('the least entropy depends on alphabet and length', () => {
  expect(leastEntropy(40, 'hex')).toBeLessThan(4);
  expect(leastEntropy(500, 'hex')).toBeLessThan(4);
  expect(leastEntropy(20, 'mixed')).toBeLessThan(leastEntropy(64, 'mixed'));
  expect(leastEntropy(32, 'hex')).toBeLessThan(leastEntropy(32, 'mixed'));
});
