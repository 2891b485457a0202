/** setup.py of setuptools, as far as its lists stand there literally. It is never executed: what it computes is a fault. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { finish } from './draft.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';
import { type PythonProgram, type PythonValue, readExpression, readProgram } from './python-literals.ts';
import { toPackage } from './python-requirement.ts';
import { type PythonToken, readPythonTokens } from './python-tokens.ts';

const GROUPS: ReadonlyMap<string, Package['group']> = new Map([
  ['install_requires', 'main'],
  ['extras_require', 'optional'],
  ['setup_requires', 'build'],
  ['tests_require', 'dev'],
]);

type Use = { readonly key: string; readonly group: Package['group']; readonly from: number };

/** `key=` inside a call, `"key":` inside a dictionary, and `["key"] =`; a plain `key = ` only names a value. */
function findUses(tokens: readonly PythonToken[]): Use[] {
  const uses: Use[] = [];
  let depth = 0;
  tokens.forEach(({ kind, text }, at) => {
    if (kind === 'sign' && '([{'.includes(text)) depth++;
    if (kind === 'sign' && ')]}'.includes(text)) depth = Math.max(0, depth - 1);
    const group = depth > 0 ? GROUPS.get(text) : undefined;
    if (group === undefined) return;
    const [first, second, third] = tokens.slice(at + 1, at + 4).map(token => token.text);
    if (kind === 'name' && first === '=' && second !== '=') uses.push({ key: text, group, from: at + 2 });
    if (kind === 'string' && first === ':') uses.push({ key: text, group, from: at + 2 });
    if (kind === 'string' && first === ']' && second === '=' && third !== '=')
      uses.push({ key: text, group, from: at + 3 });
  });
  return uses;
}

/** All strings in a value and its dictionaries. Values may share parts, and one that is built from itself many: each counts once. */
function flatten(value: PythonValue): { readonly strings: readonly PythonToken[]; readonly computed: boolean } {
  const values = new Set([value]);
  for (const each of values) for (const entry of each.entries) values.add(entry.value);
  const all = [...values];
  return {
    strings: all.flatMap(({ strings }) => strings),
    computed: all.some(({ computed }) => computed !== null),
  };
}

/** One string may hold a requirement on each of its lines. */
function addString({ text, at, plain }: PythonToken, group: Package['group'], draft: PlacedDraft): void {
  let offset = at.start;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const start = offset + line.length - line.trimStart().length;
    offset += line.length + 1;
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const parts = toPackage(trimmed, start, group);
    if (parts === null) draft.faultAt(plain ? start : at.start, 'this is no requirement');
    else draft.add(plain ? parts : { ...parts, at });
  }
}

/** A script has a handful. */
const MOST_USES = 100;

function addUse(program: PythonProgram, { key, group, from }: Use, seen: Set<string>, draft: PlacedDraft): void {
  const { draft: value } = readExpression(program, from);
  const { strings, computed } = flatten(value);
  for (const token of strings) {
    const place = `${group} ${token.at.start}`;
    if (!seen.has(place)) addString(token, group, draft);
    seen.add(place);
  }
  if (computed) {
    draft.faultAt(
      program.tokens[from]?.at.start ?? 0,
      `${key} is computed, at least in part: only what stands there literally was read`,
    );
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const tokens = readPythonTokens(text);
  const isSetup = tokens.some(({ kind, text: word }) => kind === 'name' && (word === 'setup' || word === 'setuptools'));
  const draft = createPlacedDraft('PyPI', text);
  // Many a program is called so: one that never speaks of setuptools asks for nothing.
  if (!isSetup) return finish(draft);
  const program = readProgram(tokens);
  const seen = new Set<string>();
  const uses = findUses(tokens);
  for (const use of uses.slice(0, MOST_USES)) addUse(program, use, seen, draft);
  const left = uses[MOST_USES];
  if (left !== undefined)
    draft.faultAt(tokens[left.from]?.at.start ?? 0, 'too many lists of requirements: the rest was not read');
  draft.packages.sort((a, b) => a.at.start - b.at.start);
  const at = tokens.findIndex(
    ({ kind, text: word }, index) =>
      kind === 'name' && word === 'name' && tokens[index + 1]?.text === '=' && tokens[index - 1]?.kind === 'sign',
  );
  const name = at === -1 ? [] : readExpression(program, at + 2).draft.strings;
  return finish(draft, name[0] === undefined ? {} : { projectName: name[0].text });
}

export const pypiSetupPy: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'manifest',
  description: 'requirements and extras of a project of setuptools, as far as they are literals',
  parse,
};
