import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitName } from '../../lib/text/names.ts';

test.each([
  ['dbPassword', ['db', 'password']],
  ['DB_PASSWORD', ['db', 'password']],
  ['db-password', ['db', 'password']],
  ['AWSSecretKey', ['aws', 'secret', 'key']],
  ['config.apiKey2', ['config', 'api', 'key2']],
  ['', []],
])('%j is %j', (name, words) => {
  expect(splitName(name)).toEqual(words);
});

test('a name of ASCII characters has the words that it has beside a sign of another script', () => {
  const name = fc.string({ unit: fc.constantFrom(...'abzABZ019_-. $\u0007') });
  fc.assert(
    fc.property(name, text => {
      expect(splitName(text)).toEqual(splitName(`${text}\u3000`));
    }),
    { numRuns: 2000 },
  );
});
