/** The command line inside this process: what the end-to-end tests run as a program, so that its lines are counted. */

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sample } from '../rules.ts';
import { createCli } from './in-process.ts';

const TOKEN = sample('ghp_{alnum:36}', 31);
const { run, folder, dataDir } = createCli();

beforeAll(() => writeFileSync(join(folder, 'a.js'), `const t = '${TOKEN}';\n`));

describe('gate scan', () => {
  test('a folder, a file and a glob', async () => {
    for (const target of ['.', 'a.js', '*.js']) {
      const { status, out } = await run(['scan', target]);
      expect(status).toBe(1);
      expect(out).toContain('a.js:1:12');
      expect(out).not.toContain(TOKEN);
    }
  });

  test('standard input, and nothing at all', async () => {
    expect((await run(['scan', '-'], { input: TOKEN })).status).toBe(1);
    expect(await run(['scan'], { input: '' })).toMatchObject({ status: 0 });
  });

  test('a terminal gets colours and a progress line that wipes itself', async () => {
    const { out, errors } = await run(['scan', 'a.js'], { terminal: true });
    expect(out).toContain('\x1b[');
    for (let at = 0; at < 40; at++) writeFileSync(join(folder, `clean-${at}.txt`), 'nothing\n');
    expect((await run(['scan', '.'], { terminal: true })).errors).toMatch(/scanned \d+ files.*\r\x1b\[2K$/s);
    expect(errors).not.toContain('scanned');
  });

  test('several formats at once, and an output that cannot be written', async () => {
    const both = await run(['scan', 'a.js', '--format', 'sarif', '--output', 'o.sarif', '--format', 'github']);
    expect(both.out).toContain('::error');
    expect(JSON.parse(readFileSync(join(folder, 'o.sarif'), 'utf8')).runs).toHaveLength(1);
    const failed = await run(['scan', 'a.js', '--format', 'json', '--output', 'no/such/o.json']);
    expect(failed.status).toBe(2);
    expect(failed.errors).toContain('a.js:1:12');
  });

  test.each([
    [['--format', 'json', '--format', 'text'], /standard output/],
    [['--format', 'json', '--output', 'x', '--output', 'y'], /outputs/],
    [['--format', 'json', '--output', 'x', '--format', 'text', '--output', 'x'], /one output file/],
    [['--only', 'prompts'], /prompts/],
    [['--only', 'wishes'], /wishes/],
    [['--no-secrets', '--no-dependencies'], /nothing to look for/],
    [['-', 'b.js'], /cannot be scanned in one run/],
    [['--config', 'missing.yaml'], /missing\.yaml/],
    [['--signatures', 'missing.yaml'], /missing\.yaml/],
    [['--max-file-size', 'much'], /size/],
  ])('%j is refused with exit code 2', async (args, message) => {
    const { status, errors } = await run(['scan', ...args], args[0] === '-' ? { input: 'x' } : {});
    expect(status).toBe(2);
    expect(errors).toMatch(message);
  });

  test('configuration and rules of a user', async () => {
    writeFileSync(
      join(folder, 'my.yaml'),
      `rules:\n  github-*: low\n  no-such-rule: off\nsignatures: [mine.yaml]\ncustom-rules:\n  - id: mine-own\n    description: mine\n    pattern: 'own_[0-9]{8}'\n`,
    );
    writeFileSync(join(folder, 'mine.yaml'), '- Mine:\n    - Key: "(?i)my_[a-z]{8}"\n    - Letters: "ключ_[а-я]{4}"\n');
    const input = `${TOKEN}\nMY_abcdefgh\nown_12345678\nключ_тест\n`;
    const { out, status } = await run(['scan', '-', '--config', 'my.yaml', '--format', 'json'], { input });
    const report = JSON.parse(out);
    const found = report.findings.map((finding: { startLine: number; ruleId: string; severity: string }) => [
      finding.startLine,
      finding.ruleId,
      finding.severity,
    ]);
    expect(found.slice(0, 1)).toEqual([[1, expect.stringMatching(/^github-/), 'low']]);
    expect(found.slice(1)).toEqual([
      [2, 'user-mine-key', 'high'],
      [3, 'mine-own', 'high'],
      [4, 'user-mine-letters', 'high'],
    ]);
    expect(report.diagnostics).toMatchObject([{ message: expect.stringContaining('no-such-rule') }]);
    expect(status).toBe(1);
  });

  test('a user rule may not take the id of a built-in one', async () => {
    writeFileSync(
      join(folder, 'clash.yaml'),
      "rules:\n  - id: generic-high-entropy\n    description: x\n    pattern: 'abc_[0-9]{8}'\n",
    );
    expect((await run(['scan', 'a.js', '--signatures', 'clash.yaml'])).errors).toMatch(
      /clash\.yaml:2.*generic-high-entropy/,
    );
  });

  test('--staged outside a repository', async () => {
    expect((await run(['scan', '--staged'])).status).toBe(2);
  });
});

test('gate init', async () => {
  const { status, out } = await run(['init']);
  expect(status).toBe(0);
  expect(out).toContain('gate.yaml');
  expect(existsSync(join(folder, 'gate.yaml'))).toBe(true);
  expect((await run(['init'])).errors).toContain('is there already');
  rmSync(join(folder, 'gate.yaml'));
});

test('help, version and unknown commands', async () => {
  expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await run(['scan', '--help'])).out).toContain('--min-confidence');
  expect(await run(['sacn'])).toMatchObject({ status: 2, errors: expect.stringContaining('scan') });
  expect((await run([])).status).toBe(2);
});

test('rules that cannot be read are a clear error', async () => {
  writeFileSync(join(dataDir, 'ruleset.jsonl'), '');
  const cut = await run(['scan', 'a.js']);
  expect(cut.status).toBe(2);
  expect(cut.errors).toMatch(/built-in rules cannot be read: .*cut short/);
  writeFileSync(join(dataDir, 'ruleset.bin'), 'nonsense');
  const { status, errors } = await run(['scan', 'a.js']);
  expect(status).toBe(2);
  expect(errors).toMatch(/built-in rules/);
});
