import { describe, expect, test } from 'vitest';
import type { EngineOptions } from '../../lib/engine/engine.ts';
import { createEngine } from '../../lib/engine/engine.ts';
import type { Chunk } from '../../lib/model/chunk.ts';
import { makeRule, prepare, sample } from '../rules.ts';

const TOKEN = sample('tok_{alnum:20}', 3);
const OTHER = sample('tok_{alnum:20}', 4);
const RULES = prepare([
  makeRule('test-token', 'tok_[0-9A-Za-z]{20}', { keywords: ['tok_'] }),
  makeRule('test-near', '[0-9A-Za-z]{24}', { near: ['acme'], confidence: 'medium' }),
  makeRule('test-doubtful', 'dbt_[0-9A-Za-z]{20}', { keywords: ['dbt_'], confidence: 'low' }),
]);

function scan(text: string, options: Partial<EngineOptions> = {}, chunk: Partial<Chunk> = {}) {
  const bytes = Buffer.from(text);
  const engine = createEngine({
    ruleset: RULES,
    entropy: false,
    knownValues: [],
    settings: [],
    minConfidence: 'medium',
    filters: [],
    limit: work => work(),
    salt: 'salt',
    lineHashes: false,
    ...options,
  });
  const own = { start: 0, end: bytes.length };
  return engine({
    path: 'a.txt',
    bytes,
    origin: 'file',
    offset: 0,
    start: { line: 1, column: 1 },
    own,
    continued: false,
    added: null,
    ...chunk,
  });
}

const place = (text: string, chunk: Partial<Chunk> = {}) =>
  scan(text, {}, chunk).findings.map(({ location: at }) => [at.startLine, at.startColumn, at.endLine, at.endColumn]);

describe('places', () => {
  test.each([
    ['at the start', TOKEN, [[1, 1, 1, 25]]],
    ['at the end of a line', `a\nkey=${TOKEN}\n`, [[2, 5, 2, 29]]],
    ['with CRLF', `a\r\nkey=${TOKEN}\r\nb`, [[2, 5, 2, 29]]],
    ['behind letters beyond ASCII', `é€😀 ${TOKEN}`, [[1, 6, 1, 30]]],
    [
      'twice on a line',
      `${TOKEN} ${OTHER}`,
      [
        [1, 1, 1, 25],
        [1, 26, 1, 50],
      ],
    ],
    ['behind an escaped newline', `"a\\n${TOKEN}"`, [[1, 5, 1, 29]]],
  ])('%s', (_, text, expected) => {
    expect(place(text)).toEqual(expected);
  });

  test.each([
    ['a letter before', `x${TOKEN}`],
    ['a letter behind', `${TOKEN}x`],
    ['one character short', TOKEN.slice(0, -1)],
  ])('nothing with %s', (_, text) => {
    expect(place(text)).toEqual([]);
  });

  test('lines count from where the chunk starts', () => {
    expect(place(`x ${TOKEN}\n${OTHER}`, { start: { line: 10, column: 5 } })).toEqual([
      [10, 7, 10, 31],
      [11, 1, 11, 25],
    ]);
  });

  test('a match belongs to the chunk in whose own region it begins', () => {
    const text = `${TOKEN} ${OTHER}`;
    expect(place(text, { own: { start: 0, end: 10 } })).toEqual([[1, 1, 1, 25]]);
    expect(place(text, { own: { start: 10, end: text.length } })).toEqual([[1, 26, 1, 50]]);
  });

  test('of a change only the lines that it adds count', () => {
    expect(place(`${TOKEN}\n${OTHER}\n`, { added: [{ first: 2, last: 2 }] })).toEqual([[2, 1, 2, 25]]);
  });
});

