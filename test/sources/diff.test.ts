/** Diffs that git itself writes, under many settings, and their agreement with what is staged. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffSource } from '../../lib/sources/diff.ts';
import { stagedSource } from '../../lib/sources/staged.ts';
import {
  collect,
  makeCommitted,
  makeRepository,
  numbered,
  type Repository,
  type Seen,
  summarize,
} from './repository.ts';

const three = numbered(3);
const thirty = numbered(30);

/** A repository with one staged change of each kind. */
function stageChanges(): Repository {
  const repository = makeCommitted({
    changed: thirty,
    renamed: numbered(30, 'other'),
    deleted: three,
    'b/in b': three,
    'a/in a': three,
    binary: Buffer.from([0, 1, 2]),
    'mode only': three,
    'no end': 'one',
  });
  repository.write('changed', thirty.replace('line 4\n', 'x\n').replace('line 20\n', '').concat('+++ more\nlast\n'));
  repository.git('mv', 'renamed', 'moved to');
  repository.write('moved to', `${numbered(30, 'other')}more\n`);
  repository.git('rm', '-q', 'deleted');
  repository.write('b/in b', `${three}more\n`);
  repository.write('a/in a', `${three}more\n`);
  repository.write('binary', Buffer.from([0, 1, 3]));
  repository.write('ünd', numbered(3, 'new'));
  repository.write('no end', 'one\ntwo');
  repository.write('crlf', 'one\r\ntwo\r\n');
  repository.git('add', '-A');
  repository.git('update-index', '--chmod=+x', 'mode only');
  return repository;
}

const expected = [
  'a/in a: 4-4',
  'b/in b: 4-4',
  'changed: 4-4',
  'changed: 30-31',
  'crlf: 1-2',
  'moved to: 31-31',
  'no end: 1-2',
  'ünd: 1-3',
];

const forms: readonly (readonly string[])[] = [
  [],
  ['--no-prefix'],
  ['-c', 'diff.noprefix=true'],
  ['-c', 'diff.mnemonicPrefix=true'],
  ['--src-prefix=before/', '--dst-prefix=after/'],
  ['--src-prefix=x/y/', '--dst-prefix=other/'],
  ['-c', 'core.quotePath=false'],
  ['-c', 'diff.suppressBlankEmpty=true'],
  ['--full-index', '--binary'],
  ['--patience'],
  ['--stat', '-p'],
  ['--raw', '-p'],
];

