import { describe, expect, test } from 'vitest';
import { judge } from '../../../lib/detection/judges/index.ts';
import { kindOfName } from '../../../lib/detection/judges/name-words.ts';
import { createView } from '../../../lib/detection/text-view.ts';
import type { Match } from '../../../lib/model/match.ts';
import { sample } from '../../rules.ts';

const RULE = { id: 'test-rule', service: 'Test', description: 'Test', severity: 'high', confidence: 'medium' } as const;

function judgeValue(value: string, by: Match['by'], name: string | null = null, entropy = 0) {
  const bytes = Buffer.from(value, 'latin1');
  const span = { start: 0, end: bytes.length };
  const view = createView({
    path: 'a',
    bytes,
    origin: 'file',
    offset: 0,
    start: { line: 1, column: 1 },
    own: span,
    continued: false,
    added: null,
  });
  const { confidence, opinions } = judge({ rule: RULE, by, span, secret: span, name, entropy, publicPrefix: 0 }, view);
  return { confidence, judges: opinions.map(opinion => opinion.judge) };
}

const random = sample('{alnum:24}', 2);

describe('pattern matches', () => {
  test.each([
    [random, 'medium', []],
    ['xxxxxxxxxxxxxxxxxxxxxxxx', null, ['placeholder']],
    ['AKIAIOSFODNN7EXAMPLE', null, ['placeholder']],
    ['your-api-key-goes-here', null, ['placeholder']],
    [`abc${'$'}{TOKEN}def`, null, ['placeholder']],
    ['abcdefghijklmnopqrstuvwx', null, ['monotone']],
    ['0123456789abcdef01234567', null, ['monotone']],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', null, ['monotone']],
    ['a1a1a1a1a1a1a1a1a1a1a1a1', null, ['monotone']],
    [`${random}.${'0'.repeat(60)}`, null, ['monotone']],
    [`${random}.${'A'.repeat(60)}`, 'medium', []],
  ])('%s', (value, confidence, judges) => {
    expect(judgeValue(value, 'pattern')).toEqual({ confidence, judges });
  });

  test('what a user rule finds is not judged', () => {
    expect(judgeValue('xxxxxxxxxxxxxxxxxxxxxxxx', 'user')).toEqual({ confidence: 'medium', judges: [] });
  });

  test('a rule may ask for entropy', () => {
    expect(judgeValue('abababbaabbaabab', 'pattern', null, 3).confidence).toBeNull();
    expect(judgeValue(random, 'pattern', null, 3).confidence).toBe('medium');
  });
});

describe('values that only look random', () => {
  test.each([
    [random, 'apiToken', 'high'],
    [random, 'integrity', null],
    [random, 'cacheEtag', null],
    ['3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'secret', null],
    ['iVBORw0KGgoAAAANSUhEUgAAAAEA', 'secret', null],
    ['sha512-9Xk4Tb8Vn3Yc6Hd1Mq7Rz2Lw', 'secret', null],
  ])('%s assigned to %s', (value, name, confidence) => {
    expect(judgeValue(value, 'entropy', name).confidence).toBe(confidence);
  });
});

test.each([
  ['password', 'credential'],
  ['DB_PASSWORD', 'credential'],
  ['apiKey', 'credential'],
  ['primaryKey', 'neutral'],
  ['token_type', 'benign'],
  ['publicKeyToken', 'benign'],
  ['sha256', 'benign'],
  ['config.auth', 'credential'],
  ['value', 'neutral'],
  ['', 'neutral'],
])('the name %j is %s', (name, kind) => {
  expect(kindOfName(name)).toBe(kind);
});
