import { describe, expect, it } from 'vitest';
import { readAddedLines, readAddedRanges } from '../../../lib/sources/git/added-lines.ts';
import { makeCommitted } from '../repository.ts';

const pair = (digit: string) => `${digit.repeat(40)}..${'f'.repeat(40)}`;

const lines = (...all: readonly string[]): Buffer => Buffer.from(`${all.join('\n')}\n`);

describe('readAddedRanges', () => {
  it('keys the added lines by the two contents', () => {
    const diff = lines(
      'diff --git a/x b/x',
      `index ${pair('1')} 100644`,
      '--- a/x',
      '+++ b/x',
      '@@ -1,2 +1,2 @@ f',
      '-@@ -9 +9 @@',
      `-index ${pair('3')}`,
      '\\ No newline at end of file',
      '+b',
      `+index ${pair('4')}`,
      '\\ No newline at end of file',
      '@@ -7,0 +3 @@',
      '+c',
      '@@ -9 +9,0 @@',
      '-c',
      'diff --git a/y b/y',
      `index ${pair('2')}`,
      '@@ -1 +0,0 @@',
      '-a',
    );
    expect([...readAddedRanges(diff)]).toEqual([
      [pair('1'), [{ first: 1, last: 3 }]],
      [pair('2'), []],
    ]);
  });

  it('knows nothing of a file without hunks', () => {
    expect(readAddedRanges(lines('diff --git a/x b/x', `index ${pair('1')}`)).size).toBe(0);
  });
});

describe('readAddedLines', () => {
  it('is a diagnostic when git fails', () => {
    const { dir } = makeCommitted({});
    const ids = { oldId: '1'.repeat(40), newId: '2'.repeat(40) };
    const file = { status: 'M', oldMode: '100644', newMode: '100644', path: 'a', oldPath: 'a', ...ids };
    const { byPair, failures } = readAddedLines(`${dir}/gone`, [file], new Map(), false);
    expect(byPair.size).toBe(0);
    expect(failures).toMatchObject([{ kind: 'git-failed', path: 'a' }]);
  });
});
