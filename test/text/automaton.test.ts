import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildAutomaton, createHits, findKeywords } from '../../lib/text/automaton.ts';

function search(keywords: readonly string[], text: string): [keyword: string, start: number][] {
  const hits = createHits();
  findKeywords(buildAutomaton(keywords), Buffer.from(text), hits);
  return Array.from({ length: hits.count }, (_, at) => [
    keywords[hits.keywords[at] ?? -1] ?? '',
    hits.starts[at] ?? -1,
  ]);
}

function searchNaively(keywords: readonly string[], text: string): [string, number][] {
  const lower = text.toLowerCase();
  return keywords.flatMap(keyword => {
    const found: [string, number][] = [];
    for (let at = lower.indexOf(keyword); at !== -1; at = lower.indexOf(keyword, at + 1)) found.push([keyword, at]);
    return found;
  });
}

describe('findKeywords', () => {
  test.each([
    [
      ['he', 'she', 'his', 'hers'],
      'ushers',
      [
        ['she', 1],
        ['he', 2],
        ['hers', 2],
      ],
    ],
    [
      ['ghp_'],
      'GHP_ and ghp_',
      [
        ['ghp_', 0],
        ['ghp_', 9],
      ],
    ],
    [
      ['aa'],
      'aaaa',
      [
        ['aa', 0],
        ['aa', 1],
        ['aa', 2],
      ],
    ],
    [['abc'], '', []],
    [['-----begin'], '------BEGIN', [['-----begin', 1]]],
    [['é'], 'caf\u00e9', [['é', 3]]],
  ])('%j in %j', (keywords, text, expected) => {
    expect(search(keywords, text)).toEqual(expected);
  });

  test('finds what a plain search finds, on random texts over a small alphabet', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_'), minLength: 1, maxLength: 5 });
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '_', 'x'), maxLength: 200 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 20 }), texts, (keywords, text) => {
        expect(search(keywords, text).sort()).toEqual(searchNaively(keywords, text).sort());
      }),
    );
  });

  test('finds what a plain search finds where the halves of a long text meet', () => {
    const keywords = ['abcabcabd', 'cab', 'b', 'x'.repeat(40)];
    for (let shift = 0; shift < 90; shift++) {
      const text = `${'.'.repeat(1000 + shift)}abcabcabd${'x'.repeat(41)}cab${'.'.repeat(1040)}`;
      expect(search(keywords, text).sort()).toEqual(searchNaively(keywords, text).sort());
    }
  });

  test('keeps more hits than its first buffer holds', () => {
    expect(search(['a'], 'a'.repeat(5000))).toHaveLength(5000);
  });
});
