import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entropyOf, entropyOfText } from '../../lib/text/entropy.ts';

function naiveEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

test.each([
  ['', 0],
  ['aaaa', 0],
  ['ab', 1],
  ['abcd', 2],
  ['0123456789abcdef', 4],
])('entropy of %j is %d bits a character', (text, bits) => {
  expect(entropyOfText(text)).toBeCloseTo(bits, 10);
});

test('agrees with the definition on random strings', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 1, maxLength: 5000 });
  fc.assert(
    fc.property(texts, text => {
      expect(entropyOfText(text)).toBeCloseTo(naiveEntropy(text), 8);
    }),
  );
});

test('measures only the range it is given', () => {
  expect(entropyOf(Buffer.from('xxabcdxx'), 2, 6)).toBeCloseTo(2, 10);
});