describe('what a finding tells', () => {
  test('never the secret', () => {
    const { findings } = scan(`x = "${TOKEN}" # ${TOKEN}, ${OTHER} and acme_key=${sample('{alnum:24}', 9)}`);
    expect(findings).toHaveLength(4);
    expect(JSON.stringify(findings)).not.toContain(TOKEN.slice(4));
    expect(JSON.stringify(findings)).not.toContain(OTHER.slice(4));
    expect(JSON.stringify(findings)).not.toContain(sample('{alnum:24}', 9));
  });

  test('the masked line, with the caret at the mask', () => {
    const excerpt = scan(`let x = "${TOKEN}";`).findings[0]?.excerpt;
    expect(excerpt).toEqual({ text: 'let x = "tok_********";', startColumn: 10, endColumn: 22 });
  });

  test('a long line is cut around the secret', () => {
    const excerpt = scan(`${'a b '.repeat(500)}${TOKEN}${' c d'.repeat(500)}`).findings[0]?.excerpt;
    expect(excerpt?.text.length).toBeLessThan(200);
    expect(excerpt?.text.slice((excerpt?.startColumn ?? 0) - 1, (excerpt?.endColumn ?? 0) - 1)).toBe('tok_********');
  });

  test('a fingerprint that outlives moved lines and tells paths and secrets apart', () => {
    const print = (text: string, chunk: Partial<Chunk> = {}) => scan(text, {}, chunk).findings[0]?.fingerprint;
    expect(print(`\n\n  ${TOKEN}`)).toBe(print(TOKEN));
    expect(print(TOKEN, { path: 'b.txt' })).not.toBe(print(TOKEN));
    expect(print(OTHER)).not.toBe(print(TOKEN));
    expect(print(TOKEN)).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('settings', () => {
  test('a rule can be turned off, by its id or a pattern; the last setting wins', () => {
    const off = (settings: EngineOptions['settings']) => scan(TOKEN, { settings }).findings.length;
    expect(off([['test-token', { enabled: false }]])).toBe(0);
    expect(off([['test-*', { enabled: false }]])).toBe(0);
    expect(
      off([
        ['test-*', { enabled: false }],
        ['test-token', { enabled: true }],
      ]),
    ).toBe(1);
  });

  test('a rule can be given another severity', () => {
    expect(scan(TOKEN, { settings: [['test-token', { enabled: true, severity: 'low' }]] }).findings[0]?.severity).toBe(
      'low',
    );
  });

  test('what lies below the confidence asked for is counted', () => {
    const text = sample('dbt_{alnum:20}', 5);
    expect(scan(text)).toMatchObject({ findings: [], hidden: 1 });
    expect(scan(text, { minConfidence: 'low' }).findings).toHaveLength(1);
  });

  test('a suppressed finding is kept with its reason', () => {
    const { findings, suppressed } = scan(TOKEN, { filters: [() => ({ by: 'allowlist', reason: 'known' })] });
    expect(findings).toEqual([]);
    expect(suppressed).toMatchObject([
      { suppression: { by: 'allowlist', reason: 'known' }, finding: { ruleId: 'test-token' } },
    ]);
  });

  test('a rule that runs out of time is a diagnostic, and the others go on', () => {
    const slow = prepare([
      makeRule('test-slow', 'slow.*(a+)+$', { origin: 'user' }),
      makeRule('test-token', 'tok_[0-9A-Za-z]{20}', { keywords: ['tok_'] }),
    ]);
    const result = scan(`slow ${TOKEN}`, { ruleset: slow, limit: () => null });
    expect(result.diagnostics).toMatchObject([{ kind: 'rule-timeout', path: 'a.txt' }]);
    expect(result.findings).toMatchObject([{ ruleId: 'test-token' }]);
  });
});

test('of two rules that claim the same text, the more specific one reports it', () => {
  const both = prepare([
    makeRule('test-broad', '[0-9a-z]{3}_[0-9A-Za-z]{20}', { keywords: ['tok_'], confidence: 'medium' }),
    makeRule('test-token', 'tok_[0-9A-Za-z]{20}', { keywords: ['tok_'] }),
  ]);
  expect(scan(TOKEN, { ruleset: both }).findings.map(finding => finding.ruleId)).toEqual(['test-token']);
});

test('entropy finds random values, and only when asked', () => {
  const text = `const seedBlob = "${sample('{alnum:32}', 6)}"`;
  expect(scan(text, { entropy: true }).findings.map(finding => finding.ruleId)).toEqual(['generic-high-entropy']);
  expect(scan(text).findings).toEqual([]);
});

test('what is assigned to the name of a credential needs no rule of its own', () => {
  const text = `client_secret = "${sample('{alnum:32}', 6)}"`;
  expect(scan(text).findings.map(finding => finding.ruleId)).toEqual(['generic-secret']);
});

test('a secret in encoded text is found where the encoded text stands', () => {
  const encoded = Buffer.from(`the token is ${TOKEN} indeed`).toString('base64');
  const { findings } = scan(`line\n  data: ${encoded}\n`);
  expect(findings).toMatchObject([
    { ruleId: 'test-token', message: 'Test test-token (in base64)', location: { startLine: 2, startColumn: 9 } },
  ]);
  expect(JSON.stringify(findings)).not.toContain(encoded.slice(20, 40));
});

test("the user's own secrets are found in any form", () => {
  const value = sample('{alnum:20}', 8);
  const knownValues = [{ origin: 'the environment variable API_KEY', value }];
  const { findings } = scan(`see ${Buffer.from(value).toString('hex')}`, { knownValues });
  expect(findings).toMatchObject([
    { ruleId: 'known-value', message: 'One of your own secrets: the environment variable API_KEY in hexadecimal' },
  ]);
});
