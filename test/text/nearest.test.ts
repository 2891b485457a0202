import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../lib/text/nearest.ts';

const KEYS = ['include', 'exclude', 'rules', 'allow', 'fail-on', 'min-confidence', 'max-file-size'];

describe('nearestWord', () => {
  it.each<[word: string, nearest: string | undefined]>([
    ['exlude', 'exclude'],
    ['excldue', 'exclude'],
    ['inlcude', 'include'],
    ['Exclude', 'exclude'],
    ['RULES', 'rules'],
    ['rule', 'rules'],
    ['fail_on', 'fail-on'],
    ['failon', 'fail-on'],
    ['minConfidence', 'min-confidence'],
    ['max-filesise', 'max-file-size'],
    ['allowlist', undefined],
    ['paths', undefined],
    ['x', undefined],
    ['', undefined],
    ['entirely-else', undefined],
  ])('%s → %s', (word, nearest) => {
    expect(nearestWord(word, KEYS)).toBe(nearest);
  });

  it('takes the first of several that are equally close', () => {
    expect(nearestWord('cart', ['card', 'care'])).toBe('card');
  });

  it('counts swapped neighbours as one step', () => {
    expect(nearestWord('hgih', ['low', 'high'])).toBe('high');
    expect(nearestWord('abcdef', ['badcef', 'badcfe'])).toBe('badcef');
  });
});
