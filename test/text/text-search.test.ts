import { describe, expect, test } from 'vitest';
import { buildAutomaton, createHits } from '../../lib/text/automaton.ts';
import { createTextSearch } from '../../lib/text/text-search.ts';

describe('createTextSearch', () => {
  test('finds the same before and after much text was searched', () => {
    const search = createTextSearch(buildAutomaton(['key', 'secret']));
    const bytes = Buffer.from(`the key and the secret ${'0'.repeat(40)} in ${'x'.repeat(100_000)}\n`);
    const hits = createHits();
    const answers = Array.from({ length: 6 }, () => {
      search.findKeywords(bytes, hits);
      const found = [...hits.keywords.subarray(0, hits.count)].sort();
      return {
        found,
        starts: [...hits.starts.subarray(0, hits.count)].sort((a, b) => a - b),
        runs: search.findRuns(bytes),
      };
    });
    expect(answers[0]).toEqual({ found: [0, 1], starts: [4, 16], runs: [23, 63, 67, 100_067] });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});
