/** What a terminal may see of text from outside, and where on the screen it stands. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutLine, neutralise, neutraliseJson } from '../../lib/reporters/terminal.ts';

describe('neutralise', () => {
  it.each([
    ['plain \u00fc \u9375 \u{1f468}\u200d\u{1f4bb}', 'plain \u00fc \u9375 \u{1f468}\u200d\u{1f4bb}'],
    ['\u001b[31m', '\\x1b[31m'],
    ['a\tb\nc\r', 'a\\x09b\\x0ac\\x0d'],
    ['\u0000\u007f\u009b', '\\x00\\x7f\\x9b'],
    ['\u202egpj.exe\u2069', '\\u{202e}gpj.exe\\u{2069}'],
    ['\u061c\u200e\u2028\ufeff', '\\u{61c}\\u{200e}\\u{2028}\\u{feff}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ud83d', '\\u{d83d}'],
  ])('writes %j as %j', (text, expected) => {
    expect(neutralise(text)).toBe(expected);
  });

  it('leaves no control character in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(neutralise(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('neutraliseJson', () => {
  it('changes no value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const json = neutraliseJson(JSON.stringify({ text }, null, 2));
        expect(JSON.parse(json)).toEqual({ text });
        expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('layOutLine', () => {
  it.each([
    ['abc', 'abc', [0, 1, 2, 3]],
    ['\tx', '    x', [0, 4, 5]],
    ['ab\tx', 'ab  x', [0, 1, 2, 4, 5]],
    ['\u9375x', '\u9375x', [0, 2, 3]],
    ['\u{1f511}x', '\u{1f511}x', [0, 0, 2, 3]],
    ['e\u0301x', 'e\u0301x', [0, 1, 1, 2]],
    ['\u001bx', '\\x1bx', [0, 4, 5]],
    ['', '', [0]],
  ])('lays out %j', (line, text, columns) => {
    expect(layOutLine(line)).toEqual({ text, columns });
  });
});
