import { describe, expect, it } from 'vitest';
import { parseForeignBaseline } from '../../lib/filters/foreign-baseline.ts';
import { parseCsv } from '../../lib/text/csv.ts';
import { sha1Hex } from '../../lib/text/digest.ts';

const COMMIT = 'c0ffee'.repeat(7).slice(0, 40);
const parse = (text: string) => parseForeignBaseline(text, 'file');
const plain = (text: string) => parse(text).entries.map(({ rule, path, line, commit }) => [rule, path, line, commit]);

describe('parseForeignBaseline', () => {
  it('reads detect-secrets, whose hashes tell the value', () => {
    const entry = { type: 'Secret Keyword', filename: 'a.py', hashed_secret: sha1Hex('value'), line_number: 3 };
    const { format, entries } = parse(JSON.stringify({ version: '1.5.0', results: { 'a\\b.py': [entry] } }));
    expect(format).toMatch(/detect-secrets/);
    expect(entries).toEqual([
      { rule: 'Secret Keyword', path: 'a/b.py', line: 3, commit: null, isSecret: expect.any(Function) },
    ]);
    expect([entries[0]?.isSecret?.('value'), entries[0]?.isSecret?.('other')]).toEqual([true, false]);
  });

  it('reads .gitleaksignore and names what is no fingerprint', () => {
    const text = `# old\n${COMMIT}:src/a b.js:generic-api-key:12\r\n\nsrc/c:d.js:aws-access-token:7\nnonsense\n`;
    expect(plain(text)).toEqual([
      ['generic-api-key', 'src/a b.js', 12, COMMIT],
      ['aws-access-token', 'src/c:d.js', 7, null],
    ]);
    expect(parse(text).faults).toEqual(['line 5 is no fingerprint of gitleaks']);
  });

  it('reads the reports of gitleaks', () => {
    const json = [{ RuleID: 'r', File: 'a.js', StartLine: 4, Commit: COMMIT, Secret: 'value' }, { RuleID: 'x' }];
    expect(plain(JSON.stringify(json))).toEqual([['r', 'a.js', 4, COMMIT]]);
    expect(parse(JSON.stringify(json)).faults).toEqual(['finding 2 names no file']);
    expect(parse(JSON.stringify(json)).entries[0]?.isSecret?.('value')).toBe(true);
    expect(parse(JSON.stringify([{ ...json[0], Secret: 'REDACTED' }])).entries[0]?.isSecret).toBeNull();
    const region = { startLine: 9, snippet: { text: 'value' } };
    const physicalLocation = { artifactLocation: { uri: './d/e.js' }, region };
    const result = { ruleId: 'r', locations: [{ physicalLocation }], partialFingerprints: { commitSha: COMMIT } };
    expect(plain(JSON.stringify({ version: '2.1.0', runs: [{ results: [result] }] }))).toEqual([
      ['r', 'd/e.js', 9, COMMIT],
    ]);
    const csv = `RuleID,Commit,File,SymlinkFile,Secret,Match,StartLine\nr,${COMMIT},"a ""b"".js",,value,"x, y\nz",5\n`;
    expect(plain(csv)).toEqual([['r', 'a "b".js', 5, COMMIT]]);
  });

  it.each(['{}', '{"a"', 'plain words\n', '[1', '"x"'])('refuses %j', text => {
    expect(() => parse(text)).toThrow('none of the formats');
  });
});

describe('parseCsv', () => {
  it.each<[text: string, rows: string[][]]>([
    [
      'a,b\r\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a,,\n', [['a', '', '']]],
    ['"x ""y""",\n', [['x "y"', '']]],
    ['a,', [['a', '']]],
    ['', []],
    ['"open', []],
  ])('%j', (text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });
});
