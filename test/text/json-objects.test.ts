import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonPlaces } from '../../lib/text/json-objects.ts';
import { plainMember, plainText, readJsonObjects } from '../../lib/text/json-objects.ts';

const paths = (text: string, { members }: JsonPlaces, above = ''): string[] =>
  [...members].flatMap(([key, place]) => {
    const path = `${above}/${key}@${text.slice(place.at.start, place.at.end)}`;
    return [path, ...paths(text, place, path)];
  });

describe('readJsonObjects', () => {
  test('tells where the objects stand, and of two with one name the last', () => {
    const text = '{"a": {"b\\"c" : {} , "d": [{"e": {}}], "f": "{"}, "g": 1,\n "a"\t:\n{"x\\\\": {}}}';
    const { value, places, faults } = readJsonObjects(text);
    expect(value).toEqual(JSON.parse(text));
    expect(faults).toEqual([]);
    expect(paths(text, places())).toEqual(['/a@a', '/a@a/x\\@x\\\\']);
    expect(places().members.get('a')?.at.start).toBe(text.lastIndexOf('"a"') + 1);
  });

  test('finds in a broken text what the tolerant reader finds', () => {
    const text = '{"a": {"b": {}, "c": {"d": 1';
    const { value, places, faults } = readJsonObjects(text);
    expect(value).toEqual({ a: { b: {}, c: { d: 1 } } });
    expect(paths(text, places())).toEqual(['/a@a', '/a@a/b@b', '/a@a/c@c']);
    expect(faults.length).toBeGreaterThan(0);
  });

  test('agrees with the tolerant reader on every valid text', () => {
    const property = fc.property(fc.json({ maxDepth: 5 }), fc.integer({ min: 0, max: 3 }), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      const fast = readJsonObjects(text);
      const slow = readJsonObjects(`${text},`);
      expect(slow.faults.length).toBeGreaterThan(0);
      expect(JSON.stringify(fast.value)).toBe(JSON.stringify(slow.value));
      expect(new Set(paths(text, fast.places()))).toEqual(new Set(paths(text, slow.places())));
      for (const section of slow.places().members.keys()) {
        expect(new Set(fast.membersAt(section))).toEqual(new Set(slow.membersAt(section)));
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('takes comments and trailing commas where it is told to', () => {
    const text = '// one\n{"a": [1, 2, /* , */ ], "b//": {"c": "/*,}", }, // ,\n}';
    const { value, places, faults } = readJsonObjects(text, { comments: true });
    expect({ value, faults }).toEqual({ value: { a: [1, 2], 'b//': { c: '/*,}' } }, faults: [] });
    expect(paths(text, places())).toEqual(['/a@a', '/b//@b//']);
    expect(readJsonObjects(text).faults.length).toBeGreaterThan(0);
    expect(readJsonObjects('{"a": "b, }', { comments: true }).faults.length).toBeGreaterThan(0);
    expect(readJsonObjects('{"a": [,]}', { comments: true }).value).toEqual({ a: [] });
  });

  test.each([
    ['indented', '{\n  "x": {\n    "a": {},\n    "b": [\n    ]\n  },\n  "y": {\n    "c": {}\n  }\n}', ['a', 'b']],
    ['by tabs and CRLF', '{\r\n\t"x": {\r\n\t\t"a": {},\r\n\t\t"b": {}\r\n\t}\r\n}', ['a', 'b']],
    ['on one line', '{"x":{"a":{},"b":1,"c":[]}}', ['a', 'c']],
    ['with one that is no object', '{\n  "x": {\n    "a": 1,\n    "b": {}\n  }\n}', ['b']],
    ['with an escape', '{\n  "x": {\n    "\\u0061": {}\n  }\n}', ['a']],
    ['behind a section of the same name', '{\n  "w": {\n    "x": {\n    }\n  },\n  "x": {\n    "a": {}\n  }\n}', ['a']],
    ['which is not there', '{\n  "y": {}\n}', []],
  ])('finds the members of a section %s', (_, text, keys) => {
    const found = readJsonObjects(text).membersAt('x');
    expect([...found.keys()]).toEqual(keys);
    for (const [key, { start, end }] of found) expect(JSON.parse(`"${text.slice(start, end)}"`)).toBe(key);
  });

  test('nesting is no matter', () => {
    expect(readJsonObjects('{"a":'.repeat(100_000) + 1 + '}'.repeat(100_000)).faults).toEqual([]);
  });

  test('names of the prototype are names', () => {
    const { value } = readJsonObjects('{"__proto__": {"a": "1"}}');
    expect(plainText(plainMember(value, '__proto__'), 'a')).toBe('1');
    expect(plainMember(value, 'constructor')).toBeUndefined();
  });
});
