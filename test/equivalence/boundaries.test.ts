/** The fast search finds what a plain one finds, wherever in a text a secret stands. */

import { describe, expect, test } from 'vitest';
import { builtInRuleset } from '../rules.ts';
import { createFastSearch, createPlainSearch } from './plain-search.ts';
import { fillSamples } from './samples.ts';

const ruleset = builtInRuleset();
const plain = createPlainSearch(ruleset);
const fast = createFastSearch(ruleset);

const FILLER = 'The quick brown fox jumps over the lazy dog.\n';
const SAMPLES = fillSamples(1);

/** No rule reads farther than the context of a piece; the longest of all is a third of it. */
const MARGIN = 64 * 1024;

const PLACES: Readonly<Record<string, (text: string) => string>> = {
  'alone, without a newline': text => text,
  'at the start': text => `${text}\n${FILLER}`,
  'at the end, without a newline': text => `${FILLER}${text}`,
  'between CRLF lines': text => `one\r\n${text.replaceAll('\n', '\r\n')}\r\ntwo\r\n`,
  'directly between non-ASCII letters': text => `é${text}ü`,
  'between non-ASCII words': text => `日本 ${text} Привет\n`,
  'behind other word characters': text => `word${text}word`,
  'behind an escape': text => `"\\n${text}\\n"`,
  'twice on a line': text => `${text} ${text}`,
  'twice without a gap': text => `${text}${text}`,
  'in quotes and upper case': text => `"${text.toUpperCase()}"`,
};

test('there are samples of every rule', () => {
  expect(new Set(SAMPLES.map(({ rule }) => rule)).size).toBe(ruleset.count);
  expect(ruleset.rules.filter(rule => rule.decoded).map(({ id }) => id)).toEqual([]);
});

describe('every rule', () => {
  test.each(Object.keys(PLACES))('%s', place => {
    const put = PLACES[place] ?? String;
    const different = SAMPLES.flatMap(({ rule, text }) => {
      const bytes = Buffer.from(put(text));
      const [expected, found] = [plain(bytes), fast(bytes)];
      return expected.join() === found.join() ? [] : [{ rule, expected, found }];
    });
    expect(different).toEqual([]);
  });

  test('is found in its own example, but for a filling now and then that its rule refuses', () => {
    const missed = SAMPLES.filter(
      ({ rule, text }) => !fast(Buffer.from(text)).some(found => found.startsWith(`${rule} `)),
    );
    expect(missed.length).toBeLessThan(SAMPLES.length / 100);
  });
});

describe('all rules in one text', () => {
  const all = fillSamples(2).map(({ text }) => text);
  const lines = Buffer.from(`${'é\n'.repeat(MARGIN)}${all.join('\n\n')}${'.\n'.repeat(MARGIN)}`);
  const expected = plain(lines);

  test('as lines', () => {
    expect(expected.length).toBeGreaterThan(ruleset.count);
    expect(fast(lines)).toEqual(expected);
  });

  test('in pieces', () => {
    expect(createFastSearch(ruleset, { piece: 2053, margin: MARGIN })(lines)).toEqual(expected);
  });

  test('as one line', () => {
    const line = Buffer.from(all.join(' ').replaceAll('\n', ' '));
    expect(fast(line)).toEqual(plain(line));
  });

  test('some of them in the middle of a line of 5 MB', () => {
    const padding = 'lorem ipsum dolor sit amet '.repeat(92_000);
    const some = all.filter((_, number) => number % 50 === 0);
    const bytes = Buffer.from(`${padding}${some.join(' ').replaceAll('\n', ' ')}${padding}`);
    const found = fast(bytes);
    expect(found.length).toBeGreaterThanOrEqual(some.length);
    expect(found).toEqual(plain(bytes));
  });
});

/** Rules that read no farther than this can be cut at every byte without reading much again. */
const NEAR = 600;

test('an edge between two pieces at many places of every sample', () => {
  const within = new Map(ruleset.rules.map(({ id, reach, behind }) => [id, (reach ?? MARGIN) + behind <= NEAR]));
  const fits = (found: string): boolean => within.get(found.split(' ')[0] ?? '') === true;
  const text = SAMPLES.filter(({ rule, text }) => within.get(rule) === true && text.length < NEAR)
    .map(sample => sample.text)
    .join('\n');
  const bytes = Buffer.from(`${'.\n'.repeat(NEAR)}${text}${'.\n'.repeat(NEAR)}`);
  const pieces = createFastSearch(ruleset, { piece: 11, margin: NEAR });
  expect(pieces(bytes).filter(fits)).toEqual(plain(bytes).filter(fits));
});
