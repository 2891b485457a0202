/** No family of the labelled set may fall below what it once reached. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../rules.ts';
import { takeLabels } from './document.ts';
import { defaultEngine } from './engine.ts';
import { makeLabelledSet } from './labelled-set.ts';
import { measure } from './measure.ts';

const FLOORS: Record<string, { precision: number; recall: number }> = JSON.parse(
  readFileSync(join(ROOT, 'test/accuracy/floors.json'), 'utf8'),
);

const { rules, engine } = defaultEngine(ROOT);
const { families } = measure(engine, makeLabelledSet(ROOT, rules, [1, 2, 3]));

test('every family has a floor', () => {
  expect(Object.keys(FLOORS).sort()).toEqual(Object.keys(families));
});

describe.each(Object.entries(FLOORS))('%s', (family, floor) => {
  test('is found as well as before', () => {
    expect(families[family]?.recall).toBeGreaterThanOrEqual(floor.recall);
  });

  test('is as quiet as before', () => {
    expect(families[family]?.precision).toBeGreaterThanOrEqual(floor.precision);
  });
});

test('the set is the same on every machine', () => {
  expect(makeLabelledSet(ROOT, [], [1])).toEqual(makeLabelledSet(ROOT, [], [1]));
});

test('labels are taken out of a text and keep their places', () => {
  expect(takeLabels('a=\u0001random\u0002xyz\u0003;').labels).toEqual([
    { sort: 'random', doubtful: false, start: 2, end: 5 },
  ]);
});
