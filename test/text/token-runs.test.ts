import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRuns } from '../../lib/text/token-runs.ts';

const runsOf = (text: string, from: number, to: number, least: number) => findRuns(Buffer.from(text), from, to, least);

test('runs are found whole, also over the end of what is asked for', () => {
  expect(runsOf('abc.defgh.ij', 0, 12, 3)).toEqual([0, 3, 4, 9]);
  expect(runsOf('abcdef.ghijkl', 2, 8, 3)).toEqual([7, 13]);
});

test('a long run is one run', () => {
  expect(runsOf(`${'a'.repeat(600_000)}.`, 0, 600_001, 20)).toEqual([0, 600_000]);
});

test('the same runs as a regular expression finds', () => {
  const text = fc.array(fc.constantFrom('a', 'B', '7', '_', '-', '+', '/', '.', ' ', '\n'), { maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 6 }), (chars, least) => {
      const whole = chars.join('');
      const expected = [...whole.matchAll(/[0-9A-Za-z+/_-]+/g)]
        .filter(([run]) => run.length >= least)
        .flatMap(({ index, 0: run }) => [index, index + run.length]);
      expect(runsOf(whole, 0, whole.length, least)).toEqual(expected);
    }),
  );
});
