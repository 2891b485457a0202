/**
 * Where a token begins and ends: whatever sign may stand around it, it is found, and as a stretch of something longer it
 * is not.
 */

import { expect, test } from 'vitest';
import { createPatternDetector } from '../../lib/detection/detectors/pattern.ts';
import { compileRules } from '../../lib/detection/ruleset/compile.ts';
import { prepareRuleset } from '../../lib/detection/ruleset/prepare.ts';
import { fillSample } from '../../lib/detection/ruleset/sample.ts';
import { createView } from '../../lib/detection/text-view.ts';
import type { RuleSource } from '../../lib/model/rule.ts';
import { createTimeLimit } from '../../lib/run/time-limit.ts';
import { buildAutomaton, createHits, findKeywords } from '../../lib/text/automaton.ts';
import { createRandom } from '../../lib/text/random.ts';
import { wholeChunk } from '../../lib/text/whole-chunk.ts';
import { builtInRules } from '../rules.ts';

type Found = { readonly id: string; readonly secret: string };

const ruleset = compileRules(builtInRules());
const automaton = buildAutomaton(ruleset.keywords);
const detect = createPatternDetector(prepareRuleset(ruleset, automaton), createTimeLimit(1000));
const hits = createHits();

/** What the rules find in a text, before any judge. */
function findAll(text: string, path: string): Found[] {
  const chunk = wholeChunk(path, Buffer.from(text, 'latin1'));
  findKeywords(automaton, chunk.bytes, hits);
  return detect(createView(chunk, hits)).matches.map(({ rule, secret }) => ({
    id: rule.id,
    secret: text.slice(secret.start, secret.end),
  }));
}

/** Ways to write a token by itself; § is where it stands. */
const SURROUNDINGS = [
  '§',
  'x = "§"',
  "x = '§',",
  '`§`',
  'x: §',
  'x=§;',
  'f(§)',
  '[§]',
  '<b>§</b>',
  'a,§,b',
  '?x=§&y=1',
  'x%3D§%26',
  'a%20§%20b',
  'one\\n§\\ntwo',
  '{\\"x\\":\\"§\\"}',
  'see § or',
  '+§',
  'a|§|b',
  '\t§\r',
];

/** Ways to write a value beside the name of its service. */
const ASSIGNMENTS = [
  '@=§',
  '@ = "§"',
  "@: '§',",
  '@: §',
  '"@": "§"',
  '{\\"@\\": \\"§\\"}',
  "'@' => '§'",
  '<@>§</@>',
  '<add key="@" value="§"/>',
  'set("@", "§")',
  '#define @ "§"',
  'export @=§;',
  '--@ § run',
  '--@=§ run',
  '?@=§&y=1',
  '@=§\\n',
  '@=§ # live',
  '@ := `§`',
  'const @: string = "§"',
];

/** What makes a token a stretch of a longer word. */
const BEFORE = ['a', 'Z', '0'];
const BEHIND = ['a', 'Z', '0'];

const isToken = (rule: RuleSource): boolean =>
  rule.near.length === 0 && rule.anchored && !rule.pattern.includes('(?<secret>');

const write = (template: string, name: string, value: string): string =>
  template.replaceAll('@', name).replaceAll('§', () => value);

/** The secret that a rule finds in its first example. */
function sampleOf(rule: RuleSource): string {
  const text = fillSample(rule.match[0] ?? '', createRandom(5));
  return findAll(text, pathOf(rule)).find(({ id }) => id === rule.id)?.secret ?? '';
}

const pathOf = (rule: RuleSource): string => (rule.paths[0] ?? 'a.txt').replaceAll('*', 'a');

/** What a rule finds in each of some texts. */
const findIn = (rule: RuleSource, texts: readonly string[]): Found[][] =>
  texts.map(text => findAll(text, pathOf(rule)).filter(({ id }) => id === rule.id));

/** A few alphabets hold signs that may also stand behind a token: such a value may end later. */
function missing(rule: RuleSource, templates: readonly string[], name: string): string[] {
  const token = sampleOf(rule);
  const found = findIn(
    rule,
    templates.map(template => write(template, name, token)),
  );
  return templates.flatMap((template, at) =>
    found[at]?.some(({ secret }) => secret.startsWith(token)) ? [] : [`${rule.id}: not found in ${template}`],
  );
}

/** Whether the value goes on in what was found, so that the longer one is a token of that rule as well. */
const isLonger = (found: readonly Found[], token: string): boolean =>
  found.every(({ secret }) => secret.length > token.length);

function embedded(rule: RuleSource, name: string): string[] {
  const token = sampleOf(rule);
  const start = name === '' ? '' : `${name}=`;
  const behind = BEHIND.map(sign => `${start}${token}${sign}`);
  const before = name === '' ? BEFORE.map(sign => `${sign}${token}`) : [];
  const lines = [...behind, ...before];
  const found = findIn(rule, lines);
  return lines.flatMap((line, at) => {
    const matches = found[at] ?? [];
    return isLonger(matches, token) ? [] : [`${rule.id}: found in ${line.replace(token, '§')}`];
  });
}

const nameOf = (rule: RuleSource): string => `${(rule.near[0] ?? '').replace(/[ .-]/g, '_')}_api_key`;

const tokens = builtInRules().filter(isToken);
const named = builtInRules().filter(rule => rule.near.length > 0);

test('a token is found whatever sign stands around it', () => {
  expect(tokens.flatMap(rule => missing(rule, SURROUNDINGS, ''))).toEqual([]);
});

test('a token is not found as a stretch of a longer word', () => {
  expect(tokens.flatMap(rule => embedded(rule, ''))).toEqual([]);
});

test('a value is found however it is assigned to the name of its service', () => {
  expect(named.flatMap(rule => missing(rule, ASSIGNMENTS, nameOf(rule)))).toEqual([]);
});

test('a value is not found as the beginning of a longer one', () => {
  expect(named.flatMap(rule => embedded(rule, nameOf(rule)))).toEqual([]);
});
