/** `gate baseline` and scans with one, on real repositories. */

import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha1Hex } from '../../lib/text/digest.ts';
import { sample } from '../rules.ts';
import { gate, git, makeFolder, makeRepository, places, type Run, write } from './gate.ts';

const FILE = '.gate-baseline.jsonl';
const secret = (seed: number): string => sample('ghp_{alnum:36}', seed);
const line = (seed: number): string => `const token${seed} = "${secret(seed)}";\n`;
const filler = Array.from({ length: 20 }, (_, at) => `const line${at} = ${at};\n`).join('');

const entriesIn = (folder: string): { rule: string; path: string; reason?: string; expires?: string }[] =>
  readFileSync(join(folder, FILE), 'utf8')
    .split('\n')
    .filter(text => text.startsWith('{"id"'))
    .map(text => JSON.parse(text));

const baseline = (cwd: string, ...args: string[]): Run => gate(['baseline', ...args], { cwd });
const scan = (cwd: string, ...args: string[]) => {
  const run = gate(['scan', '--format', 'json', ...args], { cwd });
  if (run.stdout === '') throw new Error(run.stderr);
  return { status: run.status, ...JSON.parse(run.stdout) };
};

function commit(folder: string, message = 'x'): void {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', message);
}

/** A repository with a committed baseline of two equal secrets and a third one. */
function makeKnown(...options: string[]): string {
  const folder = makeRepository({ 'a.js': line(1) + filler + line(1), 'sub/b.js': line(2) + filler });
  commit(folder);
  expect(baseline(folder, 'create', ...options).status).toBe(0);
  commit(folder);
  return folder;
}

describe('a scan with a baseline', () => {
  test('is quiet about what it holds, wherever it moves, and about the baseline itself', () => {
    const folder = makeKnown();
    expect(
      entriesIn(folder)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['a.js', 'a.js', 'sub/b.js']);
    expect(scan(folder)).toMatchObject({ status: 0, findings: [], stale: [] });
    write(folder, { 'a.js': `${filler}// moved\n${line(1)}${line(1)}` });
    expect(scan(folder)).toMatchObject({ status: 0, findings: [] });
    expect(scan(join(folder, 'sub'))).toMatchObject({ status: 0, findings: [] });
    git(folder, 'add', '-A');
    expect(scan(folder, '--staged')).toMatchObject({ status: 0, findings: [] });
    expect(scan(folder).suppressed.map(({ by }: { by: string }) => by)).toEqual(['baseline', 'baseline', 'baseline']);
  });

  test('reports a changed secret, a further copy, and the same secret in another file', () => {
    const folder = makeKnown();
    write(folder, {
      'a.js': line(3) + filler + line(1) + line(1) + line(1),
      'sub/b.js': line(2),
      'c.js': line(2),
    });
    const expected = ['a.js:1', 'a.js:24', 'c.js:1'];
    const found = (args: string[]) => places(['scan', ...args], { cwd: folder }).map(place => place.split(' ')[0]);
    expect(found([])).toEqual(expected);
    git(folder, 'add', '-A');
    expect(found(['--staged'])).toEqual(expected);
    commit(folder);
    expect(found(['--since', 'HEAD~1'])).toEqual(expected);
  });

  test('follows what git says was renamed, before and after the commit', () => {
    const folder = makeKnown();
    git(folder, 'mv', 'sub/b.js', 'c.js');
    appendFileSync(join(folder, 'c.js'), '// more\n');
    expect(scan(folder).findings).toEqual([]);
    git(folder, 'add', '-A');
    expect(scan(folder, '--staged').findings).toEqual([]);
    commit(folder);
    expect(scan(folder).findings).toEqual([]);
    expect(baseline(folder, 'update').stdout).toContain('3 kept, 0 new, 0 gone');
    expect(
      entriesIn(folder)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['a.js', 'a.js', 'c.js']);
    commit(folder);
    expect(scan(folder)).toMatchObject({ findings: [], stale: [] });
  });

  test('--no-baseline leaves it out, --baseline names another', () => {
    const folder = makeKnown();
    expect(scan(folder, '--no-baseline').findings).toHaveLength(3);
    git(folder, 'mv', FILE, 'known.jsonl');
    expect(scan(folder).findings).toHaveLength(3);
    expect(scan(folder, '--baseline', 'known.jsonl').findings).toEqual([]);
    expect(gate(['scan', '--baseline', 'none.jsonl'], { cwd: folder })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('none.jsonl cannot be read'),
    });
  });

  test('an entry holds on its last day and expires the day after', () => {
    const folder = makeKnown('--expires', '2020-02-29', '--reason', 'until the vendor answers');
    const { findings, stale, status } = scan(folder);
    expect([status, findings.length, stale.length]).toEqual([1, 3, 3]);
    expect(stale[0]).toMatchObject({ by: 'baseline', state: 'expired', path: FILE });
    expect(gate(['scan'], { cwd: folder }).stdout).toContain('3 expired suppressions');
    expect(baseline(folder, 'update', '--expires', '2999-01-01').status).toBe(0);
    expect(scan(folder)).toMatchObject({ status: 0, stale: [] });
    expect(scan(folder).suppressed[0].reason).toBe('until the vendor answers');
  });

  test('a broken one is exit 2, with file and line', () => {
    const folder = makeKnown();
    appendFileSync(join(folder, FILE), '{"id": 7}\n');
    const lines = readFileSync(join(folder, FILE), 'utf8').split('\n').length - 1;
    expect(gate(['scan'], { cwd: folder })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`${FILE}:${lines}: \`id\` has to be`),
    });
  });
});

