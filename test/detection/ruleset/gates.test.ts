import { describe, expect, test } from 'vitest';
import { compileRules } from '../../../lib/detection/ruleset/compile.ts';
import { gatherAnchors, shareOf } from '../../../lib/detection/ruleset/gates.ts';
import { layOut } from '../../../lib/detection/ruleset/layout.ts';
import { byteSet, LOWER_CASE } from '../../../lib/text/byte-set.ts';
import { makeRule } from '../../rules.ts';

const SETS = [byteSet(LOWER_CASE), byteSet('Q'), byteSet('X'), byteSet('xyz')];
const setOf = (number: number): Uint8Array => SETS[number] ?? new Uint8Array(256);
const anchor = (...checks: (readonly [number, number])[]) => ({ checks });

describe('gatherAnchors', () => {
  test('takes the byte that texts have least often', () => {
    expect(gatherAnchors([anchor([0, 0], [1, 1], [2, 3])], setOf)).toMatchObject([{ distance: 1, set: SETS[1] }]);
  });

  test('lets through what one of several anchors asks for, and puts each behind one gate', () => {
    const [one, two, other] = [anchor([-1, 1], [3, 0]), anchor([-1, 2]), anchor([5, 3])];
    const gates = gatherAnchors([one, two, other], setOf);
    expect(gates).toEqual([
      { distance: -1, set: byteSet('QX'), anchors: [one, two] },
      { distance: 5, set: SETS[3], anchors: [other] },
    ]);
  });

  test('has a gate that is open to every byte for an anchor that asks for nothing', () => {
    const [gate, ...others] = gatherAnchors([anchor(), anchor()], setOf);
    expect(others).toEqual([]);
    expect([gate?.distance, gate?.anchors.length, shareOf(gate?.set ?? byteSet(''))]).toEqual([0, 2, 1]);
  });
});

test('a layout has the gates of rules that name paths behind the others of their keyword, and its own sets first', () => {
  const ruleset = compileRules([
    makeRule('test-scoped', 'key_[0-9]{8}', { keywords: ['key_'], paths: ['*.env'] }),
    makeRule('test-digits', 'key_Q[0-9]{24}', { keywords: ['key_'] }),
    makeRule('test-letters', 'key_X[a-z]{24}', { keywords: ['key_'] }),
  ]);
  const { gateStart, scopedStart, gateAnchor, anchorRule, sets } = layOut(ruleset);
  expect([...gateStart, ...scopedStart]).toEqual([0, 2, 1]);
  const rulesOf = (gate: number) => [...anchorRule.subarray(gateAnchor[gate], gateAnchor[gate + 1])];
  expect([rulesOf(0), rulesOf(1)]).toEqual([[1, 2], [0]]);
  expect(sets.length / 256).toBeGreaterThan(ruleset.sets.length);
});
