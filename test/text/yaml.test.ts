import { describe, expect, it } from 'vitest';
import { GateError } from '../../lib/model/failure.ts';
import type { YamlNode } from '../../lib/model/yaml.ts';
import { parseYaml } from '../../lib/text/yaml.ts';

/** The plain value of a node, its lines left out. */
function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

function faultOf(text: string): { message: string; remedy: string | undefined } {
  try {
    parseYaml(text, 'a.yaml');
  } catch (error) {
    if (error instanceof GateError) return { message: error.message, remedy: error.remedy };
    throw error;
  }
  throw new Error('no fault was found');
}

describe('parseYaml', () => {
  it.each<[name: string, text: string, value: unknown]>([
    ['an empty file', '', null],
    ['comments alone', '# nothing\n', null],
    ['a byte order mark', '\uFEFFa: 1\n', { a: 1 }],
    ['CRLF', 'a:\r\n  - b\r\n  - c\r\n', { a: ['b', 'c'] }],
    ['CR alone', 'a: 1\rb: 2\r', { a: 1, b: 2 }],
    ['words that are booleans elsewhere', 'a: off\nb: yes\nc: true\n', { a: 'off', b: 'yes', c: true }],
    ['a version directive changes nothing', '%YAML 1.1\n---\na: off\n', { a: 'off' }],
    ['keys that are no text', '1: a\ntrue: b\n', { 1: 'a', true: 'b' }],
    ['a key without a value', 'a:\nb: c\n', { a: null, b: 'c' }],
    ['an alias', 'a: &x [1, 2]\nb: *x\n', { a: [1, 2], b: [1, 2] }],
    ['flow style', '{a: [b, {c: d}]}', { a: ['b', { c: 'd' }] }],
    ['block text', 'a: |\n  one\n  two\n', { a: 'one\ntwo\n' }],
    ['a tab behind a colon and on a blank line', 'a:\tb\n\t\nc: d\n', { a: 'b', c: 'd' }],
    ['a tab inside block text', 'a: |\n  x\n  \ty\n', { a: 'x\n\ty\n' }],
    ['a key called __proto__', '__proto__: 1\n', Object.fromEntries([['__proto__', 1]])],
  ])('reads %s', (_, text, value) => {
    expect(plain(parseYaml(text, 'a.yaml'))).toEqual(value);
  });

  it('knows the line of every entry and value', () => {
    const root = parseYaml('# first\na: 1\nb:\n  - x\n\n  - y: z\nc: |\n  text\n', 'a.yaml');
    const entries = root.kind === 'map' ? root.entries : [];
    expect(entries.map(({ key, line }) => [key, line])).toEqual([
      ['a', 2],
      ['b', 3],
      ['c', 7],
    ]);
    const list = entries[1]?.value;
    expect(list?.kind === 'list' ? list.items.map(({ line }) => line) : []).toEqual([4, 6]);
    expect(list?.line).toBe(4);
  });

  const quotes = 'Put values with special characters into single quotes.';
  const single = 'Put it into single quotes.';
  it.each<[name: string, text: string, message: string, remedy: string | undefined]>([
    ['tab', 'a:\n\tb: 1\n', 'a.yaml:2: a tab is used as indentation', 'Indent with spaces.'],
    ['tab and spaces', 'a:\n  b: 1\n  \tc: 2\n', 'a.yaml:3: a tab is used as indentation', 'Indent with spaces.'],
    ['tab in a list', '- My:\n\t- Key: x\n', 'a.yaml:2: a tab is used as indentation', 'Indent with spaces.'],
    ['tab in brackets', 'a: [\n\tb\n]\n', 'a.yaml:2: a tab is used as indentation', 'Indent with spaces.'],
    ['tab before block text', 'a: |\n\tb\n', 'a.yaml:2: a tab is used as indentation', 'Indent with spaces.'],
    ['tab behind a dash', 'a: 1\nb:\n-\tc: d\n', 'a.yaml:3: a tab is used as indentation', 'Indent with spaces.'],
    [
      'duplicate',
      'a: 1\nb: 2\na: 3\n',
      'a.yaml:3: the key `a` stands here a second time',
      'It stands in line 1 already.',
    ],
    [
      'duplicate in two spellings',
      '1: a\n"1": b\n',
      'a.yaml:2: the key `1` stands here a second time',
      'It stands in line 1 already.',
    ],
    [
      'duplicate further in',
      'a:\n  b: 1\n  b: 2\n',
      'a.yaml:3: the key `b` stands here a second time',
      'It stands in line 2 already.',
    ],
    ['glob without quotes', 'a:\n  - *.lock\n', 'a.yaml:2: a value begins with `*`, which is an alias in YAML', single],
    ['negation without quotes', 'a:\n  - !keep\n', 'a.yaml:2: a value begins with `!`, which is a tag in YAML', single],
    ['binary tag', 'a: !!binary aGk=\n', 'a.yaml:1: a value begins with `!`, which is a tag in YAML', single],
    ['reserved', 'a: @x\n', 'a.yaml:1: a value begins with a character that YAML reserves', single],
    ['class without quotes', 'a: [a-z]+x\n', 'a.yaml:1: text stands where YAML expects none', quotes],
    [
      'escape',
      'a: "\\."\n',
      'a.yaml:1: a backslash in double quotes begins no escape that YAML knows',
      'Use single quotes: there a backslash is a backslash.',
    ],
    ['colon in a value', 'a: b: c\n', 'a.yaml:1: a value holds `: `, which begins a new key in YAML', quotes],
    ['open quote', 'a: "b\n', 'a.yaml:2: a quote, a bracket, `:` or `-` is missing here or above', undefined],
    [
      'open bracket',
      'a: [b\nc: d\n',
      'a.yaml:2: the indentation does not fit the lines above, or a bracket is not closed',
      undefined,
    ],
    [
      'indentation',
      'a:\n   b: 1\n  c: 2\n',
      'a.yaml:3: the indentation does not fit the lines above, or a bracket is not closed',
      undefined,
    ],
    [
      'two documents',
      'a: 1\n---\nb: 2\n',
      'a.yaml:2: a second YAML document begins',
      'Keep one: remove the line `---` and what belongs to the other.',
    ],
    ['key that is a list', '? [a]\n: b\n', 'a.yaml:1: a key is not plain text', undefined],
    ['no key', 'a: 1\n: b\n', 'a.yaml:2: a key is not plain text', undefined],
    ['long key', `${'x'.repeat(1100)}: 1\n`, 'a.yaml:1: a key is longer than 1024 characters', undefined],
    ['recursion', 'a: &x [*x]\n', 'a.yaml:1: values are nested too deeply', undefined],
    ['nesting', `a: ${'['.repeat(20_000)}`, 'a.yaml:1: values are nested too deeply', undefined],
    ['nesting in braces', `a: ${'{a: '.repeat(900)}`, 'a.yaml:1: values are nested too deeply', undefined],
    ['nesting in lists', `a:\n  ${'- '.repeat(2500)}`, 'a.yaml:2: values are nested too deeply', undefined],
  ])('rejects: %s', (_, text, message, remedy) => {
    expect(faultOf(text)).toEqual({ message, remedy });
  });

  it('rejects an alias bomb quickly', () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `k${n + 1}: &k${n + 1} [${Array(10).fill(`*k${n}`).join(', ')}]`,
    );
    const started = performance.now();
    expect(faultOf(`k0: &k0 x\n${levels.join('\n')}\n`).message).toMatch(
      /^a\.yaml:\d+: aliases stand for too many values$/,
    );
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('rejects a text that is far too long', () => {
    expect(faultOf('#'.repeat(4_000_001)).message).toBe('a.yaml:1: the file is longer than 4000000 characters');
  });

  const canary = `canary${'q7'.repeat(12)}`;
  it.each<[name: string, text: string]>([
    ['tab', `a: ${canary}\n\t${canary}: x\n`],
    ['unclosed', `a: "${canary}\n`],
    ['reserved', `a: @${canary}\n`],
    ['alias', `a: *${canary}\n`],
    ['tag', `a: !${canary} x\n`],
    ['block header', `a: |${canary}\n`],
    ['text behind quotes', `a: 'x' ${canary}\n`],
    ['escape', `a: "\\.${canary}"\n`],
    ['colon', `a: ${canary}: ${canary}: c\n`],
    ['indentation', `a:\n   b: ${canary}\n  ${canary}\n`],
    ['directive', `%${canary}\n`],
    ['second document', `a: ${canary}\n---\n${canary}\n`],
    ['duplicate key', `${canary}: 1\n${canary}: 2\n`],
    ['bare text in a map', `a: 1\n${canary}\n`],
    ['anchors', `a: &${canary} &b x\n`],
  ])('never quotes the text: %s', (_, text) => {
    const { message, remedy } = faultOf(text);
    expect(`${message} ${remedy}`).not.toContain(canary);
    expect(message).toMatch(/^a\.yaml:\d+: /);
  });
});
