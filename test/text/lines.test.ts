/** Lines, columns and line ranges, against the plain way to compute them. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countNewlines, createPositions, positionAt, touches } from '../../lib/text/lines.ts';

/** The same for an offset that is not within a character of valid UTF-8. */
function naivePosition(bytes: Buffer, offset: number) {
  const before = bytes.subarray(0, offset).toString('latin1').split('\n');
  const lineStart = offset - (before.at(-1) ?? '').length;
  return { line: before.length, column: bytes.subarray(lineStart, offset).toString('utf8').length + 1 };
}

const START = { line: 1, column: 1 };

describe('createPositions', () => {
  it.each<[string, Buffer, number, number, number]>([
    ['the start', Buffer.from('ab\ncd'), 0, 1, 1],
    ['a line feed, on the line it ends', Buffer.from('ab\ncd'), 2, 1, 3],
    ['the start of a line', Buffer.from('ab\ncd'), 3, 2, 1],
    ['the end', Buffer.from('ab\ncd'), 5, 2, 3],
    ['the end behind a line feed', Buffer.from('ab\n'), 3, 2, 1],
    ['an empty text', Buffer.alloc(0), 0, 1, 1],
    ['behind two bytes that are one unit', Buffer.from('éa'), 2, 1, 2],
    ['behind four bytes that are two units', Buffer.from('🗝a'), 4, 1, 3],
    ['behind a CR, which is a character', Buffer.from('a\r\nb'), 2, 1, 3],
    ['a line with CRLF before', Buffer.from('a\r\nb'), 3, 2, 1],
    ['bytes that are not UTF-8', Buffer.from('\xe9\xe9a', 'latin1'), 2, 1, 3],
    ['bytes before a byte that is not UTF-8', Buffer.concat([Buffer.from('é'), Buffer.from([0xff])]), 2, 1, 3],
    ['a good line after a bad one', Buffer.concat([Buffer.from([0xff, 10]), Buffer.from('éa')]), 4, 2, 2],
  ])('finds %s', (_, bytes, offset, line, column) => {
    expect(positionAt(bytes, START, offset)).toEqual({ line, column });
  });

  it('counts on from where the bytes begin', () => {
    const position = createPositions(Buffer.from('é\nb'), { line: 7, column: 11 });
    expect([0, 2, 3, 4, 2].map(position)).toEqual([
      { line: 7, column: 11 },
      { line: 7, column: 12 },
      { line: 8, column: 1 },
      { line: 8, column: 2 },
      { line: 7, column: 12 },
    ]);
  });

  it('agrees with a plain count, whatever the order', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', 'é', '漢', '🗝'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (value, picks) => {
        const bytes = Buffer.from(value);
        const ends = [0];
        for (const character of value) ends.push((ends.at(-1) ?? 0) + Buffer.byteLength(character));
        const offsets = picks.map(pick => ends[pick % ends.length] ?? 0);
        const position = createPositions(bytes, START);
        for (const offset of offsets) expect(position(offset)).toEqual(naivePosition(bytes, offset));
      }),
    );
  });

  it('serves many offsets of one endless line', () => {
    const bytes = Buffer.alloc(4_000_000, 'é');
    const position = createPositions(bytes, START);
    let last = START;
    for (let offset = 0; offset <= bytes.length; offset += 40) last = position(offset);
    expect(last).toEqual({ line: 1, column: 2_000_001 });
  }, 5000);
});

describe('countNewlines', () => {
  it.each([
    [0, 6, 3],
    [0, 0, 0],
    [1, 2, 1],
    [2, 3, 0],
    [4, 6, 2],
  ])('counts from %i up to and without %i', (from, to, count) => {
    expect(countNewlines(Buffer.from('a\nbc\n\n'), from, to)).toBe(count);
  });
});

describe('touches', () => {
  const ranges = [
    { first: 3, last: 4 },
    { first: 8, last: 8 },
    { first: 10, last: 20 },
  ];

  it.each([
    [1, 2, false],
    [1, 3, true],
    [4, 4, true],
    [5, 7, false],
    [5, 8, true],
    [9, 9, false],
    [1, 99, true],
    [15, 15, true],
    [20, 21, true],
    [21, 30, false],
  ])('lines %i to %i: %s', (first, last, expected) => {
    expect(touches(ranges, first, last)).toBe(expected);
  });

  it('finds nothing in no ranges', () => {
    expect(touches([], 1, 9)).toBe(false);
  });

  it('agrees with a plain search', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 2, max: 5 }), fc.nat(3)), { maxLength: 12 });
    fc.assert(
      fc.property(steps, fc.nat(60), fc.nat(5), (gaps, first, length) => {
        let line = 0;
        const list = gaps.map(([gap, extent]) => {
          const range = { first: line + gap, last: line + gap + extent };
          line = range.last;
          return range;
        });
        const last = first + length;
        const plain = list.some(range => range.first <= last && range.last >= first);
        expect(touches(list, first, last)).toBe(plain);
      }),
    );
  });
});
