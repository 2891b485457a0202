import { describe, expect, it } from 'vitest';
import { isLfsPointer } from '../../../lib/sources/git/lfs-pointer.ts';

const digest = `sha256:${'0a'.repeat(32)}`;
const version = 'version https://git-lfs.github.com/spec/v1\n';
const pointer = `${version}oid ${digest}\nsize 12\n`;

describe('isLfsPointer', () => {
  it.each([
    ['a pointer', pointer, true],
    ['a pointer with an extension', `${version}ext-0-tool ${digest}\noid ${digest}\nsize 12\n`, true],
    ['a pointer with text behind it', `${pointer}text\n`, false],
    ['a pointer with text before it', `text\n${pointer}`, false],
    ['the first line alone', version, false],
    ['nothing', '', false],
  ])('%s', (_, text, expected) => {
    expect(isLfsPointer(Buffer.from(text))).toBe(expected);
  });
});