describe('suppressions that may go', () => {
  const folder = makeKnown();
  write(folder, {
    'a.js': `${line(1)}const one = 1; // gate:allow -- was a token\n`,
    'c.js': `${line(5).trimEnd()} // gate:allow -- made up\n// text about \`gate:allow\`\n`,
    'd.js': line(6),
    'gate.yaml': 'allow:\n  - paths: [d.js]\n    reason: made up\n  - paths: [none.js]\n    reason: forgotten\n',
  });

  test('are named by a scan of everything, and change no exit code', () => {
    const { status, findings, stale } = scan(folder);
    expect([status, findings]).toEqual([0, []]);
    expect(
      stale.map(({ by, path, line }: { by: string; path: string; line: number }) => `${by} ${path}:${line}`),
    ).toEqual([
      expect.stringMatching(/^baseline \.gate-baseline\.jsonl:\d+$/),
      'inline a.js:2',
      'allowlist gate.yaml:4',
    ]);
    expect(gate(['scan'], { cwd: folder }).stdout).toContain('3 unused suppressions');
  });

  test.each([
    [['c.js']],
    [['--staged']],
    [['--no-entropy']],
    [['--only', 'secrets']],
    [['--exclude', 'x']],
    [['--min-confidence', 'high']],
  ])('are not looked for by a scan of less: %j', args => {
    const { stale } = scan(folder, ...args);
    expect(stale).toEqual([]);
  });

  test('prune drops them from the baseline, diff tells of them', () => {
    const diff = baseline(folder, 'diff');
    expect([diff.status, diff.stdout]).toEqual([1, expect.stringMatching(/^- a\.js: .*\n.*2 kept, 0 new, 1 gone/)]);
    expect(baseline(folder, 'prune').stdout).toContain('1 entry dropped, 2 left');
    expect(baseline(folder, 'diff').status).toBe(0);
    write(folder, { 'e.js': line(7) });
    const json = JSON.parse(baseline(folder, 'diff', '--format', 'json').stdout);
    expect(json).toMatchObject({ version: 1, added: [{ path: 'e.js', line: 1 }], gone: [] });
    expect(baseline(folder, 'update', '--reason', 'old').status).toBe(0);
    expect(entriesIn(folder).find(({ path }) => path === 'e.js')?.reason).toBe('old');
  });
});

