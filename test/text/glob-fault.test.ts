import { describe, expect, it } from 'vitest';
import { explainGlob } from '../../lib/text/glob-fault.ts';

describe('explainGlob', () => {
  it.each([
    '*.pem',
    '/vendor/',
    './src',
    '!keep.txt',
    'a/**/b',
    'src/[id].ts',
    '[!a]b',
    '[]]',
    '\\#x',
    '\\[x',
    'a\\ b',
    '.env',
    '..x',
    'a..b/.c',
  ])('%s is fine', glob => expect(explainGlob(glob)).toBeNull());

  it.each<[glob: string, fault: string]>([
    ['', 'is an empty glob'],
    ['!', 'is an empty glob'],
    ['/', 'is an empty glob'],
    ['./', 'is an empty glob'],
    ['#x', 'begins with `#`, which is a comment among globs: write `\\#`'],
    ['../x', 'has `.` or `..` as a folder: globs are relative to the root'],
    ['a/./b', 'has `.` or `..` as a folder: globs are relative to the root'],
    ['a/..', 'has `.` or `..` as a folder: globs are relative to the root'],
    ['C:\\x', 'is an absolute path: globs are relative to the root'],
    ['src\\gen', 'has a backslash between folders: write `/`'],
    ['a\nb', 'is more than one line'],
    ['src/[id', 'has a `[` that is never closed'],
    ['a/**/b/**/c/**/d/**/e', 'holds `**/` more than 3 times'],
    ['x'.repeat(1001), 'is longer than 1000 characters'],
  ])('%j', (glob, fault) => {
    expect(explainGlob(glob)).toBe(fault);
  });
});
