/** Texts read in pieces, against the same text read whole. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../lib/model/chunk.ts';
import type { SourceItem } from '../../lib/model/source.ts';
import { MARGIN, PIECE, type ReadBytes, readPieces } from '../../lib/sources/pieces.ts';

const START = { line: 1, column: 1 };

/** Gives at most `most` bytes at a time, as pipes do. */
function readFrom(bytes: Buffer, most = Number.POSITIVE_INFINITY): ReadBytes {
  let at = 0;
  return (target, offset, length) => {
    const count = bytes.copy(target, offset, at, Math.min(bytes.length, at + length, at + most));
    at += count;
    return count;
  };
}

type Piece = Omit<Chunk, 'path' | 'origin' | 'added'>;

/** Copies what is only valid until the next chunk. */
function collect(items: Iterable<SourceItem>): Piece[] {
  const pieces: Piece[] = [];
  for (const item of items) {
    if (item.kind !== 'chunk') throw new Error(`unexpected ${item.kind}`);
    const { bytes, offset, start, own, continued } = item.chunk;
    pieces.push({ bytes: Buffer.from(bytes), offset, start, own, continued });
  }
  return pieces;
}

const TEXT = { path: 'a.txt', origin: 'file' } as const;

function naivePosition(text: Buffer, offset: number) {
  const lines = text.subarray(0, offset).toString('utf8').split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function checkPieces(pieces: readonly Piece[], whole: Buffer, margin: number): void {
  const owned = pieces.map(({ bytes, own }) => bytes.subarray(own.start, own.end));
  expect(Buffer.concat(owned).equals(whole)).toBe(true);
  let ownedTo = 0;
  pieces.forEach(({ bytes, offset, start, own, continued }, index) => {
    expect(bytes.equals(whole.subarray(offset, offset + bytes.length))).toBe(true);
    expect(offset + own.start).toBe(ownedTo);
    ownedTo = offset + own.end;
    expect(continued).toBe(index > 0);
    if (index > 0) expect(own.start).toBeGreaterThanOrEqual(Math.min(margin, offset + own.start));
    if (index < pieces.length - 1) expect(bytes.length - own.end).toBeGreaterThanOrEqual(margin);
    expect(start).toEqual(naivePosition(whole, offset));
  });
}

describe('readPieces', () => {
  it('yields a short text as one chunk', () => {
    const items = [...readPieces(readFrom(Buffer.from('a\nb')), TEXT)];
    const own = { start: 0, end: 3 };
    const chunk = { ...TEXT, bytes: Buffer.from('a\nb'), offset: 0, start: START, own };
    expect(items).toEqual([{ kind: 'chunk', chunk: { ...chunk, continued: false, added: null } }]);
  });

  it('yields an empty text as an empty chunk', () => {
    const [piece] = collect(readPieces(readFrom(Buffer.alloc(0)), TEXT));
    expect(piece).toEqual({
      bytes: Buffer.alloc(0),
      offset: 0,
      start: START,
      own: { start: 0, end: 0 },
      continued: false,
    });
  });

  it('puts what was read already first', () => {
    const head = Buffer.from('first ');
    const [piece] = collect(readPieces(readFrom(Buffer.from('second')), { ...TEXT, head }));
    expect(piece?.bytes.toString()).toBe('first second');
  });

  it('uses one buffer for all texts', () => {
    const backing = new Set<ArrayBufferLike>();
    for (const text of ['a', 'b']) {
      for (const item of readPieces(readFrom(Buffer.from(text)), TEXT)) {
        if (item.kind === 'chunk') backing.add(item.chunk.bytes.buffer);
      }
    }
    expect(backing.size).toBe(1);
  });

  it('owns exactly the text, with context and positions, however it is cut', () => {
    const unit = fc.constantFrom('a', 'bc', '\n', '\r\n', 'é', '漢', '🗝');
    const sizes = fc.record({ piece: fc.integer({ min: 9, max: 20 }), margin: fc.integer({ min: 0, max: 8 }) });
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 150 }), sizes, fc.integer({ min: 1, max: 9 }), (text, size, most) => {
        const whole = Buffer.from(text);
        const pieces = collect(readPieces(readFrom(whole, most), TEXT, size));
        checkPieces(pieces, whole, Math.max(0, size.margin - 3));
        for (const { bytes, own } of pieces) {
          expect(bytes.toString().includes('\ufffd')).toBe(false);
          expect(bytes.toString('utf8', own.start, own.end).includes('\ufffd')).toBe(false);
        }
      }),
    );
  });

  it.each([0, 1, 2])('tells a text that just fits from one that does not (%i bytes more)', more => {
    const size = { piece: 10, margin: 4 };
    const whole = Buffer.from('abcdefghijklmnopqrstu'.slice(0, 18 + more));
    const pieces = collect(readPieces(readFrom(whole), TEXT, size));
    expect(pieces.length).toBe(more === 0 ? 1 : 2);
    checkPieces(pieces, whole, 4);
  });

  it('cuts bytes that are not UTF-8 anywhere', () => {
    const whole = Buffer.alloc(100, 0x80);
    const pieces = collect(readPieces(readFrom(whole), TEXT, { piece: 16, margin: 4 }));
    expect(Buffer.concat(pieces.map(({ bytes, own }) => bytes.subarray(own.start, own.end)))).toEqual(whole);
    expect(pieces.map(({ start, offset }) => start.column - offset)).toEqual(pieces.map(() => 1));
  });

  it('reads a text of the usual size in overlapping pieces', () => {
    const whole = Buffer.alloc(2 * PIECE + 500_000, 'key = value é\n');
    const pieces = collect(readPieces(readFrom(whole), TEXT));
    expect(pieces.length).toBe(3);
    expect(pieces[1]?.own.start).toBeGreaterThanOrEqual(MARGIN);
    checkPieces(pieces, whole, MARGIN - 8);
  });

  it('counts the columns of one line of many pieces', () => {
    const length = 40 * 1024 * 1024;
    const unit = Buffer.from('é'.repeat(32 * 1024));
    let at = 0;
    const read: ReadBytes = (target, offset, wanted) => {
      const from = at % unit.length;
      const count = unit.copy(target, offset, from, Math.min(unit.length, from + wanted, from + length - at));
      at += count;
      return count;
    };
    let owned = 0;
    let last: Chunk | undefined;
    for (const item of readPieces(read, TEXT)) {
      if (item.kind !== 'chunk') continue;
      owned += item.chunk.own.end - item.chunk.own.start;
      last = item.chunk;
    }
    expect(owned).toBe(length);
    expect(last?.start).toEqual({ line: 1, column: 1 + (last?.offset ?? 0) / 2 });
  });

  it.each<[string, BufferEncoding | 'utf16be', string]>([
    ['UTF-8', 'utf8', '\ufeff'],
    ['UTF-16LE', 'utf16le', '\ufeff'],
    ['UTF-16BE', 'utf16be', '\ufeff'],
    ['UTF-16LE without a mark', 'utf16le', ''],
  ])('decodes %s, short and in pieces', (_, encoding, mark) => {
    const text = `${'a'.repeat(40)}é🗝\n`.repeat(20);
    const raw = Buffer.from(mark + text, encoding === 'utf16be' ? 'utf16le' : encoding);
    if (encoding === 'utf16be') raw.swap16();
    for (const size of [{ piece: 64, margin: 9 }, undefined]) {
      const pieces = collect(readPieces(readFrom(raw, 7), TEXT, size));
      expect(pieces.length > 1).toBe(size !== undefined);
      checkPieces(pieces, Buffer.from(text), 0);
    }
  });

  it('says that a text is binary, and no more', () => {
    const items = [...readPieces(readFrom(Buffer.from('a\0b')), TEXT)];
    const diagnostic = { kind: 'binary', path: 'a.txt', message: 'is binary' };
    expect(items).toEqual([{ kind: 'diagnostic', diagnostic }]);
  });

  it('asks once whether to go on, with what is known', () => {
    const asked: unknown[] = [];
    const refused: SourceItem = { kind: 'ignored', count: 1 };
    const refuse = (start: unknown): SourceItem => {
      asked.push(start);
      return refused;
    };
    const items = [...readPieces(readFrom(Buffer.from('abc')), { ...TEXT, refuse })];
    expect([items, asked]).toEqual([[refused], [{ length: 3, whole: true }]]);
  });

  it('throws what reading throws', () => {
    const failure = new Error('the disk failed');
    const read = (): number => {
      throw failure;
    };
    expect(() => [...readPieces(read, TEXT)]).toThrow(failure);
  });
});
