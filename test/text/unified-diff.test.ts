/** Diffs by hand, sound and broken. Those that git itself writes are in test/sources/diff.test.ts. */

import { describe, expect, it } from 'vitest';
import { readUnifiedDiff } from '../../lib/text/unified-diff.ts';

/** One line a part: what a diff of these lines says. */
function read(diff: string | Buffer): string[] {
  return Array.from(readUnifiedDiff(Buffer.from(diff)), part => {
    if (part.kind === 'binary') return `binary ${part.path}`;
    if (part.kind === 'truncated') return `truncated ${part.path} at ${part.line}`;
    const added = part.added.map(({ first, last }) => `${first}-${last}`).join(' ');
    const text = JSON.stringify(part.bytes.toString('utf8'));
    return `${part.continued ? '… ' : ''}${part.path} ${part.newStart} [${added}] ${text}`;
  });
}

type Case = readonly [name: string, diff: string, expected: readonly string[]];

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

const head = ['diff --git a/x b/x', 'index 1..2 100644', '--- a/x', '+++ b/x'];

const sound: readonly Case[] = [
  ['nothing', '', []],
  ['a hunk', lines(...head, '@@ -1,2 +1,3 @@ f()', ' a', '-b', '+c', '+d'), ['x 1 [2-3] "a\\nc\\nd\\n"']],
  [
    'two hunks and two files',
    lines(
      ...head,
      '@@ -1 +1 @@',
      '-a',
      '+b',
      '@@ -9 +9,2 @@',
      ' i',
      '+j',
      'diff --git a/y b/y',
      '--- a/y',
      '+++ b/y',
      '@@ -1 +1 @@',
      '-a',
      '+b',
    ),
    ['x 1 [1-1] "b\\n"', '… x 9 [10-10] "i\\nj\\n"', 'y 1 [1-1] "b\\n"'],
  ],
  ['removed lines only', lines(...head, '@@ -1,2 +0,0 @@', '-a', '-b'), []],
  [
    'lines that look like headers',
    lines(
      ...head,
      '@@ -1,3 +1,3 @@',
      '--- a/y',
      '+++ b/y',
      '-diff --git a/z b/z',
      '+@@ -1 +1 @@',
      ' --- a',
      '@@ -9 +9 @@',
      ' z',
    ),
    ['x 1 [1-2] "++ b/y\\n@@ -1 +1 @@\\n--- a\\n"'],
  ],
  [
    'no newline at the end',
    lines(...head, '@@ -1 +1 @@', '-a', '\\ No newline at end of file', '+b', '\\ No newline at end of file'),
    ['x 1 [1-1] "b"'],
  ],
  [
    'no newline before, one after',
    lines(...head, '@@ -1 +1 @@', '-a', '\\ No newline at end of file', '+b'),
    ['x 1 [1-1] "b\\n"'],
  ],
  [
    'text with CRLF',
    lines(...head, '@@ -1 +1 @@', '-a\r', '+b\r', '\\ No newline at end of file'),
    ['x 1 [1-1] "b\\r"'],
  ],
  [
    'a diff turned into CRLF',
    lines(
      ...head,
      '@@ -1,2 +1,2 @@',
      ' a',
      '',
      '-b',
      '+c',
      '\\ No newline at end of file',
      'diff --git a/y b/y',
      'Binary files a/y and b/y differ',
    )
      .replace('@@ -1,2 +1,2', '@@ -1,3 +1,3')
      .replaceAll('\n', '\r\n'),
    ['x 1 [3-3] "a\\r\\n\\r\\nc"', 'binary y'],
  ],
  [
    'empty context lines that lost their blank',
    lines(...head, '@@ -1,3 +1,3 @@', '', '-b', '+c', ''),
    ['x 1 [2-2] "\\nc\\n\\n"'],
  ],
  [
    'a new file',
    lines('diff --git a/x b/x', 'new file mode 100644', '--- /dev/null', '+++ b/x', '@@ -0,0 +1 @@', '+a'),
    ['x 1 [1-1] "a\\n"'],
  ],
  [
    'a new file without prefixes',
    lines('diff --git b/x b/x', 'new file mode 100644', '--- /dev/null', '+++ b/x', '@@ -0,0 +1 @@', '+a'),
    ['b/x 1 [1-1] "a\\n"'],
  ],
  [
    'a rename without prefixes',
    lines(
      'diff --git a/x b/y',
      'similarity index 90%',
      'rename from a/x',
      'rename to b/y',
      '--- a/x',
      '+++ b/y',
      '@@ -1 +1 @@',
      '-a',
      '+b',
    ),
    ['b/y 1 [1-1] "b\\n"'],
  ],
  [
    'a name with a space',
    lines('diff --git a/x y b/x y', '--- a/x y\t', '+++ b/x y\t', '@@ -1 +1 @@', '-a', '+b'),
    ['x y 1 [1-1] "b\\n"'],
  ],
  [
    'a quoted name',
    lines(
      String.raw`diff --git "a/\303\274\n" "b/\303\274\n"`,
      String.raw`--- "a/\303\274\n"`,
      String.raw`+++ "b/\303\274\n"`,
      '@@ -1 +1 @@',
      '-a',
      '+b',
    ),
    ['ü\n 1 [1-1] "b\\n"'],
  ],
  [
    'prefixes of their own',
    lines('diff --git old/d/x new/d/x', '--- old/d/x', '+++ new/d/x', '@@ -1 +1 @@', '-a', '+b'),
    ['d/x 1 [1-1] "b\\n"'],
  ],
  [
    'diff -u of two files',
    lines(
      '--- one/x.orig\t2024',
      '+++ one/x\t2024',
      '@@ -1 +1 @@',
      '-a',
      '+b',
      '--- y.orig\t2024',
      '+++ y\t2024',
      '@@ -1 +1 @@',
      '-a',
      '+b',
    ),
    ['one/x 1 [1-1] "b\\n"', 'y 1 [1-1] "b\\n"'],
  ],
  [
    'binary files',
    lines(
      'diff --git a/x b/x',
      'index 1..2 100644',
      'Binary files a/x and b/x differ',
      'diff --git a/y b/y',
      'deleted file mode 100644',
      'Binary files a/y and /dev/null differ',
      'diff --git a/z b/z',
      'new file mode 100644',
      'GIT binary patch',
      'literal 3',
      'Kc${Nk',
      '',
      'literal 0',
      'HcmV?d00001',
      '',
    ),
    ['binary x', 'binary z'],
  ],
  ['binary files of diff -r', lines('Binary files one/x and two/x differ'), ['binary two/x']],
  [
    'a submodule',
    lines(
      'diff --git a/s b/s',
      'index 1..2 160000',
      '--- a/s',
      '+++ b/s',
      '@@ -1 +1 @@',
      `-Subproject commit ${'1'.repeat(40)}`,
      `+Subproject commit ${'2'.repeat(40)}`,
    ),
    [],
  ],
  [
    'text that claims to be a submodule',
    lines('diff --git a/s b/s', 'index 1..2 160000', '--- a/s', '+++ b/s', '@@ -1 +1 @@', '-a', '+b'),
    ['s 1 [1-1] "b\\n"'],
  ],
  [
    'a merge',
    lines(
      'diff --cc x',
      'index 1,2..3',
      '--- a/x',
      '+++ b/x',
      '@@@ -1,3 -1,2 +1,4 @@@',
      '  a',
      '- b',
      ' -c',
      '--d',
      '++e',
      '+ f',
      ' +g',
    ).replace('-1,3 -1,2 +1,4', '-1,4 -1,4 +1,4'),
    ['x 1 [2-4] "a\\ne\\nf\\ng\\n"'],
  ],
  [
    'a merge of three',
    lines('diff --cc x', '--- a/x', '+++ b/x', '@@@@ -1 -1 -1 +1,2 @@@@', '   a', '+++b'),
    ['x 1 [2-2] "a\\nb\\n"'],
  ],
  [
    'a diff of git and then one of diff -u',
    lines(...head, '@@ -1 +1 @@', '-a', '+b', '--- y.orig', '+++ y', '@@ -1 +1 @@', '-a', '+b'),
    ['x 1 [1-1] "b\\n"', 'y 1 [1-1] "b\\n"'],
  ],
  [
    'commits whose messages are not indented',
    lines(...head, '@@ -1 +1 @@', '-a', '+b', '', `commit ${'1'.repeat(40)}`, '+ not a line of a file', ...head),
    ['x 1 [1-1] "b\\n"'],
  ],
  [
    'mails one after the other',
    lines(
      `From ${'1'.repeat(40)} Mon Sep 17 00:00:00 2001`,
      'Subject: [PATCH] x',
      '',
      '+ not a line of a file',
      '---',
      ' x | 1 +',
      '',
      ...head,
      '@@ -1 +1 @@',
      '-a',
      '+b',
      '-- ',
      '2.39.5',
      '',
      `From ${'2'.repeat(40)} Mon Sep 17 00:00:00 2001`,
      'Subject: [PATCH] y',
      '',
      '+ nor is this',
      '---',
      ...head,
      '@@ -1 +1 @@',
      '-b',
      '+c',
      '-- ',
      '2.39.5',
    ),
    ['x 1 [1-1] "b\\n"', 'x 1 [1-1] "c\\n"'],
  ],
];

