/** What is done to the fixtures here happens to files: no parser may crash, hang or point outside of the text. `GATE_FUZZ_RUNS` sets how often. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CASES, FORMATS, misplaced } from './cases.ts';

const RUNS = Number(process.env['GATE_FUZZ_RUNS'] ?? 60);
/** Characters of the longest text; a parser whose time grows with the square of it shows. */
const LONGEST = 200_000;
/** Milliseconds for one text, on a busy machine. */
const SLOWEST = 3000;

const FRAGMENTS = [
  ...['{', '}', '[', ']', '(', ')', '<', '>', '"', "'", '`', ',', ':', ';', '=', '#', '@', '!', '|', '&', '*', '%'],
  ...[
    '\\',
    '\\u',
    '\0',
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '    ',
    '-',
    '- ',
    '---\n',
    '/',
    '//',
    '/*',
    '*/',
    '<!--',
  ],
  ...[
    '"""',
    "'''",
    '\uFEFF',
    '\uD800',
    'é',
    '😀',
    '__proto__',
    'constructor',
    'null',
    'true',
    '1e999',
    '0x',
    '${',
    '$',
  ],
  ...[
    'npm:',
    'git+ssh://',
    'file:',
    'workspace:',
    '==',
    '>=',
    '~=',
    '^',
    '-r ',
    '-e ',
    '[[',
    ']]',
    '<![CDATA[',
    '&lol;',
  ],
];

const place = fc.double({ min: 0, max: 1, noNaN: true });
const often = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.integer({ min: 1, max: 50_000 }));

const change = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), from: place, to: place }),
  fc.record({ kind: fc.constant('end' as const), from: place }),
  fc.record({ kind: fc.constant('repeat' as const), from: place, to: place, times: often }),
  fc.record({ kind: fc.constant('swap' as const), from: place, to: place, other: place }),
  fc.record({
    kind: fc.constant('insert' as const),
    from: place,
    times: often,
    fragment: fc.constantFrom(...FRAGMENTS),
  }),
  fc.record({ kind: fc.constant('text' as const), from: place, text: fc.string({ unit: 'binary', maxLength: 20 }) }),
  fc.record({ kind: fc.constant('splice' as const), from: place, other: fc.nat(), start: place, end: place }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const span = (text: string, a: number, b: number): readonly [number, number] => [
  Math.floor(Math.min(a, b) * text.length),
  Math.floor(Math.max(a, b) * text.length),
];

/** Repeats no more than fits. */
const fill = (piece: string, times: number, room: number): string =>
  piece.repeat(Math.min(times, Math.max(0, Math.floor(room / Math.max(1, piece.length)))));

function apply(text: string, change: Change): string {
  const start = Math.floor(change.from * text.length);
  const room = LONGEST - text.length;
  switch (change.kind) {
    case 'end':
      return text.slice(0, start);
    case 'insert':
      return text.slice(0, start) + fill(change.fragment, change.times, room) + text.slice(start);
    case 'text':
      return text.slice(0, start) + change.text + text.slice(start);
    case 'splice': {
      const other = CASES[change.other % CASES.length]?.text ?? '';
      return text.slice(0, start) + other.slice(...span(other, change.start, change.end)) + text.slice(start);
    }
    case 'cut': {
      const [from, to] = span(text, change.from, change.to);
      return text.slice(0, from) + text.slice(to);
    }
    case 'repeat': {
      const [from, to] = span(text, change.from, change.to);
      return text.slice(0, to) + fill(text.slice(from, to), change.times, room) + text.slice(to);
    }
    case 'swap': {
      const [from, to] = span(text, change.from, change.to);
      const end = to + Math.floor(change.other * (text.length - to));
      return text.slice(0, from) + text.slice(to, end) + text.slice(from, to) + text.slice(end);
    }
  }
}

describe.each(Object.entries(FORMATS))('%s', (id, { load }) => {
  const cases = CASES.filter(({ format }) => format === id);
  test('survives what is done to its fixtures', { timeout: 60_000 + RUNS * 100 }, async () => {
    const { parse } = await load();
    const property = fc.property(
      fc.constantFrom(...cases),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      ({ path, text }, changes) => {
        const changed = changes.reduce(apply, text);
        const start = process.cpuUsage().user;
        const parsed = parse({ path, text: changed });
        expect((process.cpuUsage().user - start) / 1000).toBeLessThan(SLOWEST);
        expect(misplaced(changed, parsed)).toEqual([]);
      },
    );
    fc.assert(property, { numRuns: RUNS });
  });
});
