/** Contents that held nothing are not scanned twice, and nobody can tell but by the clock. */

import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sample } from '../rules.ts';
import { gate, git, makeFolder, makeRepository, write } from './gate.ts';

const secret = (seed: number): string => sample('ghp_{alnum:36}', seed);
const long = (word: string): string => `const ${word} = call("${word}", 12345);\n`.repeat(8000);
const FILE = join('.git', 'gate', 'verdicts');

function makeLong(): string {
  const folder = makeRepository();
  for (let number = 0; number < 6; number++) write(folder, { [`f${number}.js`]: long(`name${number}`) });
  write(folder, {
    'with.js': `${long('x')}t = "${secret(1)}";\n`,
    'bin.dat': Buffer.from([0, 1, 2]),
    'bom.js': `\ufeff${long('bom')}`,
  });
  git(folder, 'add', '-A');
  return folder;
}

/** What a scan says, but for the seconds it took. */
function scan(cwd: string, args: readonly string[] = ['--staged'], env = {}) {
  const run = gate(['scan', ...args, '--format', 'json'], { cwd, env });
  if (run.stdout === '') throw new Error(run.stderr);
  return { status: run.status, text: run.stdout.replace(/"seconds": .*/, '') };
}

describe('a second scan', () => {
  let folder = '';
  let first = { status: null as number | null, text: '' };
  beforeAll(() => {
    folder = makeLong();
    first = scan(folder);
  });

  test('says the same, byte for byte, and keeps hashes alone', () => {
    expect(first.status).toBe(1);
    expect(JSON.parse(first.text.replace(/,\s*\}\s*\}\s*$/, '}}')).findings).toHaveLength(1);
    expect(scan(folder)).toEqual(first);
    expect(scan(folder, ['--staged', '--no-cache'])).toEqual(first);
    const bytes = readFileSync(join(folder, FILE));
    expect(bytes.length).toBe(16 + 7 * 28);
    expect(bytes.includes(secret(1).slice(4, 20))).toBe(false);
  });

  test('does not trust what other settings came to', () => {
    write(folder, { 'rules.yaml': "- Mine:\n    - Name three: 'name3'\n" });
    expect(
      JSON.parse(scan(folder, ['--staged', '--signatures', 'rules.yaml']).text.replace(/,\s*\}\s*\}\s*$/, '}}'))
        .findings.length,
    ).toBeGreaterThan(1);
    expect(scan(folder)).toEqual(first);
    rmSync(join(folder, 'rules.yaml'));
  });

  test('finds what a change of a remembered file brings', () => {
    appendFileSync(join(folder, 'f1.js'), `key = "${secret(2)}";\n`);
    git(folder, 'add', '-A');
    expect(JSON.parse(scan(folder).text.replace(/,\s*\}\s*\}\s*$/, '}}')).findings).toHaveLength(2);
    git(folder, 'rm', '-q', '--cached', '-f', 'f1.js');
    write(folder, { 'f1.js': long('name1') });
    git(folder, 'add', '-A');
  });

  test.each<[what: string, harm: (file: string) => void]>([
    ['deleted', file => rmSync(file)],
    ['empty', file => truncateSync(file, 0)],
    ['cut short', file => truncateSync(file, 61)],
    ['of another format', file => writeFileSync(file, 'x'.repeat(1000))],
    [
      'full of noise',
      file => writeFileSync(file, Buffer.concat([readFileSync(file).subarray(0, 16), Buffer.alloc(5000, 0xa5)])),
    ],
    [
      'a folder',
      file => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])('does not mind a cache that is %s', (_, harm) => {
    scan(folder);
    harm(join(folder, FILE));
    expect(scan(folder)).toEqual(first);
    rmSync(join(folder, FILE), { recursive: true, force: true });
  });

  test('does not mind a folder that cannot be written', () => {
    rmSync(join(folder, '.git', 'gate'), { recursive: true, force: true });
    writeFileSync(join(folder, '.git', 'gate'), 'in the way');
    expect(scan(folder)).toEqual(first);
    rmSync(join(folder, '.git', 'gate'));
    mkdirSync(join(folder, '.git', 'gate'));
    chmodSync(join(folder, '.git', 'gate'), 0o555);
    expect(scan(folder)).toEqual(first);
    chmodSync(join(folder, '.git', 'gate'), 0o755);
  });
});

describe('what is remembered', () => {
  test('serves the history, ranges and other work trees', () => {
    const folder = makeLong();
    git(folder, 'commit', '-qm', 'one');
    const history = scan(folder, ['--history']);
    const size = statSync(join(folder, FILE)).size;
    expect(scan(folder, ['--history'])).toEqual(history);
    const other = join(makeFolder(), 'tree');
    git(folder, 'worktree', 'add', '-q', other);
    expect(scan(other, ['--history'])).toEqual(history);
    expect(statSync(join(folder, FILE)).size).toBe(size);
    expect(scan(folder, ['--range', 'HEAD'.concat('^!')]).status).toBe(1);
  });

  test('is nothing with --no-cache, of short changes, and of the user’s own secrets', () => {
    const folder = makeLong();
    scan(folder, ['--staged', '--no-cache']);
    scan(folder, ['--staged', '--known-values'], { SOME_API_KEY: 'correct-horse-battery-staple-9' });
    expect(existsSync(join(folder, FILE))).toBe(false);
    const short = makeRepository({ 'a.js': 'const a = 1;\n' });
    git(short, 'add', '-A');
    scan(short);
    expect(existsSync(join(short, FILE))).toBe(false);
  });

  test('an allowed path does not hide the same content elsewhere', () => {
    const text = `${long('a')}${long('b')}${long('c')}${long('d')}t = "${secret(3)}";\n`;
    const folder = makeRepository({
      'gate.yaml': 'allow:\n  - paths: [docs/]\n    reason: samples\n',
      'docs/a.js': text,
    });
    git(folder, 'add', '-A');
    expect(scan(folder).status).toBe(0);
    git(folder, 'commit', '-qm', 'one');
    write(folder, { 'src/a.js': text });
    git(folder, 'add', '-A');
    expect(scan(folder).status).toBe(1);
    git(folder, 'commit', '-qm', 'two');
    expect(scan(folder, ['--history']).status).toBe(1);
  });
});