const broken: readonly Case[] = [
  ['cut short in a hunk', lines(...head, '@@ -1,3 +1,4 @@', ' a', '+b'), ['x 1 [2-2] "a\\nb\\n"', 'truncated x at 5']],
  [
    'cut short in a line',
    lines(...head, '@@ -1,3 +1,4 @@', ' a', '+bcd').slice(0, -2),
    ['x 1 [2-2] "a\\nbc"', 'truncated x at 5'],
  ],
  ['cut short behind the header', lines(...head, '@@ -1,3 +1,4 @@'), ['truncated x at 5']],
  [
    'a hunk shorter than its header says',
    lines(
      ...head,
      '@@ -1,3 +1,4 @@',
      ' a',
      '+b',
      'diff --git a/y b/y',
      '--- a/y',
      '+++ b/y',
      '@@ -1 +1 @@',
      '-a',
      '+b',
    ),
    ['x 1 [2-2] "a\\nb\\n"', 'truncated x at 5', 'y 1 [1-1] "b\\n"'],
  ],
  [
    'a hunk that eats the names of the next file',
    lines('--- x.orig', '+++ x', '@@ -1,3 +1,4 @@', ' a', '+b', '--- y.orig', '+++ y', '@@ -1 +1 @@', '-a', '+b'),
    ['x 1 [2-3] "a\\nb\\n++ y\\n"', 'truncated x at 3', 'y 1 [1-1] "b\\n"'],
  ],
  [
    'a hunk longer than its header says',
    lines(...head, '@@ -1 +1 @@', '-a', '+b', '+c', ' d', '+e', '@@ -9 +9 @@', '-a', '+b'),
    ['x 1 [1-1] "b\\n"', '… x 2 [2-2 4-4] "c\\nd\\ne\\n"', 'truncated x at 8', '… x 9 [9-9] "b\\n"'],
  ],
  [
    'a hunk header that says nothing',
    lines(...head, '@@ somewhere @@', ' a', '+b'),
    ['x 1 [1-1] "b\\n"', 'truncated x at 7'],
  ],
  [
    'more columns than ranges',
    lines('diff --cc x', '--- a/x', '+++ b/x', '@@@ -1 +1 @@@', '++b'),
    ['x 1 [1-1] "+b\\n"', 'truncated x at 5'],
  ],
  [
    'one complaint a file',
    lines(...head, '@@ -1 +1,2 @@', '+a', '@@ -5 +5,2 @@', '+b'),
    ['x 1 [1-1] "a\\n"', 'truncated x at 5', '… x 5 [5-5] "b\\n"'],
  ],
  [
    'counts beyond reason',
    lines(...head, '@@ -1,9999999999 +1,9999999999 @@', '+a'),
    ['x 1 [1-1] "a\\n"', 'truncated x at 5'],
  ],
  ['no name at all', lines('diff --git', '--- ', '+++ ', '@@ -1 +1 @@', '-a', '+b'), ['(unnamed) 1 [1-1] "b\\n"']],
];

