import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../lib/config/defaults.ts';
import type { Config } from '../../lib/model/config.ts';
import { explainPlace, explainText } from '../../lib/run/explain.ts';
import { builtInRuleset, sample } from '../rules.ts';

const rules = { ruleset: builtInRuleset(), hash: 'test', userDocs: new Map(), warnings: [] };
const GITHUB = sample('{sealed:crc32-base62:ghp_{alnum:36}}', 3);
const MADE_UP = sample('ghp_{alnum:36}', 4);
const OTHER = sample('{[b-km-z2-9]:14}', 5);

const request = (config: Partial<Config> = {}) => ({ config: { ...DEFAULTS, ...config }, rules });

const fatesOf = (text: string, config: Partial<Config> = {}): string[] =>
  explainText(text, request(config)).lines.flatMap(({ matches }) =>
    matches.map(({ ruleId, fate }) => `${ruleId} ${fate}`),
  );

describe('the fate of each match', () => {
  const id = 'github-personal-token';
  const entropy = 'generic-high-entropy overlapped';

  test.each<[string, string, Partial<Config>, string[]]>([
    ['reported', `t = "${GITHUB}"`, {}, [entropy, `${id} reported`]],
    ['hidden', `t = "${MADE_UP}"`, { minConfidence: 'high' }, [entropy, `${id} hidden`]],
    ['suppressed', `t = "${GITHUB}" # gate:allow -- sample`, {}, [entropy, `${id} suppressed`]],
    ['dropped', `t = "ghp_${'x'.repeat(36)}"`, {}, [`${id} dropped`]],
    ['off', `t = "${GITHUB}"`, { rules: [[id, { enabled: false }]], entropy: false }, [`${id} off`]],
    [
      'allowed',
      `t = "${GITHUB}"`,
      { allow: [{ paths: [], rules: [id], values: [], reason: 'known' }], entropy: false },
      [`${id} suppressed`],
    ],
  ])('%s', (_, text, config, fates) => {
    expect(fatesOf(text, config)).toEqual(fates);
  });
});

test('judges are quoted with their reasons', () => {
  const [line] = explainText(`t = "${MADE_UP}"`, request({ entropy: false })).lines;
  expect(line?.matches[0]).toMatchObject({
    ruleConfidence: 'high',
    confidence: 'medium',
    masked: 'ghp_********',
    startColumn: 6,
    opinions: [{ judge: 'checksum', effect: 'lower' }],
    reason: 'with confidence medium',
  });
});

test('what stands in decoded text says how it was encoded', () => {
  const [line] = explainText(`blob = "${Buffer.from(`token=${GITHUB}`).toString('base64')}"`, request()).lines;
  const word = line?.matches.find(({ ruleId }) => ruleId === 'github-personal-token');
  expect(word).toMatchObject({ fate: 'reported', encoding: expect.stringContaining('base64') });
  expect(JSON.stringify(line)).not.toContain(GITHUB.slice(4, 12));
});

test('keywords say how far their rules came', () => {
  const [line] = explainText(`x = "${GITHUB}"; y = "ghp_short"; GITHUB_SHA`, request()).lines;
  const stages = line?.keywords.flatMap(({ keyword, rules: tried }) =>
    tried.map(({ ruleId, stage }) => [keyword, ruleId, stage]),
  );
  expect(stages).toContainEqual(['ghp_', 'github-personal-token', 'matched']);
  expect(stages).toContainEqual(['github', 'github-legacy-token', 'pattern']);
});

test('tokens are weighed by their alphabet and length', () => {
  const [line] = explainText(sample('a {alnum:40} {hex:32} words-and-more-words', 8), request()).lines;
  expect(
    line?.tokens.map(({ startColumn, length, alphabet, looksRandom }) => [startColumn, length, alphabet, looksRandom]),
  ).toEqual([
    [3, 40, 'mixed', true],
    [44, 32, 'hex', true],
    [77, 20, 'one-case', false],
  ]);
});

test.each([
  `t = "${GITHUB}"`,
  `t = "${GITHUB}" and again ${GITHUB}`,
  `password = ${OTHER}`,
  `<password>${OTHER}</password>`,
  `{"apiKey": "${OTHER}"}`,
  `curl --token ${OTHER} x`,
  `Authorization: Bearer ${OTHER}`,
  `say '${OTHER}' aloud`,
  `x ${OTHER}`,
  `${'a'.repeat(400)} "${GITHUB}" ${'b'.repeat(400)}`,
])('no explanation of %# holds the secret', text => {
  const explanation = JSON.stringify(explainText(text, request()));
  for (const secret of [GITHUB, OTHER]) {
    expect(explanation).not.toContain(secret);
    expect(explanation).not.toContain(secret.slice(4, 12));
  }
});

test('a keyword inside of hidden text is counted, not named', () => {
  const value = ['hunter', '2'].join('');
  const [line] = explainText(`password = "${value}"`, request()).lines;
  expect(JSON.stringify(line)).not.toContain('hunter');
  expect(line?.hiddenKeywords).toBeGreaterThan(0);
});

describe('a place in a file', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate-explain-')));
  const write = (name: string, content: string | Buffer): string => {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, '.git/HEAD'), 'ref: refs/heads/main\n');
  write('.gitignore', 'build/\n');
  const explain = (file: string, line: number, config: Partial<Config> = {}) =>
    explainPlace(file, line, folder, { HOME: folder }, request(config));

  test('the line that was asked for, in CRLF too', () => {
    const file = write('a.txt', `first\r\nt = "${GITHUB}"\r\nlast`);
    expect(explain(file, 2)).toMatchObject({ path: 'a.txt', lines: [{ line: 2, text: 't = "ghp_********"' }] });
    expect(explain(file, 3).lines[0]?.text).toBe('last');
    expect(() => explain(file, 4)).toThrow('a.txt has no line 4');
    expect(() => explain(join(folder, 'nothing'), 1)).toThrow(/nothing/);
  });

  test('a secret of several lines is explained on each of them', () => {
    const key = sample(
      '{sealed:private-key:-----BEGIN RSA PRIVATE KEY-----\n{base64:64}\n{base64:64}\n-----END RSA PRIVATE KEY-----}',
    );
    const file = write('key.pem', `${key}\n`);
    const [line] = explain(file, 3).lines;
    expect(line?.matches[0]).toMatchObject({ ruleId: 'pem-private-key', startLine: 1, endLine: 4, fate: 'reported' });
    expect(line?.text).toBe('********');
  });

  test.each([
    ['build/x.js', {}, 'ignore files', false],
    ['src/x.js', { exclude: ['src/'] }, 'exclude', false],
    ['src/x.js', { include: ['*.py'] }, 'include', false],
    ['src/x.js', { include: ['*.js'] }, 'include', true],
    ['src/x.js', {}, 'ignore files', true],
    ['.git/x', {}, 'ignore files', false],
  ] as const)('%s with %j: %s passes: %s', (name, config, stage, passes) => {
    const { source } = explain(write(name, 'text\n'), 1, config);
    expect(source.find(word => word.stage === stage)?.passes).toBe(passes);
  });

  test.each([
    ['binary.bin', Buffer.from([1, 0, 2, 0, 0]), {}, /binary/],
    ['big.txt', 'x'.repeat(100), { maxFileSize: 10 }, /more than/],
  ] as const)('%s is not read, and that is said', (name, content, config, reason) => {
    const { source, lines } = explain(write(name, content), 1, config);
    expect(lines).toEqual([]);
    expect(source.at(-1)).toMatchObject({ stage: 'read', passes: false, reason: expect.stringMatching(reason) });
  });
});