describe('a diff of git', () => {
  const repository = stageChanges();

  const diff = (form: readonly string[], ...more: readonly string[]): Buffer => {
    const settings = form[0] === '-c' ? form.slice(0, 2) : [];
    return repository.git(...settings, 'diff', '--cached', '-M', ...more, ...form.slice(settings.length));
  };

  it.each(forms.map(form => [form.join(' ') || 'as it is', form] as const))('%s', (_, form) => {
    const { chunks, diagnostics } = collect(diffSource(diff(form)));
    expect(summarize(chunks)).toEqual(expected);
    expect(diagnostics).toEqual([{ kind: 'binary', path: 'binary', message: 'is binary' }]);
  });

  it.each([0, 1, 10])('with %i lines of context', context => {
    const { chunks } = collect(diffSource(diff([], `-U${context}`)));
    const added = (seen: readonly Seen[]) =>
      seen.flatMap(({ path, added }) => (added ?? []).map(range => ({ path, ...range })));
    expect(added(chunks)).toEqual(added(collect(diffSource(diff([]))).chunks));
  });

  it('with every line end turned into CRLF', () => {
    const { chunks } = collect(diffSource(Buffer.from(diff([]).toString().replaceAll(/\r?\n/g, '\r\n'))));
    expect(summarize(chunks)).toEqual(expected);
  });

  it('gives each hunk its place, and says which go on with a file', () => {
    const { chunks } = collect(diffSource(diff([], '--', 'changed')));
    expect(chunks.map(({ start, continued, origin }) => [start.line, start.column, continued, origin])).toEqual([
      [1, 1, false, 'stdin'],
      [27, 1, true, 'stdin'],
    ]);
    expect(chunks[0]?.text).toBe('line 1\nline 2\nline 3\nx\nline 5\nline 6\nline 7\n');
    expect(chunks[1]?.text).toBe('line 28\nline 29\nline 30\n+++ more\nlast\n');
    expect(chunks[1]?.offset).toBeGreaterThan((chunks[0]?.offset ?? 0) + (chunks[0]?.text.length ?? 0));
  });

  it('with the head of a commit or of a mail', () => {
    const own = makeCommitted({ a: three });
    own.write('a', `${three}more\n`);
    own.commitAll();
    for (const args of [['show'], ['format-patch', '--stdout', '-1'], ['log', '-p', '-1'], ['show', '--oneline']]) {
      expect(summarize(collect(diffSource(own.git(...args))).chunks)).toEqual(['a: 4-4']);
    }
  });

  it('of a merge', () => {
    const own = makeCommitted({ a: thirty });
    own.git('checkout', '-qb', 'other');
    own.write('a', thirty.replace('line 4\n', 'theirs\n').replace('line 20\n', 'theirs alone\n'));
    own.commitAll();
    own.git('checkout', '-q', 'main');
    own.write('a', thirty.replace('line 4\n', 'ours\n'));
    own.commitAll();
    expect(() => own.git('merge', 'other')).toThrow();
    own.write('a', thirty.replace('line 4\n', 'both\nand more\n').replace('line 20\n', 'theirs alone\n'));
    own.commitAll();
    for (const form of ['--cc', '-c']) {
      const { chunks, diagnostics } = collect(diffSource(own.git('show', form)));
      expect(summarize(chunks).slice(0, 1)).toEqual(['a: 4-5']);
      expect(diagnostics).toEqual([]);
    }
  });

  it('that is cut short says where', () => {
    const bytes = diff([], '--', 'changed');
    const { chunks, diagnostics } = collect(diffSource(bytes.subarray(0, bytes.length - 6)));
    expect(chunks).toHaveLength(2);
    expect(diagnostics).toMatchObject([{ kind: 'truncated-diff', path: 'changed' }]);
    const line = bytes.toString().slice(0, bytes.toString().lastIndexOf('@@ -')).split('\n').length;
    expect(diagnostics[0]?.line).toBe(line);
    expect(diagnostics[0]?.message).toContain(`line ${line} of the diff`);
  });

  it('of nothing is nothing', () => {
    expect(collect(diffSource(Buffer.alloc(0)))).toEqual({ chunks: [], diagnostics: [] });
  });
});

describe('any edit', () => {
  const line = fc.constantFrom(
    '',
    'a',
    'b',
    '-- a/x',
    '++ b/x',
    '@@ -1 +1 @@',
    'diff --git a/x b/x',
    '\\ No newline',
    'ü',
    '\t',
    'c\r',
  );
  const text = fc
    .tuple(fc.array(line, { maxLength: 40 }), fc.boolean())
    .map(([lines, ended]) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''));
  const path = fc.constantFrom('a', 'b/a', 'a b', 'ü', 'dir/b/x', ' x');
  const files = fc.dictionary(path, text, { maxKeys: 4, noNullPrototype: true });

  /** Every added line as `path:line`, and its text. */
  const addedLines = (seen: readonly Seen[]): string[] =>
    seen.flatMap(({ path, added, start, text }) => {
      const lines = text.split('\n');
      const ranges = added ?? [{ first: 1, last: text === '' ? 0 : text.replace(/\n$/, '').split('\n').length }];
      return ranges.flatMap(({ first, last }) =>
        Array.from(
          { length: last - first + 1 },
          (_, index) => `${path}:${first + index}:${lines[first + index - start.line]}`,
        ),
      );
    });

  it('has the same added lines as a diff and as what is staged', () => {
    const repository = makeRepository();
    const property = fc.property(files, files, fc.constantFrom('-U0', '-U3'), (before, after, context) => {
      repository.git('rm', '-rqf', '--ignore-unmatch', '--cached', '.');
      for (const name of ['a', 'b', 'a b', 'ü', 'dir', ' x']) repository.tryRemove(name);
      for (const [name, content] of Object.entries(before)) repository.write(name, content);
      repository.commitAll();
      for (const name of Object.keys(before)) repository.tryRemove(name);
      for (const [name, content] of Object.entries(after)) repository.write(name, content);
      repository.git('add', '-A');
      const diff = collect(diffSource(repository.git('diff', '--cached', '-M', context)));
      const staged = collect(stagedSource({ cwd: repository.dir, maxFileSize: 1_000_000, findVerdict: null }));
      expect(diff.diagnostics).toEqual([]);
      expect(staged.diagnostics).toEqual([]);
      expect(addedLines(diff.chunks).sort()).toEqual(addedLines(staged.chunks).sort());
    });
    fc.assert(property, { numRuns: 25, seed: 7 });
  });
});
