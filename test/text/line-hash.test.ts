/** The line hash against the values that code scanning's own tool gives, and against a plain restatement in BigInt. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineHasher } from '../../lib/text/line-hash.ts';

const hashesOf = (text: string, lines: number): string[] => {
  const hashLine = createLineHasher(Buffer.from(text));
  return Array.from({ length: lines }, (_, index) => hashLine(index + 1));
};

/** All lines' hashes, slowly: the units that count, cut at each line start, summed up one by one. */
function hashPlainly(text: string): string[] {
  const units = [...text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '')].flatMap(point =>
    Array.from({ length: point.length }, (_, index) => point.charCodeAt(index)),
  );
  units.push(0xffff);
  const starts = [0, ...units.flatMap((unit, index) => (unit === 10 ? [index + 1] : []))];
  const seen = new Map<string, number>();
  return starts.map(start => {
    let value = 0n;
    for (let k = 0; k < 100; k++) value = BigInt.asUintN(64, value * 37n + BigInt(units[start + k] ?? 0));
    const hex = value.toString(16);
    seen.set(hex, (seen.get(hex) ?? 0) + 1);
    return `${hex}:${seen.get(hex)}`;
  });
}

describe('createLineHasher', () => {
  it.each([
    ['an empty file', '', ['c129715d7a2bc9a3:1']],
    [
      'blanks at line starts',
      ' a\nb\n  \t\tc\n d',
      ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
    ],
    [
      'empty lines',
      ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End',
      [
        '8b7cf3e952e7aeb2:1',
        'b1ae1287ec4718d9:1',
        'bff680108adb0fcc:1',
        'c6805c5e1288b612:1',
        'b86d3392aea1be30:1',
        'e6ceba753e1a442:1',
      ],
    ],
  ])('gives the published values for %s', (_name, text, expected) => {
    expect(hashesOf(text, expected.length)).toEqual(expected);
  });

  it('reads CR and CRLF as LF', () => {
    const expected = hashesOf('one\ntwo\n\nthree', 4);
    expect(hashesOf('one\r\ntwo\r\n\r\nthree', 4)).toEqual(expected);
    expect(hashesOf('one\rtwo\r\rthree', 4)).toEqual(expected);
  });

  it('takes a line feed that a blank parts from its carriage return for a line end of its own', () => {
    expect(hashesOf('one\r \ntwo', 3)).toEqual(hashesOf('one\n\ntwo', 3));
  });

  it('counts equal lines up to the one asked for', () => {
    const text = `${'a line that stands here often\n'.repeat(20)}end`;
    const hashes = hashesOf(text, 16);
    expect(new Set(hashes.map(hash => hash.split(':')[0])).size).toBe(1);
    expect(hashes.map(hash => hash.split(':')[1])).toEqual(Array.from({ length: 16 }, (_, index) => `${index + 1}`));
  });

  it('counts lines whose units differ but whose hashes are equal', () => {
    const tail = 'x'.repeat(98);
    const hashes = hashesOf(`af${tail}\nbA${tail}\n`, 2);
    expect(hashes[0]?.replace(/:1$/, ':2')).toBe(hashes[1]);
  });

  it('gives the same whatever the order of the questions', () => {
    const text = `${'same\n'.repeat(300)}\u{1f600} other\n\u{ffff}\0\n`;
    const inOrder = hashesOf(text, 303);
    const hashLine = createLineHasher(Buffer.from(text));
    const backwards = Array.from({ length: 303 }, (_, index) => hashLine(303 - index)).reverse();
    expect(backwards).toEqual(inOrder);
    expect(inOrder).toEqual(hashPlainly(text));
  });

  it('gives the last line for a line behind it', () => {
    const hashLine = createLineHasher(Buffer.from('one\ntwo'));
    expect(hashLine(9)).toBe(hashLine(2));
  });

  it('reads what is not UTF-8 as the upload action does, and keeps its own copy', () => {
    const bytes = Buffer.from('caf\xe9 = 1\n', 'latin1');
    const hashLine = createLineHasher(bytes);
    bytes.fill(0);
    expect(hashLine(1)).toBe(hashesOf('caf\ufffd = 1\n', 1)[0]);
  });

  it('agrees with a plain restatement on any text', () => {
    const piece = fc.constantFrom(
      'a',
      'zz',
      ' ',
      '\t',
      '\n',
      '\r\n',
      '\0',
      '\u{ffff}',
      '\u{fffd}',
      '\u{1f511}',
      'w'.repeat(60),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const text = pieces.join('');
        const expected = hashPlainly(text);
        expect(hashesOf(text, expected.length)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('stays linear for thousands of questions on one file', () => {
    const lines = 50_000;
    const hashLine = createLineHasher(Buffer.from('the same line again and again\n'.repeat(lines)));
    const begin = performance.now();
    for (let line = 1; line <= lines - 100; line++) hashLine(line);
    expect(hashLine(lines - 100)).toMatch(/:49900$/);
    expect(performance.now() - begin).toBeLessThan(5000);
  });
});
