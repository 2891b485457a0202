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
