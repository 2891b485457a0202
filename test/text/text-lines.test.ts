import { expect, test } from 'vitest';
import { createTextLines } from '../../lib/text/text-lines.ts';

test('lines and columns count from one, in UTF-16 units', () => {
  const { position } = createTextLines('a\n😀b\r\n\nlast');
  expect([0, 1, 2, 4, 5, 7, 8, 12].map(position)).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 2 },
    { line: 2, column: 1 },
    { line: 2, column: 3 },
    { line: 2, column: 4 },
    { line: 3, column: 1 },
    { line: 4, column: 1 },
    { line: 4, column: 5 },
  ]);
});

test('a piece of a text begins at its own line', () => {
  const lines = createTextLines('one\r\ntwo', 41);
  expect(lines.position(5)).toEqual({ line: 42, column: 1 });
  expect([lines.text(40), lines.text(41), lines.text(42), lines.text(43)]).toEqual(['', 'one', 'two', '']);
});
