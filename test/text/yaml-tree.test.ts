import { expect, test } from 'vitest';
import type { YamlNode } from '../../lib/model/yaml.ts';
import type { JsonNode } from '../../lib/text/tree.ts';
import { parseYaml } from '../../lib/text/yaml.ts';
import { readYamlTree } from '../../lib/text/yaml-tree.ts';
import { CASES } from '../dependencies/manifests/cases.ts';

/** The library reads numbers, of which `01` and `1.0` are 1. */
const sameNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^[\d.]+$/.test(value) && !Number.isNaN(Number(value)) ? String(Number(value)) : value;

/** Plain values; scalars as text, since one of the readers knows no other kind. Texts in `|` and `>` are left out by it. */
function plain(node: JsonNode): unknown {
  if (node.kind === 'list') return node.items.map(plain);
  if (node.kind === 'object') return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
  return node.value === '' ? null : sameNumber(node.value);
}

function expected(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(expected);
  if (node.kind === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key, expected(value)]));
  if (node.value === null || (typeof node.value === 'string' && node.value.includes('\n'))) return null;
  return sameNumber(String(node.value));
}

/** What the library reads of a text, or null where it refuses it. */
function readByLibrary(text: string): YamlNode | null {
  try {
    return parseYaml(text, 'test.yaml');
  } catch {
    return null;
  }
}

const texts = [
  ...CASES.filter(
    ({ path, format }) => /\.ya?ml$|^Podfile\.lock$|^pubspec\.lock$/.test(path) && format !== 'pnpm-lock',
  ),
]
  .filter(({ name }) => !['anchors-and-documents', 'truncated', 'action', 'not-the-format'].includes(name))
  .map(({ format, name, text }) => [`${format}/${name}`, text] as const)
  .filter(([, text]) => readByLibrary(text) !== null);

test('there are texts to compare', () => {
  expect(texts.length).toBeGreaterThan(20);
});

test.each(texts)('reads %s as the library does', (_, text) => {
  const library = readByLibrary(text);
  const { root, faults } = readYamlTree(text);
  expect(faults).toEqual([]);
  expect(plain(root)).toEqual(library === null ? null : expected(library));
});

test.each([
  ['a: 1 # not this\nb: "x # y"\nc: it\'s', { a: '1', b: 'x # y', c: "it's" }],
  ['a: \'it\'\'s\'\nb: "say \\"so\\""', { a: "it's", b: 'say "so"' }],
  ['a:\n- 1\n-   b: 2\n    c: 3\n- - 4\n  - 5\nd: 6', { a: ['1', { b: '2', c: '3' }, ['4', '5']], d: '6' }],
  ['a: |\n  b: 1\n\n  c: 2\nd: >-\n  e: 3\nf: 4', { a: null, d: null, f: '4' }],
  [
    'a: {b: [1, "2", {c: 3}], d: }\ne: [\n  1, # one\n  2\n]\nf: 7',
    { a: { b: ['1', '2', { c: '3' }], d: null }, e: ['1', '2'], f: '7' },
  ],
  ['a: http://example.com:80/x\n"b: c": d\n? e', { a: 'http://example.com:80/x', 'b: c': 'd' }],
  ['a: &x\n  b: 1\nc: !!str 2\nd: *x', { a: { b: '1' }, c: '2', d: '*x' }],
  ['%YAML 1.2\n---\na: 1\n---\nb: 2', { a: '1' }],
  ['a: one\n  two\nb: 3', { a: 'one', b: '3' }],
  ['', null],
])('reads %j', (text, value) => {
  expect(plain(readYamlTree(text).root)).toEqual(value);
});

test('goes on behind what is broken, and says where it was', () => {
  const { root, faults } = readYamlTree('a: 1\n b: 2\nc: "3\nno key\n\td: 4\ne: 5\n');
  expect(plain(root)).toEqual({ a: '1', c: '3', e: '5' });
  expect(faults.map(({ offset }) => offset)).toEqual([6, 14, 17, 24]);
});

test('keys and values know their places', () => {
  const text = 'a:\n  - "b" : \'c\' # d\n';
  const { root } = readYamlTree(text);
  expect(root).toMatchObject({ members: [{ key: 'a', value: { items: [{ members: [{ key: 'b' }] }] } }] });
  const list = root.kind === 'object' ? root.members[0]?.value : undefined;
  const member = list?.kind === 'list' && list.items[0]?.kind === 'object' ? list.items[0].members[0] : undefined;
  expect(
    member && [text.slice(member.at.start, member.at.end), text.slice(member.value.at.start, member.value.at.end)],
  ).toEqual(['b', 'c']);
});
