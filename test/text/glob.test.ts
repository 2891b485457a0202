/** Globs and single ignore files; whole trees are compared with git in the tests of the walk. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlobs, parseIgnoreFile } from '../../lib/text/glob.ts';

describe('compileGlobs', () => {
  it.each<[readonly string[], string, boolean]>([
    [[], 'a', false],
    [['*.pem'], 'keys/a.pem', true],
    [['/*.pem'], 'keys/a.pem', false],
    [['docs/'], 'docs/a/b.md', true],
    [['docs/'], 'src/docs/b.md', true],
    [['docs/'], 'docs', false],
    [['docs/'], 'docs/', true],
    [['src'], 'src', true],
    [['src'], 'lib/src/a.ts', true],
    [['src/*.ts'], 'src/a.ts', true],
    [['src/*.ts'], 'src/deep/a.ts', false],
    [['src/**/*.ts'], 'src/deep/er/a.ts', true],
    [['src/**/*.ts'], 'src/a.ts', true],
    [['./src'], 'src/a.ts', true],
    [['./src'], 'lib/src/a.ts', false],
    [['*.md', '!README.md'], 'README.md', false],
    [['*.md', '!./README.md'], 'README.md', false],
    [['*.md', '!README.md'], 'a.md', true],
    [['*.MD'], 'a.md', false],
    [['(auth)'], 'app/(auth)/page.ts', true],
    [['\\[id\\].ts'], 'app/[id].ts', true],
    [['*.ts'], '../other/a.ts', true],
    [['.*'], '../other/a.ts', false],
    [['.*'], '../other/.env', true],
    [['*.ts'], '/abs/a.ts', true],
    [['..foo'], '..foo', true],
    [['.env'], '.env', true],
    [['*'], '', false],
    [['*'], '.', false],
    [['*'], '..', false],
    [['# a comment', ''], 'a', false],
    [['[a'], 'a', false],
    [['a\\'], 'a', false],
  ])('%j on %j: %s', (patterns, path, expected) => {
    expect(compileGlobs(patterns)(path)).toBe(expected);
  });

  it('gives the same answer when asked often', () => {
    const fits = compileGlobs(['*.pem']);
    for (let turn = 0; turn < 45_000; turn++) fits(`a/${turn}.txt`);
    expect([fits('a/1.txt'), fits('a/1.pem')]).toEqual([false, true]);
  });

  it.each([
    ['**/a/**/a/**/a/**/a/**/a/**/a/**/b', 60],
    ['**/a/**/a/**/a/b', 400],
    ['a/**/**/**/**/**/**/**/b', 400],
    ['*a*a*a*a*a*a*a*a*a*b', 10],
  ])('does not run away with %s', (pattern, depth) => {
    const path = 'a/'.repeat(depth) + 'a'.repeat(200);
    const begin = performance.now();
    expect(compileGlobs([pattern])(path)).toBe(false);
    expect(performance.now() - begin).toBeLessThan(2000);
  });

  it('reads neighbouring stars as one', () => {
    const fits = compileGlobs(['a/**/**/***/b']);
    expect(['a/b', 'a/x/b', 'a/x/y/b', 'x/a/b'].map(fits)).toEqual([true, true, true, false]);
  });
});

describe('parseIgnoreFile', () => {
  it.each(['', '\n\n', '# nothing\n', '\ufeff', '  \n'])('finds no pattern in %j', text => {
    expect(parseIgnoreFile(text)).toBeNull();
  });

  it.each<[string, string, 'ignored' | 'included' | null]>([
    ['*.log\n', 'a.log', 'ignored'],
    ['*.log\n', 'a.txt', null],
    ['*.log\n!keep.log\n', 'keep.log', 'included'],
    ['*.log\r\n!keep.log\r\n', 'a.log', 'ignored'],
    ['*.log\r\n!keep.log\r', 'keep.log', 'included'],
    ['\ufeff*.log', 'a.log', 'ignored'],
    ['build/', 'build', null],
    ['build/', 'build/', 'ignored'],
    ['\\#a', '#a', 'ignored'],
    ['\\!a', '!a', 'ignored'],
    ['a  ', 'a', 'ignored'],
    ['a\\ ', 'a ', 'ignored'],
    ['A', 'a', null],
  ])('%j on %j: %s', (text, path, answer) => {
    expect(parseIgnoreFile(text)?.answer(path)).toBe(answer);
  });

  it('says of what lies in an ignored folder only what its lines say, once the folder is entered', () => {
    const file = parseIgnoreFile('/a \\[b\\]\\*/\n*.log\n');
    expect(file?.answer('a [b]*/x.txt')).toBe('ignored');
    file?.enter('a [b]*/');
    expect([file?.answer('a [b]*/x.txt'), file?.answer('a [b]*/x.log')]).toEqual([null, 'ignored']);
  });

  it('remembers the folders that were entered, however often it is asked', () => {
    const file = parseIgnoreFile('a/');
    file?.enter('a/');
    for (let turn = 0; turn < 45_000; turn++) file?.answer(`b/${turn}`);
    expect(file?.answer('a/x')).toBeNull();
  });
});

describe('plain patterns', () => {
  const part = fc.constantFrom('a', '.a', 'a.b', 'A', '.', '..', 'b-', '.env', 'x.env', 'env');
  const pattern = fc.constantFrom('a', '.a', '*.b', '*a', 'env', '*.env', '.env', '*-', 'a.b', '*env');
  const parted = fc.constantFrom(
    'a/a.b',
    '/a',
    'a/',
    '**/.env/x.env',
    '.a/*.b',
    'a/**',
    '**/*',
    '/*/env',
    'b-/\\a',
    '#a/env',
    '*.*.env',
    '[*.]a/\\*a',
  );

  it('mean what they mean beside others', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(pattern, parted), { maxLength: 4 }),
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', '/'),
        (patterns, parts, end) => {
          const path = parts.join('/') + end;
          // A pattern that takes back has all of them asked of the package.
          const asked = compileGlobs([...patterns, '!/no/such/file']);
          expect(compileGlobs(patterns)(path), `${patterns} of ${path}`).toBe(asked(path));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('and others are asked about one path together', () => {
    const fits = compileGlobs(['*.pem', '/docs/*.md', 'id_rsa']);
    expect(['a/b.pem', 'docs/a.md', 'x/id_rsa/y', 'a/docs/a.md', 'id_rsa.pub'].map(fits)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
