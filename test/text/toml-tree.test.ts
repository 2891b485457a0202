import fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { readToml } from '../../lib/text/toml-tree.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../lib/text/tree.ts';

/** The tree without its places. */
function plain(node: JsonNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
}

const read = (text: string): unknown => {
  const { root, faults } = readToml(text);
  expect(faults).toEqual([]);
  return plain(root);
};

const EVERYTHING = `# comment
title = "a \\"quoted\\" \\u00e9 \\\\" # behind
"quoted key" = 'C:\\raw'
empty = ""
dotted.a.b = 1
dotted . "c d" = [1, 2.5, -3_000, 0xff, 0o17, 0b11, 1e3, +0.5, inf, -inf, true, false]
list = [
  "one", # why
  'two',
  { name = "three", extras = ["x"], deep.er = { } },
]
text = """
first
second \\
   joined ""quotes"" \\""" end"""
raw = '''
it's
raw'''
five = """""two"""""
none = []

[table]
x = 1
[table.below]
y = 2
[[many]]
n = "a"
[many.sub]
s = 1
[[many]]
n = "b"
[[many.deeper]]
d = 1
[ "a.b" . c ]
z = 0
`;

describe('readToml', () => {
  test('reads what the library reads', () => {
    expect(read(EVERYTHING)).toEqual(parse(EVERYTHING));
    expect(read(EVERYTHING.replaceAll('\n', '\r\n'))).toEqual(parse(EVERYTHING));
  });

  test('a carriage return may end the text', () => {
    expect(read('a = 1\r\nb = "x"\r')).toEqual({ a: 1, b: 'x' });
  });

  test('dates and times stay text', () => {
    expect(read('a = 1979-05-27 07:32:00Z\nb = 1979-05-27\nc = 07:32:00\nd = 1979-05-27T00:32:00.5-07:00 # x')).toEqual(
      {
        a: '1979-05-27 07:32:00Z',
        b: '1979-05-27',
        c: '07:32:00',
        d: '1979-05-27T00:32:00.5-07:00',
      },
    );
  });

  test('reads whatever the library writes', () => {
    const key = fc.string({ minLength: 1 }).filter(name => name !== '__proto__');
    const { value } = fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.boolean(),
        fc.array(fc.string()),
        fc.array(fc.dictionary(key, fc.integer())),
        fc.dictionary(key, tie('value')),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value), object => {
        const text = stringify(object);
        expect(read(text)).toEqual(parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test('tells where keys and values stand', () => {
    const text = 'a."b c" = [ "one", { d = \'two\' } ]\n[[t.u]]\nv = """\nfirst\r\nsecond"""\n';
    const { root } = readToml(text);
    const shown: string[] = [];
    const show = (node: JsonNode): void => {
      if (node.kind === 'scalar') shown.push(`=${text.slice(node.at.start, node.at.end)}`);
      for (const item of itemsOf(node)) show(item);
      for (const { at, value } of membersOf(node)) {
        shown.push(text.slice(at.start, at.end));
        show(value);
      }
    };
    show(root);
    expect(shown).toEqual(['a', 'b c', '=one', 'd', '=two', 't', 'u', 'v', '=first']);
    const table = itemsOf(memberOf(memberOf(root, 't'), 'u'))[0];
    expect(text.slice(table?.at.start, table?.at.end)).toBe('u');
  });

  test.each([
    ['a list that is not closed', 'a = [\n "x",\n[t]\nb = "y"\n', { a: ['x', []], t: { b: 'y' } }],
    ['a list that is cut off', 'a = 1\nb = [\n "x",\n "y', { a: 1, b: ['x'] }],
    ['a string that is not closed', 'a = "x\nb = "y"\n', { b: 'y' }],
    ['a text that is not closed', 'a = """x\nb = 1\n', { b: 1 }],
    ['an unknown word', 'a = hunter2\nb = 1\n', { b: 1 }],
    ['a missing value', 'a =\nb = 1\n', { b: 1 }],
    ['a missing equals sign', 'a "x"\nb = 1\n', { b: 1 }],
    ['more behind a value', 'a = 1 2\nb = 1\n', { a: 1, b: 1 }],
    ['a header that is not closed', '[t\na = 1\n[[u]\nb = 2\n', { a: 1, b: 2 }],
    ['an inline table that is cut off', '[[p]]\na = { b = "x", c', { p: [{ a: { b: 'x' } }] }],
  ])('reads on after %s', (_, text, expected) => {
    const { root, faults } = readToml(text);
    expect(plain(root)).toEqual(expected);
    expect(faults.length).toBeGreaterThan(0);
    expect(JSON.stringify(faults)).not.toContain('hunter2');
  });

  test('one fault stands for all lines that are its rest', () => {
    const { faults } = readToml('a = 1\n<<<<<<< ours\n{\n}\n\nb = 2\n=======\n');
    expect(faults.map(({ offset }) => offset)).toEqual([6, 30]);
  });

  test('keeps a key and a table that stand there twice; the last one is found', () => {
    const { root, faults } = readToml('a = "1"\na = "2"\n[t]\nb = 1\n[t]\nc = 2\n');
    expect(faults).toEqual([]);
    expect(stringOf(memberOf(root, 'a'))).toBe('2');
    expect(membersOf(root).map(({ key }) => key)).toEqual(['a', 'a', 't']);
    expect(membersOf(memberOf(root, 't')).map(({ key }) => key)).toEqual(['b', 'c']);
  });

  test.each([
    ['brackets', 'a = '.padEnd(200_000, '[')],
    ['braces', `a = ${'{a='.repeat(60_000)}`],
    ['lists on lines', 'a = [\n'.repeat(50_000)],
    ['strings on one line', `a = [${'"x",'.repeat(100_000)}]`],
    ['texts on one line', `a = [${'"""x""",'.repeat(60_000)}]`],
    ['open strings', 'a = "\n'.repeat(50_000)],
    ['backslashes', `a = "${'\\'.repeat(300_001)}"`],
    ['dots', `${'a.'.repeat(100_000)}b = 1`],
    ['tables', Array.from({ length: 30_000 }, (_, n) => `[t.k${n}]\n`).join('')],
    ['keys in one table', Array.from({ length: 50_000 }, (_, n) => `k${n} = 1\n`).join('')],
    ['spaces', `a = [${' \n'.repeat(100_000)}`],
  ])('is done with many %s in linear time', (_, text) => {
    const start = performance.now();
    readToml(text);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
