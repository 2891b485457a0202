import { describe, expect, test } from 'vitest';
import { type PythonValue, readExpression, readProgram } from '../../../lib/dependencies/manifests/python-literals.ts';
import { readPythonTokens } from '../../../lib/dependencies/manifests/python-tokens.ts';

/** The strings of the expression behind `value =`, its dictionary, and whether a part of it is computed. */
function evaluate(source: string): unknown {
  const program = readProgram(readPythonTokens(source));
  const [place] = program.assigned.get('value') ?? [];
  const show = ({ strings, entries, computed }: PythonValue): unknown[] => [
    ...strings.map(({ text }) => text),
    ...entries.map(({ key, value }) => ({ [key ?? '?']: show(value) })),
    ...(computed === null ? [] : ['computed']),
  ];
  return place === undefined ? null : show(readExpression(program, place.from).draft);
}

describe('readExpression', () => {
  test.each([
    ['value = "a"', ['a']],
    ['value = ["a", \'b\', """c"""]', ['a', 'b', 'c']],
    ['value = ("a", ["b"], {"c"},)', ['a', 'b', 'c']],
    ['value = "a" "b"\\\n  "c"', ['abc']],
    ['value = ["a"\n  "b", # "x"\n "c"]', ['ab', 'c']],
    ['value = [r"\\d", "\\x41\\t", b"b", u"u"]', ['\\d', 'A\t', 'b', 'u']],
    ['value = ["a"] + ["b"]', ['a', 'b']],
    ['value = "a" + "b"', ['ab']],
    ['value = ("a" + "b")', ['ab']],
    ['x = "1"\nvalue = ["a==" + x]', ['a==1']],
    ['x = ["1"]\nvalue = x + ["2", *x]', ['1', '2', '1']],
    ['value = ["a"] if f(x) else ["b"]', ['a', 'b']],
    ['value = {"k": ["a"], "l": "b"}', [{ k: ['a'] }, { l: ['b'] }]],
    ['value = dict(k=["a"], **{"l": []})', [{ k: ['a'] }, { l: [] }]],
    ['x = {"k": ["a"], "l": ["b"]}\nvalue = x["k"]', ['a']],
    ['x = {"k": "1"}\nvalue = ["a==" + x["k"]]', ['a==1']],
    ['x = {}\nx["k"] = ["a"]\nvalue = x', [{ k: ['a'] }]],
    ['if True:\n  x = ["a"]\nelse: x = ["b"]\nx.append("c")\nx.extend(["d"])\nx += ["e"]\nvalue = x', [...'abcde']],
    ['value = None', []],
    ['value = list(sorted(["a"]))', ['a']],
  ])('%s', (source, expected) => {
    expect(evaluate(source)).toEqual(expected);
  });

  test.each([
    ['value = f()', ['computed']],
    ['value = ["a", f("x"), "b"]', ['a', 'b', 'computed']],
    ['value = ["a b".split()]', ['computed']],
    ['value = "a=%s" % x', ['computed']],
    ['value = ["a" + x]', ['computed']],
    ['value = [f"a{x}"]', ['computed']],
    ['value = [x for x in y] + ["b"]', ['computed', 'b']],
    ['value = ["a"', ['a', 'computed']],
    ['value = "a', ['computed']],
    ['value = value + ["a"]', ['a', 'a']],
    ['value = unknown', ['computed']],
    ['x = {a: b for a, b in c}\nvalue = [x["k"], "a"]', ['a', 'computed']],
    ['x = {"k": ["a"]}\nvalue = x["l"]', ['computed']],
    [`value = ${'['.repeat(60)}"a"${']'.repeat(60)}`, ['computed']],
  ])('%s says what it could not read', (source, expected) => {
    const shown = evaluate(source);
    expect(Array.isArray(shown) ? [...shown].sort() : shown).toEqual([...expected].sort());
  });
});