describe('readUnifiedDiff', () => {
  it.each(sound)('reads %s', (_, diff, expected) => {
    expect(read(diff)).toEqual(expected);
  });

  it.each(broken)('reads what there is of %s', (_, diff, expected) => {
    expect(read(diff)).toEqual(expected);
  });

  it('tells where each hunk lies in the diff', () => {
    const diff = lines(...head, '@@ -1 +1 @@', '-a', '+b', '@@ -9 +9 @@', '-a', '+b');
    const offsets = Array.from(readUnifiedDiff(Buffer.from(diff)), part => (part.kind === 'hunk' ? part.offset : -1));
    expect(offsets).toEqual([diff.indexOf('-a\n'), diff.lastIndexOf('-a\n')]);
  });

  it('passes bytes through that are not UTF-8', () => {
    const diff = Buffer.concat([Buffer.from(lines(...head, '@@ -0,0 +1 @@')), Buffer.from([0x2b, 0xff, 0xfe, 0x0a])]);
    const parts = Array.from(readUnifiedDiff(diff), part => (part.kind === 'hunk' ? [...part.bytes] : null));
    expect(parts).toEqual([[0xff, 0xfe, 0x0a]]);
  });

  it('takes time in proportion on a long bad diff', () => {
    const diff = lines(...head) + '@@ -1 +1 @@\n+\n+\n'.repeat(50_000);
    const started = performance.now();
    const parts = Array.from(readUnifiedDiff(Buffer.from(diff)), part => part.kind);
    expect(parts.filter(kind => kind === 'truncated')).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
