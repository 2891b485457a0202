import { describe, expect, test } from 'vitest';
import type { EngineOptions } from '../../../lib/engine/engine.ts';
import { createEngine } from '../../../lib/engine/engine.ts';
import type { Chunk } from '../../../lib/model/chunk.ts';
import { builtInRuleset, makeRule, prepare, sample } from '../../rules.ts';

const OPTIONS = {
  ruleset: builtInRuleset(),
  entropy: false,
  settings: [],
  minConfidence: 'low',
  filters: [],
  limit: work => work(),
  salt: 'test',
  lineHashes: false,
} as const satisfies EngineOptions;
const engine = createEngine(OPTIONS);

function chunkOf(text: string): Chunk {
  const bytes = Buffer.from(text);
  const own = { start: 0, end: bytes.length };
  const start = { line: 1, column: 1 };
  return { path: 'a', bytes, origin: 'file', offset: 0, start, own, continued: false, added: null };
}

const find = (text: string) =>
  engine(chunkOf(text)).findings.map(({ ruleId, confidence, message }) => ({ ruleId, confidence, message }));

describe('GitHub tokens', () => {
  test('one with a valid checksum says so', () => {
    expect(find(sample('TOKEN={sealed:crc32-base62:ghp_{alnum:36}}'))).toEqual([
      {
        ruleId: 'github-personal-token',
        confidence: 'high',
        message: 'GitHub classic personal access token (checksum valid)',
      },
    ]);
  });

  test('one with a wrong checksum is doubted, and still shown by default', () => {
    expect(find(sample('TOKEN=ghp_{alnum:36}'))).toEqual([
      {
        ruleId: 'github-personal-token',
        confidence: 'medium',
        message: 'GitHub classic personal access token (checksum wrong)',
      },
    ]);
  });

  test('one of a length that is not documented is not judged', () => {
    expect(find(sample('TOKEN=ghs_{alnum:80}'))[0]?.confidence).toBe('high');
  });
});

test('a wallet key beside a name is raised by its checksum', () => {
  const [finding] = find(sample('BITCOIN_PRIVATE_KEY={sealed:base58check:K{base58:51}}'));
  expect(finding?.confidence).toBe('high');
});

test('a JSON web token keeps its confidence and tells what it is', () => {
  const [finding] = find(sample('x = "{jwt}"'));
  expect(finding).toMatchObject({ confidence: 'medium', message: 'JSON web token (decodes as HS256)' });
});

test("a user's own rule is judged by the scheme that it names, and by nothing else", () => {
  const ruleset = prepare([makeRule('acme-key', 'acme_[0-9A-Za-z]{36}', { origin: 'user', checksum: 'crc32-base62' })]);
  const judged = createEngine({ ...OPTIONS, ruleset });
  const grades = (text: string): string[] => judged(chunkOf(text)).findings.map(({ confidence }) => confidence);
  expect(grades(sample('{sealed:crc32-base62:acme_{alnum:36}}'))).toEqual(['high']);
  expect(grades(`acme_${'x'.repeat(36)}`)).toEqual(['medium']);
});
