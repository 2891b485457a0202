/** What the hint says no to, no pattern fits: compared with the package that knows what patterns mean. */

import fc from 'fast-check';
import ignore from 'ignore';
import { describe, expect, it } from 'vitest';
import { compileGlobs, parseIgnoreFile } from '../../lib/text/glob.ts';
import { hintOf } from '../../lib/text/glob-hint.ts';

describe('hintOf', () => {
  it.each<[readonly string[], string]>([
    [['node_modules/'], '(?:^|/)(?:node_modules)(?:/|$)'],
    [['*.log', '*~'], '(?:\\.log|~)(?:/|$)'],
    [['/out*'], '(?:^|/)(?:out)'],
    [['*cache*'], '(?:cache)'],
    [['docs/**/generated/*.md'], '(?:^|/)(?:generated)(?:/|$)'],
    [['!keep.me'], '(?:^|/)(?:keep\\.me)(?:/|$)'],
    [['\\#*.sw[a-p]'], '(?:\\.sw)'],
    [['[._]*.bak'], '(?:\\.bak)(?:/|$)'],
    [['a', 'b', 'a'], '(?:^|/)(?:a|b)(?:/|$)'],
  ])('reads %j', (patterns, source) => {
    expect(hintOf(patterns)?.source.replaceAll('\\/', '/')).toBe(source);
  });

  it.each([[['*']], [['a', '**/*']], [['?']], [['[ab]']], [['[a\\]b]']], [['[^]a]']], [['']], [[]]])(
    'has none for %j',
    patterns => {
      expect(hintOf(patterns)).toBeNull();
    },
  );

  it('has none for a list that is too long', () => {
    const patterns = Array.from({ length: 5000 }, (_, index) => `name-${index}`);
    expect(hintOf(patterns)).toBeNull();
    expect(compileGlobs(patterns)('a/name-4999/b')).toBe(true);
  });
});

const letters = (...each: string[]) => fc.array(fc.constantFrom(...each), { minLength: 1, maxLength: 8 });
const patternOf = letters(
  'a',
  'b',
  '.a',
  '#',
  '~',
  '-',
  ' ',
  '*',
  '**',
  '?',
  '/',
  '**/',
  '[',
  ']',
  '[ab]',
  '\\',
  '!',
  '^',
);
const pathOf = letters('a', 'b', '.a', '#', '~', '-', ' ', '/', '/', '[', ']', '!', '*', '?', '\\', 'x');

/** Paths as a listing gives them. */
const isPath = (path: string): boolean =>
  path.split('/').every((name, index, names) => name !== '' || (index > 0 && index === names.length - 1)) &&
  path !== '';

describe('a hint and the package', () => {
  it('agree', () => {
    fc.assert(
      fc.property(
        fc.array(
          patternOf.map(each => each.join('')),
          { minLength: 1, maxLength: 3 },
        ),
        pathOf.map(each => each.join('')).filter(isPath),
        (patterns, path) => {
          const matcher = ignore({ ignorecase: false, allowRelativePaths: true }).add(patterns);
          const { ignored, unignored } = matcher.test(path);
          if (ignored || unignored) expect(hintOf(patterns)?.test(path) ?? true, `${patterns} of ${path}`).toBe(true);
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it('agree on ordinary ignore files', () => {
    const lines = [
      '*.log',
      '!keep.log',
      '/dist/',
      'node_modules',
      '.env*',
      '[._]*.sw[a-p]',
      '\\#*\\#',
      'docs/**/*.md',
      '*~',
    ];
    const matcher = ignore({ ignorecase: false, allowRelativePaths: true }).add(lines);
    const file = parseIgnoreFile(lines.join('\n'));
    const names = [
      'a.log',
      'keep.log',
      'dist/',
      'dist',
      'node_modules/',
      '.env.local',
      '.a.swp',
      '#a#',
      'b.md',
      'a~',
      'src/',
    ];
    for (const folder of ['', 'docs/', 'docs/x/', 'src/dist/', 'node_modules/a/']) {
      for (const name of names) {
        const { ignored, unignored } = matcher.test(folder + name);
        expect(file?.answer(folder + name), folder + name).toBe(ignored ? 'ignored' : unignored ? 'included' : null);
      }
    }
  });
});
