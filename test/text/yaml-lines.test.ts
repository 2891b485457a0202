import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { yamlMember, yamlMembers } from '../../lib/text/yaml-flow.ts';
import type { YamlLine } from '../../lib/text/yaml-lines.ts';
import { readYamlLines } from '../../lib/text/yaml-lines.ts';

type Shown = string | null | { [key: string]: Shown } | Shown[];

function show(text: string, node: YamlLine): Shown {
  const members = yamlMembers(text, node);
  if (members.length === 0) return node.value;
  if (members.every(({ key }) => key === '')) return members.map(member => show(text, member));
  return Object.fromEntries(members.map(member => [member.key, show(text, member)]));
}
const read = (text: string) => {
  const { entries, faults } = readYamlLines(text);
  return { value: Object.fromEntries(entries.map(entry => [entry.key, show(text, entry)])), faults };
};

describe('readYamlLines', () => {
  test('reads maps, lists, quotes, braces and comments', () => {
    const text = [
      '# made by a program',
      '---',
      "version: '9.0'",
      'none:',
      "'@a/b@1.0.0(c@2)': # behind a key",
      "  resolution: {integrity: sha512-x+/=, tarball: https://registry.example.com/b.tgz, q: 'it''s, so'}",
      '  cpu: [x64, "arm\\u0036\\x34"]',
      '  empty: {}',
      '"two words" : plain text # a comment',
      'list:',
      '- a',
      "- 'b: c'",
      'maps:',
      '  - name: x',
      '    range: ^1',
      '  - name: y',
    ].join('\n');
    expect(read(text)).toEqual({
      faults: [],
      value: {
        version: '9.0',
        none: null,
        '@a/b@1.0.0(c@2)': {
          resolution: { integrity: 'sha512-x+/=', tarball: 'https://registry.example.com/b.tgz', q: "it's, so" },
          cpu: ['x64', 'arm64'],
          empty: '{}',
        },
        'two words': 'plain text',
        list: ['a', 'b: c'],
        maps: [{ name: 'x', range: '^1' }, { name: 'y' }],
      },
    });
  });

  test('reads what goes over several lines', () => {
    const text =
      'a: >-\r\n  one\r\n\r\n  two\r\nb: "three\r\n  four"\r\nc: five\r\n  six\r\n? long\r\n: x: 1\r\nd: 7\r\n';
    expect(read(text)).toEqual({
      faults: [],
      value: { a: 'one\n\ntwo', b: 'three four', c: 'five six', long: { x: '1' }, d: '7' },
    });
  });

  test('tells where keys stand', () => {
    const text = "a:\r\n  'b c': {d: 1}\r\n  e:\r\n  - f\r\n";
    const a = yamlMember(readYamlLines(text).entries, 'a');
    const [b] = a?.members ?? [];
    const [d] = yamlMembers(text, b);
    expect([b, d, a?.members[1]?.members[0]].map(node => text.slice(node?.at.start, node?.at.end))).toEqual([
      'b c',
      'd',
      'f',
    ]);
  });

  test('takes time in proportion to the length', () => {
    for (const piece of [
      '\n',
      ' ',
      ':',
      '{',
      '}',
      "'",
      '"',
      '- ',
      'a: {',
      "'a': '}",
      '? ',
      '|',
      ',',
      'a',
      "a: '\n",
      '\\',
    ]) {
      const start = process.cpuUsage().user;
      const text = `a: {b: c}\n${piece.repeat(Math.ceil(300_000 / piece.length))}%}\n`;
      for (const entry of readYamlLines(text).entries) yamlMembers(text, entry);
      expect((process.cpuUsage().user - start) / 1000, piece).toBeLessThan(2000);
    }
  });

  test('says what it could not read', () => {
    const text = 'a: 1\nno entry\n\tb: 2\nc: {d: 1,\ne: "open\n';
    expect(readYamlLines(text).faults).toEqual([
      { line: 2, message: 'this line is no entry of a map or list, so it was left out' },
      { line: 3, message: 'a tab is used as indentation, so this line was left out' },
      { line: 4, message: 'a list or map in brackets does not end on its line, so it was left out' },
      { line: 5, message: 'a quote is not closed; what stands behind it was left out' },
    ]);
  });

  test('reads what the full library writes', () => {
    const key = fc.stringMatching(/^[\w@/.()-]{1,12}$/).filter(text => text !== '-' && !/^(?:---|\.\.\.)/.test(text));
    const value = fc.oneof(fc.stringMatching(/^[ -~]{0,30}$/), fc.string({ maxLength: 12 }));
    const { tree } = fc.letrec<{ tree: Shown }>(tie => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        { weight: 3, arbitrary: value },
        fc.dictionary(key, tie('tree'), { minKeys: 1, maxKeys: 4 }),
        fc.array(value, { minLength: 1, maxLength: 4 }),
      ),
    }));
    const property = fc.property(fc.dictionary(key, tree, { minKeys: 1 }), written => {
      const text = stringify(written, { lineWidth: 0, blockQuote: false, defaultStringType: 'QUOTE_DOUBLE' });
      expect(read(text)).toEqual({ value: written, faults: [] });
      // A comment on every line: none of them is a usual line any more.
      expect(read(text.replace(/$/gm, ' #'))).toEqual({ value: written, faults: [] });
    });
    fc.assert(property, { numRuns: 200 });
  });
});
