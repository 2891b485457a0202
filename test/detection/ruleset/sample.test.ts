import { expect, test } from 'vitest';
import { fillSample } from '../../../lib/detection/ruleset/sample.ts';
import { createRandom } from '../../../lib/text/random.ts';

const fill = (template: string): string => fillSample(template, createRandom(7));

test.each([
  ['ghp_{alnum:36}', /^ghp_[0-9A-Za-z]{36}$/],
  ['{hex:8}-{upper-hex:4}', /^[0-9a-f]{8}-[0-9A-F]{4}$/],
  ['{base32:16}{digits:3}', /^[A-Z2-7]{16}\d{3}$/],
  ['{[A-C_]:20}', /^[A-C_]{20}$/],
  ['{alnum:3-5}', /^[0-9A-Za-z]{3,5}$/],
  ['{uuid}', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ['{jwt}', /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{43}$/],
  ['{{literal}} {digits:1}', /^\{literal\} \d$/],
])('%s', (template, shape) => {
  expect(fill(template)).toMatch(shape);
});

test('base64 of a template that holds templates', () => {
  expect(Buffer.from(fill('{b64of:user:{alnum:8}}'), 'base64').toString()).toMatch(/^user:[0-9A-Za-z]{8}$/);
});

test('the same seed gives the same sample, another seed another', () => {
  expect(fill('{alnum:30}')).toBe(fill('{alnum:30}'));
  expect(fillSample('{alnum:30}', createRandom(8))).not.toBe(fill('{alnum:30}'));
});

test.each(['{nothing:3}', '{alnum', '{alnum:x}'])('%s is refused', template => {
  expect(() => fill(template)).toThrow(SyntaxError);
});
