import { expect, test } from 'vitest';
import { readArguments } from '../../../lib/dependencies/manifests/call-arguments.ts';
import { type CodeLanguage, readCodeTokens } from '../../../lib/dependencies/manifests/code-tokens.ts';

const strings = (text: string, language: CodeLanguage): string[] =>
  readCodeTokens(text, language)
    .filter(({ kind }) => kind === 'string')
    .map(({ text: value, plain }) => (plain ? value : `(${value})`));

test.each([
  ['ruby', `a "b" 'c' # "d"`, ['b', 'c']],
  ['ruby', `"a#{x["b"]}c" 'd#{e}'`, ['(a#{x["b"]}c)', 'd#{e}']],
  ['ruby', `x = /"/; y = a / b / "c"; f(/'/)`, ['c']],
  ['ruby', `%q(a "b"), %w["c" d], %r{'}, "e"`, ['a "b"', 'e']],
  ['ruby', `x(<<~A, <<-'B')\n"\n A\n'\n  B\n"c"`, ['c']],
  ['ruby', `=begin\n"a"\n=end\n"b"\n__END__\n"c"`, ['b']],
  ['ruby', 'a = `ls "x"` + "b"', ['ls "x"', 'b']],
  ['gradle', `'a' /* 'b' */ "c" // 'd'\n"""e\n"f" """ '''g'''`, ['a', 'c', 'e\n"f" ', 'g']],
  ['gradle', `"a$b" "c\${d["e"]}f" 'g$h' "i\\"j" "$"`, ['(a$b)', `(c\${d["e"]}f)`, 'g$h', 'i\\"j', '$']],
  ['gradle', `'a\n'b'`, ['b']],
  ['elixir', `"a" ~s("b") ~r/"/ "c" # "d"\n"""\n"e"\n"""`, ['a', 'c', '\n"e"\n']],
  ['elixir', `:"a b" :c "d#{e}"`, ['a b', '(d#{e})']],
] as const)('%s: strings of %j', (language, text, expected) => {
  expect(strings(text, language)).toEqual(expected);
});

test('a quote that is never closed ends with its line', () => {
  const tokens = readCodeTokens('a "b\nc "d"\n', 'gradle');
  expect(tokens.map(({ kind, text }) => `${kind} ${text}`.trim())).toEqual([
    ...['word a', 'broken b', 'end', 'word c', 'string d', 'end'],
  ]);
});

test.each([
  ['x "a", "b", c: 1', ['a', 'b'], ['c']],
  ['x("a",\n "b", :c => [1, 2], "d": 3) + "e"', ['a', 'b'], ['c', 'd']],
  ['x "a",\n  "b"\n"c"', ['a', 'b'], []],
  ['x "a" if "b"', ['a'], []],
  ['x ["a", "b"], :c', ['a', 'b', 'c'], []],
  ['x', [], []],
])('the arguments of %j', (text, values, options) => {
  const call = readArguments(readCodeTokens(text, 'ruby'), 1);
  expect(call.values.map(value => value.text)).toEqual(values);
  expect([...call.options.keys()]).toEqual(options);
});

test.each(['"', "'", '"#{', '%q(', '<<~A\n', '/', '=begin\n', '"#{"', '~s('])(
  '%j a hundred thousand times takes no time to speak of',
  fragment => {
    const text = `x ${fragment}`.repeat(100_000);
    const start = process.cpuUsage().user;
    for (const language of ['ruby', 'elixir', 'gradle'] as const) readCodeTokens(text, language);
    expect((process.cpuUsage().user - start) / 1000).toBeLessThan(6000);
  },
);
