import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { skeletonOf, stepBetween } from '../../lib/dependencies/resemblance.ts';

/** Optimal string alignment by the book, on the whole matrix. */
function distance(a: string, b: string): number {
  const at = (rows: readonly (readonly number[])[], row: number, column: number): number => rows[row]?.[column] ?? 0;
  const rows: number[][] = [];
  for (let row = 0; row <= a.length; row++) {
    const next: number[] = [];
    rows.push(next);
    for (let column = 0; column <= b.length; column++) {
      if (row === 0 || column === 0) {
        next.push(row + column);
        continue;
      }
      const costs = [
        at(rows, row - 1, column) + 1,
        at(rows, row, column - 1) + 1,
        at(rows, row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1),
      ];
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        costs.push(at(rows, row - 2, column - 2) + 1);
      }
      next.push(Math.min(...costs));
    }
  }
  return at(rows, a.length, b.length);
}

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 7 });

describe('stepBetween', () => {
  test('finds a step exactly where the distance is 1', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(stepBetween(a, b) !== null).toBe(distance(a, b) === 1);
      }),
      { numRuns: 3000 },
    );
  });

  test('goes both ways', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(stepBetween(a, b) === null).toBe(stepBetween(b, a) === null);
      }),
    );
  });

  test.each([
    ['requests', 'reqeusts', 'swap'],
    ['requests', 'requestss', 'repeat'],
    ['express', 'expres', 'repeat'],
    ['lodash', 'lodadh', 'neighbour'],
    ['lodash', 'loqash', 'substitution'],
    ['numpy', 'numpys', 'plural'],
    ['requests', 'request', 'plural'],
    ['django', 'djano', 'deletion'],
    ['django', 'djanxgo', 'insertion'],
  ])('%s → %s is a %s', (right, wrong, edit) => {
    expect(stepBetween(right, wrong)?.edit).toBe(edit);
  });

  test('tells where the step is', () => {
    expect(stepBetween('@babel/core', '@bable/core')).toEqual({ edit: 'swap', at: 4, letters: 'el' });
    expect(stepBetween('abc', 'abc')).toBeNull();
  });
});

describe('skeletonOf', () => {
  test.each([
    ['socket.io', 'socketio'],
    ['@types/node', 'types-node'],
    ['colors', 'c0lors'],
    ['babel', 'babe1'],
    ['modern', 'modem'],
    ['wrap-ansi', 'vvrap-ansi'],
    ['requests', 'requеsts'],
    ['jellyfish', 'jeIlyfish'],
    ['PyYAML', 'py_yaml'],
  ])('%s looks like %s', (a, b) => {
    expect(skeletonOf(a)).toBe(skeletonOf(b));
  });

  test.each([
    ['lodash', 'lodahs'],
    ['react', 'preact'],
    ['psycopg2', 'psycopg3'],
  ])('%s does not look like %s', (a, b) => {
    expect(skeletonOf(a)).not.toBe(skeletonOf(b));
  });
});