describe('gate baseline', () => {
  test('create replaces nothing unless forced, and tells git how to merge', () => {
    const folder = makeKnown();
    expect(readFileSync(join(folder, '.gitattributes'), 'utf8')).toBe(`/${FILE} merge=union\n`);
    expect(baseline(folder, 'create')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is there already'),
    });
    const before = readFileSync(join(folder, FILE), 'utf8');
    expect(baseline(folder, 'create', '--force').status).toBe(0);
    expect(readFileSync(join(folder, FILE), 'utf8')).not.toBe(before);
    expect(readFileSync(join(folder, '.gitattributes'), 'utf8')).toBe(`/${FILE} merge=union\n`);
    const plain = makeFolder();
    write(plain, { 'a.js': line(1) });
    expect(baseline(plain, 'create').status).toBe(0);
    expect(existsSync(join(plain, '.gitattributes'))).toBe(false);
    expect(scan(plain)).toMatchObject({ status: 0 });
  });

  test('no secret, line or time stands in it', () => {
    const folder = makeKnown();
    const text = readFileSync(join(folder, FILE), 'utf8');
    expect(text).not.toContain(secret(1).slice(8, 20));
    for (const entry of entriesIn(folder)) expect(Object.keys(entry)).toEqual(['id', 'rule', 'path']);
  });

  test('of the history holds what was ever committed', () => {
    const folder = makeRepository({ 'a.js': line(1), 'b.js': line(2) });
    commit(folder);
    git(folder, 'rm', '-q', 'a.js');
    git(folder, 'mv', 'b.js', 'c.js');
    commit(folder);
    expect(baseline(folder, 'create', '--history').status).toBe(0);
    commit(folder);
    expect(scan(folder, '--history')).toMatchObject({ status: 0, findings: [], stale: [] });
    expect(scan(folder)).toMatchObject({ status: 0, findings: [], stale: [] });
    expect(baseline(folder, 'diff').status).toBe(0);
    expect(baseline(folder, 'prune').stdout).toContain('0 entries dropped, 3 left');
  });

  test('writes nothing after a scan that was not complete', () => {
    const folder = makeKnown('--history');
    const before = readFileSync(join(folder, FILE), 'utf8');
    const id = git(folder, 'rev-parse', 'HEAD:sub/b.js').trim();
    rmSync(join(folder, '.git', 'objects', id.slice(0, 2), id.slice(2)));
    expect(baseline(folder, 'update')).toMatchObject({ status: 2, stderr: expect.stringContaining('not complete') });
    expect(readFileSync(join(folder, FILE), 'utf8')).toBe(before);
  });

  test('takes over what other scanners were told', () => {
    const folder = makeRepository({ 'old.js': line(9) });
    commit(folder);
    const first = git(folder, 'rev-parse', 'HEAD').trim();
    git(folder, 'rm', '-q', 'old.js');
    write(folder, {
      'a.js': filler + line(1),
      'b.js': line(2),
      'c.js': line(3),
      'd.js': `${line(4).trimEnd()} // gitleaks:allow\n`,
    });
    commit(folder);
    const hashed = { type: 'GitHub Token', filename: 'a.js', hashed_secret: sha1Hex(secret(1)), line_number: 3 };
    write(folder, {
      '.secrets.baseline': JSON.stringify({ version: '1.5.0', results: { 'a.js': [hashed] } }),
      '.gitleaksignore': `${first}:old.js:github-pat:1\nb.js:github-pat:1\nb.js:github-pat:7\ngone.js:x:1\nd.js:github-pat:1\n`,
      'report.json': JSON.stringify([
        { RuleID: 'github-pat', File: 'c.js', StartLine: 1, Secret: 'REDACTED', Commit: '' },
      ]),
    });
    writeFileSync(join(folder, '.git', 'info', 'exclude'), '.secrets.baseline\n.gitleaksignore\nreport.json\n');
    const run = baseline(folder, 'import', '.secrets.baseline', '.gitleaksignore', 'report.json');
    expect(run.status).toBe(0);
    expect(run.stdout.split('\n')).toEqual([
      '.secrets.baseline (baseline of detect-secrets): 1 entry, 1 added, 0 allowed already, 0 not carried over',
      '.gitleaksignore (.gitleaksignore): 5 entries, 2 added, 1 allowed already, 2 not carried over',
      'report.json (JSON report of gitleaks): 1 entry, 1 added, 0 allowed already, 0 not carried over',
      '',
    ]);
    expect(run.stderr).toContain('b.js:7 (github-pat): gate finds nothing there');
    expect(run.stderr).toContain('gone.js:1 (x): there is no such text');
    expect(scan(folder)).toMatchObject({ status: 0, findings: [] });
    expect(scan(folder, '--history').findings).toEqual([]);
    expect(entriesIn(folder).find(({ path }) => path === 'a.js')?.reason).toBe('imported from .secrets.baseline');
  });

  test('--no-inline turns the comments of all scanners off', () => {
    const folder = makeFolder();
    const words = [
      'gate:allow',
      'gitleaks:allow',
      'pragma: allowlist secret',
      'trufflehog:ignore',
      'secretlint-disable-line',
    ];
    const block = `/* secretlint-disable */\n${line(20)}/* secretlint-enable */\n${line(21)}`;
    write(folder, { 'a.js': words.map((word, at) => `${line(at).trimEnd()} // ${word}\n`).join(''), 'b.js': block });
    expect(scan(folder)).toMatchObject({ findings: [{ path: 'b.js', startLine: 4 }] });
    expect(scan(folder, '--no-inline').findings).toHaveLength(7);
  });
});
