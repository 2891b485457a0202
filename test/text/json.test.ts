import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf, memberOf, membersOf, readJson, stringOf } from '../../lib/text/json.ts';

describe('readJson', () => {
  test('tells where keys and values stand', () => {
    const text = '{ "a": { "é": ["x", 1] } }';
    const { root, faults } = readJson(text);
    const [member] = membersOf(memberOf(root, 'a'));
    expect(faults).toEqual([]);
    expect(text.slice(member?.at.start, member?.at.end)).toBe('é');
    const [first] = itemsOf(member?.value);
    expect(stringOf(first)).toBe('x');
    expect(text.slice(first?.at.start, first?.at.end)).toBe('x');
  });

  test('reads what it can of a broken text and names the fault without quoting it', () => {
    const { root, faults } = readJson('{ "a": "one", "b": hunter2, "c": "three"');
    expect(stringOf(memberOf(root, 'a'))).toBe('one');
    expect(stringOf(memberOf(root, 'c'))).toBe('three');
    expect(faults.length).toBeGreaterThan(0);
    expect(JSON.stringify(faults)).not.toContain('hunter2');
  });

  test('takes comments and trailing commas only where it is told to', () => {
    const text = '{ // one\n "a": 1, }';
    expect(readJson(text).faults.length).toBeGreaterThan(0);
    expect(readJson(text, { comments: true }).faults).toEqual([]);
  });

  test('the last of two members counts', () => {
    expect(stringOf(memberOf(readJson('{"a":"1","a":"2"}').root, 'a'))).toBe('2');
  });

  test('a text of nothing but brackets is a fault', () => {
    expect(readJson('['.repeat(200_000))).toEqual({
      root: null,
      faults: [{ offset: 0, message: 'values are nested too deeply' }],
    });
  });

  test('reads a text without faults as it reads one with a fault behind it', () => {
    const property = fc.property(fc.json({ maxDepth: 5 }), fc.integer({ min: 0, max: 3 }), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      const slow = readJson(`${text},`);
      expect(slow.faults.length).toBeGreaterThan(0);
      expect(readJson(text)).toEqual({ root: slow.root, faults: [] });
    });
    fc.assert(property, { numRuns: 500 });
  });

  test.each([
    '\r\n\t{"a\\u0062\\"" : [ -1.5e+3 ,true,false , null,"\\ud83d\\ude00\\n\\\\" ] , "":{} ,"a":{"b":[[],[{}]]}} ',
    '"x"',
    ' 12 ',
    '[{"a":1},2,{"b":[]}]',
    '{"__proto__":{"constructor":1}}',
    '['.repeat(150) + ']'.repeat(150),
    '['.repeat(300) + ']'.repeat(300),
  ])('reads the same with a fault behind it: %s', text => {
    expect(readJson(text)).toEqual({ root: readJson(`${text},`).root, faults: [] });
  });

  test('an empty text has no value', () => {
    expect(readJson('').root).toBeNull();
  });
});
