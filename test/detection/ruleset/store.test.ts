import { expect, test } from 'vitest';
import { compileRules } from '../../../lib/detection/ruleset/compile.ts';
import { prepareRuleset } from '../../../lib/detection/ruleset/prepare.ts';
import { decodeRuleset, encodeRuleset } from '../../../lib/detection/ruleset/store.ts';
import { buildAutomaton } from '../../../lib/text/automaton.ts';
import { makeRule } from '../../rules.ts';

const RULESET = compileRules([
  makeRule('test-token', 'tok_[0-9A-Za-z]{20}', { keywords: ['tok_'] }),
  makeRule('test-near', '[0-9A-Za-z]{24}', { near: ['acme'], description: 'Schlüssel' }),
  makeRule('test-scoped', 'key_[0-9]{8}', { keywords: ['key_'], paths: ['*.env'] }),
  makeRule('test-unbounded', '[a-z]+@x[0-9]{4}', { keywords: ['@x'], origin: 'user' }),
]);
const AUTOMATON = buildAutomaton(RULESET.keywords);
const { tables: FILE, lines: LINES } = encodeRuleset(RULESET, AUTOMATON);
const decode = (tables: Buffer) => decodeRuleset(tables, (from, to) => LINES.subarray(from, to));

/** Buffers and typed arrays of the same numbers compare equal as lists. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, each) =>
      ArrayBuffer.isView(each) ? [...new Uint8Array(each.buffer, each.byteOffset, each.byteLength)] : each,
    ),
  );

test.each([0, 1, 2, 3])('what is read is what was written, %i bytes into other memory', shift => {
  const memory = Buffer.alloc(FILE.length + shift);
  FILE.copy(memory, shift);
  const { prepared, whole } = decode(memory.subarray(shift));
  expect(plain(prepared)).toEqual(plain(prepareRuleset(RULESET, AUTOMATON)));
  expect(whole()).toEqual(RULESET);
});

test('rules are found again by number', () => {
  const { prepared } = decode(FILE);
  expect(prepared.count).toBe(4);
  expect(prepared.rule(1)).toEqual(RULESET.rules[1]);
  expect(prepared.scoped.map(({ id }) => id)).toEqual(['test-scoped']);
  expect(prepared.unanchored.map(number => prepared.rule(number).id)).toEqual(['test-unbounded']);
  expect(prepared.sticky(0).flags).toBe('my');
});

test('a file of another version, and one that is cut short, are refused', () => {
  const other = Buffer.from(FILE);
  other.write('gateRS00', 'latin1');
  expect(() => decode(other)).toThrow('not one of this version');
  expect(() => decode(FILE.subarray(0, FILE.length - 1))).toThrow('cut short');
});

test('no rule is read before it is asked for, and none twice', () => {
  const asked: string[] = [];
  const { prepared } = decodeRuleset(FILE, (from, to) => {
    asked.push(JSON.parse(LINES.toString('utf8', from, to)).id);
    return LINES.subarray(from, to);
  });
  expect(asked).toEqual([]);
  prepared.rule(1);
  prepared.rule(1);
  expect(asked).toEqual(['test-near']);
});
