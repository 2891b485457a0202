import { describe, expect, test } from 'vitest';
import { knownFromDotenv, knownFromEnvironment } from '../../lib/run/known-values.ts';
import { sample } from '../rules.ts';

const value = sample('{alnum:20}', 7);

test.each([
  ['API_KEY', value, 1],
  ['DB_PASSWORD', value, 1],
  ['MY_TOKEN', 'short', 0],
  ['MY_TOKEN', 'aaaaaaaaaaaa', 0],
  ['PATH', value, 0],
  ['SSH_AUTH_SOCK', `/tmp/${value}`, 0],
  ['SECRET_FILE', value, 0],
  ['SECRET_URL', value, 0],
])('the variable %s', (name, content, count) => {
  expect(knownFromEnvironment({ [name]: content })).toHaveLength(count);
});

describe('a .env file', () => {
  test.each([
    [`API_KEY=${value}`, [value]],
    [`export API_KEY="${value}" # comment`, [value]],
    [`API_KEY='${value}'`, [value]],
    [`  API_KEY = ${value}\r\nOTHER=${value}x\r\n`, [value]],
    [`# API_KEY=${value}`, []],
    ['API_KEY=', []],
  ])('%#', (text, values) => {
    expect(knownFromDotenv(text, '.env').map(known => known.value)).toEqual(values);
  });
});
