import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hits } from '../../lib/text/automaton.ts';
import { buildAutomaton, createHits, findKeywords } from '../../lib/text/automaton.ts';
import { createSearchKernel } from '../../lib/text/search-kernel.ts';
import { findRuns, SHORTEST_TOKEN } from '../../lib/text/token-runs.ts';

const listHits = ({ keywords, starts, count }: Hits): string[] =>
  Array.from({ length: count }, (_, hit) => `${starts[hit]} ${keywords[hit]}`).sort();

function kernelOf(keywords: readonly string[]) {
  const automaton = buildAutomaton(keywords);
  const kernel = createSearchKernel(automaton);
  if (kernel === null) throw new Error('no WebAssembly here');
  const hits = createHits();
  return {
    fast: (bytes: Buffer): string[] => {
      kernel.findKeywords(bytes, hits);
      return listHits(hits);
    },
    plain: (bytes: Buffer): string[] => {
      findKeywords(automaton, bytes, hits);
      return listHits(hits);
    },
    runs: kernel.findRuns,
  };
}

const plainRuns = (bytes: Buffer) => findRuns(bytes, 0, bytes.length, SHORTEST_TOKEN);

describe('the search kernel', () => {
  test('finds the same keywords as the plain automaton in any text', () => {
    const keyword = fc.string({ unit: fc.constantFrom('a', 'B', 'c', '-', 'ü'), minLength: 1, maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'C', '-', 'ü', '\n'), maxLength: 5000 });
    fc.assert(
      fc.property(fc.uniqueArray(keyword, { minLength: 1, maxLength: 20 }), text, (keywords, written) => {
        const { fast, plain } = kernelOf(keywords);
        const bytes = Buffer.from(written);
        expect(fast(bytes)).toEqual(plain(bytes));
      }),
    );
  });

  test('finds what lies across the edges of its parts', () => {
    const { fast } = kernelOf(['secret']);
    for (const length of [1100, 16_384, 16_390, 40_000]) {
      const bytes = Buffer.alloc(length, ' ');
      for (let start = 0; start + 6 <= length; start++) {
        bytes.write('Secret', start);
        if (start % 7 === 0 || start > length - 10) expect(fast(bytes)).toEqual([`${start} 0`]);
        bytes.fill(' ', start, start + 6);
      }
    }
  });

  test('has room for any number of hits', () => {
    const { fast, plain } = kernelOf(['a', 'aa', 'aaa', 'aaaa', 'aaaaa', 'aaaaaaaa']);
    const bytes = Buffer.alloc(300_000, 'a');
    expect(fast(bytes)).toEqual(plain(bytes));
    expect(fast(Buffer.from('xaa'))).toEqual(['1 0', '1 1', '2 0']);
  });

  test('finds the same runs as the plain loop in any text', () => {
    const { runs } = kernelOf(['x']);
    const part = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.constantFrom(' ', '.', '\n', 'ü', '\0', '='));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 80 }), parts => {
        const bytes = Buffer.from(parts.map(([length, end]) => 'aZ09+/_-'.repeat(12).slice(0, length) + end).join(''));
        for (const text of [bytes, bytes.subarray(0, -1)]) expect(runs(text)).toEqual(plainRuns(text));
      }),
    );
  });

  test('tells every byte of a token from every other byte', () => {
    const { runs } = kernelOf(['x']);
    for (let byte = 0; byte < 256; byte++) {
      const bytes = Buffer.alloc(3 * SHORTEST_TOKEN, 'a');
      bytes[SHORTEST_TOKEN] = byte;
      expect(runs(bytes)).toEqual(plainRuns(bytes));
    }
  });

  test('finds runs of any length, up to the end of a text, whatever it read before', () => {
    const { runs } = kernelOf(['x']);
    for (const length of [1_000_000, 0, 19, 20, 64, 127, 128, 129, 4096]) {
      const bytes = Buffer.alloc(length, 'a');
      expect(runs(bytes)).toEqual(plainRuns(bytes));
    }
  });

  test('leaves an automaton with too many states to the plain loop', () => {
    const automaton = buildAutomaton(['key']);
    expect(createSearchKernel({ ...automaton, table: Uint32Array.from(automaton.table) })).toBeNull();
  });
});
