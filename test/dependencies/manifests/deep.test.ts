/** Nesting that would end a program whose reader calls itself for every level. */

import { describe, expect, test } from 'vitest';
import { FORMATS, misplaced } from './cases.ts';

describe.each(Object.entries(FORMATS))('%s', (_, { files, load }) => {
  test.each(['[', '{"a":', '{"dependencies":', '(', '- ', '{ ', '[[', '<a>', 'a = ['])(
    'reads ten thousand of %s, closed or not',
    async bracket => {
      const { parse } = await load();
      for (const depth of [500, 1000, 2000, 4000, 10_000]) {
        for (const end of ['', ']'.repeat(depth), '}'.repeat(depth), `1${'}'.repeat(depth)}`]) {
          const text = bracket.repeat(depth) + end;
          expect(misplaced(text, parse({ path: files[0] ?? '', text }))).toEqual([]);
        }
      }
    },
  );
});
