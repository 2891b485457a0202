import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { javascriptImports } from '../../../lib/dependencies/imports/javascript-imports.ts';
import { pythonImports } from '../../../lib/dependencies/imports/python-imports.ts';
import type { ManifestFormat } from '../../../lib/model/manifest.ts';
import { misplaced } from '../manifests/cases.ts';

/** Names in order, those that may be missing with `?`; each is marked. */
function read({ parse }: ManifestFormat, text: string): string {
  const { packages } = parse({ path: 'a', text });
  for (const { at, name } of packages) expect(text.slice(at.start, at.end)).toBe(name);
  return packages.map(({ name, group }) => `${name}${group === 'optional' ? '?' : ''}`).join(' ');
}

describe('JavaScript and TypeScript', () => {
  test.each([
    ["import a from 'one'", 'one'],
    ["import 'one/deep.css'", 'one'],
    ["import * as a from '@acme/two/deep'", '@acme/two'],
    ['import {\n  a,\n  b as c,\n} from \'one\'\nimport d, { e } from "two"', 'one two'],
    ["import type { A } from 'one'", 'one'],
    ["import{a}from'one'", 'one'],
    ["export * from 'one'\nexport { a } from 'two'\nexport type { B } from 'three'", 'one two three'],
    ["const a = require('one'), b = require('two/x')", 'one two'],
    ["import a = require('one')", 'one'],
    ["const a = await import('one')", 'one'],
    ["try { require('one') } catch {}", 'one?'],
    [
      "import 'fs'; import 'node:test'; import 'fs/promises'; import './a'; import '../b'; import '#c'; import '/d'",
      '',
    ],
    ["import '@/a'; import '~/b'; import 'virtual:c'; import 'https://example.com/d.js'; import '$lib/e'", ''],
    ["// import 'one'\n/* import 'two'\n*/ const s = \"import 'three'\"", ''],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template in the text
    ["const t = `import 'one' ${require('two')} require('three')`; import 'four'", 'two four'],
    ["const r = /['\"`]/; import 'one'", 'one'],
    ["const x = a / b; import 'one'; const y = c / d", 'one'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template in the text
    ["foo.require('one'); foo.import('two'); require(name); require('a' + b); import(`x${y}`)", ''],
    ['export const a = 1; export default function b() {}', ''],
    ["const { importer } = 'one'; const exported = from('two')", ''],
    ["declare module 'one' {}", ''],
  ])('%j', (text, expected) => {
    expect(read(javascriptImports, text)).toBe(expected);
  });
});

describe('Python', () => {
  test.each([
    ['import one', 'one'],
    ['import one.deep as x, two  # three', 'one two'],
    ['from one.deep import (\n    a,\n    b,\n)', 'one'],
    ['def f():\n    import one', 'one?'],
    ['import os, sys, json; import re', ''],
    ['from . import a\nfrom .b import c\nfrom __future__ import d', ''],
    ['try:\n    import one\nexcept ImportError:\n    import two\nimport three', 'one? two? three'],
    ['if TYPE_CHECKING:\n    from one import A\nfrom two import B', 'one? two'],
    ['if sys.version_info < (3, 11):\n    import tomli\nelse:\n    import tomllib', 'tomli?'],
    ['"""\nimport one\n"""\nimport two', 'two'],
    ["x = '''import one'''\nimport two", 'two'],
    ['# import one\nprint("import two")', ''],
    ['important = 1\nfrom_x = 2\nimport_ = 3', ''],
  ])('%j', (text, expected) => {
    expect(read(pythonImports, text)).toBe(expected);
  });
});

test.each([javascriptImports, pythonImports])(
  'any text is read without harm, in time that its length allows',
  ({ parse }) => {
    const words = [
      'import ',
      'from ',
      "'a'",
      '"',
      '`',
      '${',
      '}',
      '{',
      '/',
      '/*',
      '//',
      'require(',
      'export ',
      'try:\n',
      '"""',
      ' ',
      '\n',
      '\\',
      ',',
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 3 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, parts => {
        const own = parts.join('');
        expect(misplaced(own, parse({ path: 'a', text: own }))).toEqual([]);
      }),
    );
    for (const word of words) {
      const start = process.cpuUsage().user;
      parse({ path: 'a', text: word.repeat(20_000) });
      expect((process.cpuUsage().user - start) / 1000).toBeLessThan(3000);
    }
  },
);
