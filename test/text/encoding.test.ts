/** Encodings: what passes through, what is decoded, what is binary, and decoding in pieces. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecoder, decodeText, detectEncoding, type WideEncoding } from '../../lib/text/encoding.ts';

const TEXT = 'name: gate\nclef: été 漢字 🗝\n';
const ASCII = 'name: gate\nkey: value\n';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

function utf32(text: string, little: boolean): Buffer {
  const points = [...text].map(character => character.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(points.length * 4);
  points.forEach((point, index) => {
    if (little) bytes.writeUInt32LE(point, index * 4);
    else bytes.writeUInt32BE(point, index * 4);
  });
  return bytes;
}

const mark = (...bytes: number[]): Buffer => Buffer.from(bytes);

describe('decodeText', () => {
  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(TEXT), TEXT],
    ['UTF-8 with a mark', Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from(TEXT)]), TEXT],
    ['nothing', Buffer.alloc(0), ''],
    ['UTF-8, a mark alone', mark(0xef, 0xbb, 0xbf), ''],
    ['UTF-16LE with a mark', Buffer.concat([mark(0xff, 0xfe), Buffer.from(TEXT, 'utf16le')]), TEXT],
    ['UTF-16BE with a mark', Buffer.concat([mark(0xfe, 0xff), utf16be(TEXT)]), TEXT],
    ['UTF-16LE without', Buffer.from(ASCII, 'utf16le'), ASCII],
    ['UTF-16BE without', utf16be(ASCII), ASCII],
    ['UTF-16LE without, some letters beyond ASCII', Buffer.from(`${ASCII}é漢`, 'utf16le'), `${ASCII}é漢`],
    ['UTF-16LE, a mark alone', mark(0xff, 0xfe), ''],
    ['UTF-16LE cut within a unit', Buffer.concat([mark(0xff, 0xfe), Buffer.from('ab', 'utf16le'), mark(0x63)]), 'ab'],
    ['UTF-16LE with half a pair', Buffer.concat([mark(0xff, 0xfe), mark(0x3d, 0xd8), mark(0x61, 0)]), '\ufffda'],
    ['UTF-32LE with a mark', Buffer.concat([mark(0xff, 0xfe, 0, 0), utf32(TEXT, true)]), TEXT],
    ['UTF-32BE with a mark', Buffer.concat([mark(0, 0, 0xfe, 0xff), utf32(TEXT, false)]), TEXT],
    ['UTF-32LE beyond Unicode', Buffer.concat([mark(0xff, 0xfe, 0, 0), mark(0, 0, 0x11, 0)]), '\ufffd'],
  ])('reads %s', (_, bytes, text) => {
    const decoded = decodeText(bytes);
    expect(decoded.kind === 'text' && decoded.bytes.toString()).toBe(text);
  });

  it('leaves an 8-bit text as it is, in the same memory', () => {
    const bytes = Buffer.from('cl\xe9 = \x80\xff', 'latin1');
    const decoded = decodeText(bytes);
    expect(decoded).toEqual({ kind: 'text', bytes });
    expect(decoded.kind === 'text' && decoded.bytes.buffer === bytes.buffer).toBe(true);
  });

  it('cuts a UTF-8 mark off without a copy', () => {
    const bytes = Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from('a')]);
    const decoded = decodeText(bytes);
    expect(decoded.kind === 'text' && decoded.bytes.byteOffset - bytes.byteOffset).toBe(3);
  });

  it('does not change the bytes it was given', () => {
    const bytes = Buffer.concat([mark(0xfe, 0xff), utf16be(TEXT)]);
    const before = Buffer.from(bytes);
    decodeText(bytes);
    expect(bytes).toEqual(before);
  });

  it.each<[string, Buffer]>([
    ['a NUL at the start', Buffer.from('\0abc')],
    ['a NUL at byte 8,000', Buffer.from(`${'a'.repeat(7999)}\0`)],
    ['a NUL in both halves of units', Buffer.from('a\0b\0\0cd\0')],
    ['small numbers of 16 bits', Buffer.from([1, 0, 2, 0, 3, 0, 65, 0])],
    ['one unit alone', Buffer.from('a\0')],
    ['numbers of 32 bits', Buffer.from([65, 0, 0, 0, 66, 0, 0, 0])],
    ['a mark before a NUL character', Buffer.concat([mark(0xff, 0xfe), Buffer.from('ab\0c', 'utf16le')])],
    ['a UTF-8 mark before a NUL', Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from('a\0b')])],
    ['mostly other letters without a mark', Buffer.from('ab漢字漢字漢字漢字', 'utf16le')],
  ])('calls %s binary', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ kind: 'binary' });
  });

  it('looks for a NUL no further than git', () => {
    expect(decodeText(Buffer.from(`${'a'.repeat(8000)}\0`)).kind).toBe('text');
  });
});

describe('createDecoder', () => {
  const encodings: readonly (readonly [WideEncoding, (text: string) => Buffer])[] = [
    ['utf-16le', text => Buffer.from(text, 'utf16le')],
    ['utf-16be', utf16be],
    ['utf-32le', text => utf32(text, true)],
    ['utf-32be', text => utf32(text, false)],
  ];

  it.each(encodings)('reads %s the same however it is cut', (encoding, encode) => {
    const units = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(units, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (text, lengths) => {
        const raw = encode(text);
        const decode = createDecoder(encoding);
        const parts: Buffer[] = [];
        for (let at = 0, turn = 0; at < raw.length; turn++) {
          const length = lengths[turn % lengths.length] ?? 1;
          parts.push(decode(raw.subarray(at, at + length), false));
          at += length;
        }
        parts.push(decode(Buffer.alloc(0), true));
        expect(Buffer.concat(parts).toString()).toBe(text);
      }),
    );
  });
});

describe('detectEncoding', () => {
  it('needs no more than the first 8,000 bytes', () => {
    const bytes = Buffer.from(ASCII.repeat(1000), 'utf16le');
    expect(detectEncoding(bytes.subarray(0, 8000))).toBe('utf-16le');
  });
});
