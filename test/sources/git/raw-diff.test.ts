import { describe, expect, it } from 'vitest';
import { readRawDiff } from '../../../lib/sources/git/raw-diff.ts';

const one = '1'.repeat(40);
const two = '2'.repeat(40);
const record = `:100644 100755 ${one} ${two}`;

describe('readRawDiff', () => {
  it('reads changes and renames, whatever their names', () => {
    const output = Buffer.from(`${record} M\0a\nb :1\0${record} R086\0old\0new\0${record.replaceAll('1', '3')} A\0ü\0`);
    const files = readRawDiff(output);
    expect(files?.map(({ status, oldPath, path }) => [status, oldPath, path])).toEqual([
      ['M', 'a\nb :1', 'a\nb :1'],
      ['R', 'old', 'new'],
      ['A', 'ü', 'ü'],
    ]);
    expect(files?.[0]).toMatchObject({ oldMode: '100644', newMode: '100755', oldId: one, newId: two });
  });

  it('reads ids of SHA-256', () => {
    const output = `:100644 100644 ${'a'.repeat(64)} ${'b'.repeat(64)} M\0a\0`;
    expect(readRawDiff(Buffer.from(output))?.[0]?.newId).toBe('b'.repeat(64));
  });

  it.each([
    ['nothing', '', 0],
    ['text', 'text\0', null],
    ['a record cut short', `${record} M\0a`, null],
    ['a record without name', `${record} M\0`, null],
    ['a rename without its new name', `${record} R100\0a\0`, null],
    ['short ids', ':100644 100644 123 456 M\0a\0', null],
  ])('%s', (_, output, count) => {
    expect(readRawDiff(Buffer.from(output))?.length ?? null).toBe(count);
  });
});
