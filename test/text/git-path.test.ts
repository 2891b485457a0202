import { describe, expect, it } from 'vitest';
import { decodePath, readChangedName, readGitNames, readName, readQuotedName } from '../../lib/text/git-path.ts';

describe('readQuotedName', () => {
  const names: readonly (readonly [quoted: string, name: string | null])[] = [
    ['"a"', 'a'],
    ['""', ''],
    [String.raw`"\a\b\t\n\v\f\r\"\\"`, '\x07\b\t\n\v\f\r"\\'],
    [String.raw`"\303\274.txt"`, 'ü.txt'],
    [String.raw`"\3034"`, '\ufffd4'],
    ['"no end', null],
    [String.raw`"\x41"`, null],
    [String.raw`"\777"`, null],
    ['"\\', null],
  ];

  it.each(names)('%s', (quoted, name) => {
    const read = readQuotedName(quoted, 0);
    expect(read === null ? null : decodePath(read.name)).toBe(name);
  });

  it('tells where the name ends', () => {
    expect(readQuotedName('x "a b" c', 2)).toEqual({ name: 'a b', end: 7 });
  });
});

describe('readName', () => {
  it.each([
    ['b/a name', 'b/a name'],
    ['b/a name\t', 'b/a name'],
    ['a.txt\t2024-01-01 10:00:00.000000000 +0000', 'a.txt'],
    ['"b/tab\\there"', 'b/tab\there'],
    ['"not quoted', '"not quoted'],
  ])('%j', (text, name) => {
    expect(readName(text)).toBe(name);
  });
});

describe('readGitNames', () => {
  const lines: readonly (readonly [rest: string, prefix: string | null, name: string | null])[] = [
    ['a/x b/x', 'b/', 'x'],
    ['x x', '', 'x'],
    ['b/x b/x', '', 'b/x'],
    ['a/x b/x b/x b/x', 'b/', 'x b/x'],
    ['a/x y b/x y', 'b/', 'x y'],
    ['i/dir/x w/dir/x', 'w/', 'dir/x'],
    ['c/x i/x', 'i/', 'x'],
    ['old/dir/x new/dir/x', 'new/', 'dir/x'],
    ['before/.env after/.env', 'after/', '.env'],
    ['before:x after:x', 'after:', 'x'],
    ['a/dir1/x b/dir2/x', 'b/', 'dir2/x'],
    [String.raw`"a/\303\274 x" "b/\303\274 x"`, 'b/', '\xc3\xbc x'],
    [String.raw`a/x "b/\t"`, 'b/', '\t'],
    ['one two', null, null],
    ['', null, null],
    ['"open', null, null],
  ];

  it.each(lines)('%s', (rest, prefix, name) => {
    expect(readGitNames(rest)).toEqual(prefix === null ? null : { name, prefix });
  });

  it('is bounded on a line of spaces', () => {
    expect(readGitNames(' '.repeat(16_000))).toBeNull();
  });
});

describe('readChangedName', () => {
  it.each([
    ['a/x', 'b/x', 'b/', 'x'],
    ['a/x', 'b/x', null, 'x'],
    ['b/x', 'b/x', null, 'b/x'],
    ['b/x', 'b/x', '', 'b/x'],
    ['/dev/null', 'b/x', null, 'x'],
    ['/dev/null', 'b/x', '', 'b/x'],
    ['/dev/null', 'src/x', null, 'src/x'],
    ['x.orig', 'x', null, 'x'],
    ['one/x', 'two/x', null, 'two/x'],
    ['a/x', '/dev/null', 'b/', 'x'],
    ['x', '/dev/null', null, 'x'],
  ])('%s %s after %s', (before, after, prefix, name) => {
    expect(readChangedName(before, after, prefix)).toBe(name);
  });
});
