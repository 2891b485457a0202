/**
 * Parses a rule's pattern and prints it as a regular expression without flags that runs the same over bytes read as
 * latin1: case folding, `\s` and dotAll expanded, `^` and `$` at line ends. The one file that imports the regex parser.
 */

import type { AST } from '@eslint-community/regexpp';
import { RegExpParser } from '@eslint-community/regexpp';
import { translateDialect } from './dialect.ts';

/** One thing the pattern matches at one place, as far as the analysis needs it. */
export type Item =
  /** One character out of a set. */
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'group'; readonly alternatives: readonly (readonly Item[])[]; readonly name: string | null }
  | { readonly kind: 'repeat'; readonly item: Item; readonly min: number; readonly max: number }
  /** Takes no text: an anchor or a look-around. `behind` is how far it reads to the left, `ahead` to the right. */
  | { readonly kind: 'assertion'; readonly behind: number; readonly ahead: number }
  /** Takes text of any length: a back-reference. */
  | { readonly kind: 'opaque' };

/** Membership of the 256 latin1 characters. */
export type CharSet = Uint8Array;

export type Pattern = {
  /** For `new RegExp(source, 'my')` or `'mg'`. */
  readonly source: string;
  readonly alternatives: readonly (readonly Item[])[];
  /** The number of the group that holds the secret; 0 is the whole match. */
  readonly secretGroup: number;
  readonly groups: number;
  /** True when a character beyond ASCII is named: then it has to run on decoded text. */
  readonly decoded: boolean;
};

type Modes = { readonly ignoreCase: boolean; readonly dotAll: boolean };

const SPACES = [9, 10, 11, 12, 13, 32];
const HIGHEST = 255;

const emptySet = (): CharSet => new Uint8Array(HIGHEST + 1);

function addRange(set: CharSet, min: number, max: number, ignoreCase: boolean): void {
  for (let code = min; code <= Math.min(max, HIGHEST); code++) {
    set[code] = 1;
    if (ignoreCase && code >= 65 && code <= 90) set[code + 32] = 1;
    if (ignoreCase && code >= 97 && code <= 122) set[code - 32] = 1;
  }
}

function complement(set: CharSet): CharSet {
  return set.map(member => 1 - member);
}

function escapeSet(kind: 'digit' | 'space' | 'word'): CharSet {
  const set = emptySet();
  if (kind === 'space') for (const code of SPACES) set[code] = 1;
  else addRange(set, 48, 57, false);
  if (kind === 'word') {
    addRange(set, 65, 90, true);
    set[95] = 1;
  }
  return set;
}

function union(into: CharSet, from: CharSet): void {
  for (let code = 0; code <= HIGHEST; code++) if (from[code] === 1) into[code] = 1;
}

const printCode = (code: number): string => {
  if (code > HIGHEST) return `\\u${code.toString(16).padStart(4, '0')}`;
  const char = String.fromCharCode(code);
  if (/[0-9A-Za-z_ ]/.test(char)) return char;
  return code > 32 && code < 127 ? `\\${char}` : `\\x${code.toString(16).padStart(2, '0')}`;
};

/**
 * Prints a set as a class; characters beyond latin1 are appended as they were written. A set that reaches the last latin1
 * character is printed by what it leaves out, so that it holds everything beyond latin1 too.
 */
function printSet(members: CharSet, beyond: string, negate: boolean): string {
  const negated = beyond === '' ? members[HIGHEST] === 1 : negate;
  const set = beyond === '' && negated ? complement(members) : members;
  let body = '';
  for (let code = 0; code <= HIGHEST; code++) {
    if (set[code] !== 1) continue;
    let last = code;
    while (last < HIGHEST && set[last + 1] === 1) last += 1;
    body +=
      last - code > 1
        ? `${printCode(code)}-${printCode(last)}`
        : printCode(code) + (last > code ? printCode(last) : '');
    code = last;
  }
  return `[${negated ? '^' : ''}${body}${beyond}]`;
}

type Printed = { readonly source: string; readonly items: readonly Item[] };
type State = { decoded: boolean; groups: number; secretGroup: number };

function printAlternatives(list: readonly AST.Alternative[], modes: Modes, state: State) {
  const done = list.map(({ elements }) => elements.map(element => printElement(element, modes, state)));
  return {
    source: done.map(parts => parts.map(part => part.source).join('')).join('|'),
    alternatives: done.map(parts => parts.flatMap(part => part.items)),
  };
}

function groupModes(modes: Modes, modifiers: AST.Modifiers | null): Modes {
  const { add, remove } = modifiers ?? {};
  return {
    ignoreCase: (modes.ignoreCase || add?.ignoreCase === true) && remove?.ignoreCase !== true,
    dotAll: (modes.dotAll || add?.dotAll === true) && remove?.dotAll !== true,
  };
}

function printSetItem(set: CharSet, source = printSet(set, '', false)): Printed {
  return { source, items: [{ kind: 'set', set }] };
}

function printCharacter(code: number, modes: Modes, state: State): Printed {
  const set = emptySet();
  if (code > 127) {
    state.decoded = true;
    return printSetItem(set.fill(1), bothCases(String.fromCodePoint(code), modes));
  }
  addRange(set, code, code, modes.ignoreCase);
  const single = set.reduce((sum, member) => sum + member, 0) === 1;
  return printSetItem(set, single ? printCode(code) : undefined);
}

function bothCases(char: string, modes: Modes): string {
  const forms = modes.ignoreCase ? [...new Set([char, char.toLowerCase(), char.toUpperCase()])] : [char];
  return forms.length === 1 ? char : `(?:${forms.join('|')})`;
}

function characterSet(node: AST.EscapeCharacterSet | AST.AnyCharacterSet, modes: Modes): CharSet {
  if (node.kind !== 'any') return node.negate ? complement(escapeSet(node.kind)) : escapeSet(node.kind);
  const set = emptySet().fill(1);
  if (!modes.dotAll) for (const code of [10, 13]) set[code] = 0;
  return set;
}

function printClass(node: AST.CharacterClass, modes: Modes, state: State): Printed {
  const set = emptySet();
  let beyond = '';
  for (const element of node.elements) {
    if (element.type === 'CharacterSet' && element.kind !== 'property') union(set, characterSet(element, modes));
    else if (element.type === 'Character') addMember(element.value, element.value);
    else if (element.type === 'CharacterClassRange') addMember(element.min.value, element.max.value);
  }
  function addMember(min: number, max: number): void {
    addRange(set, min, max, modes.ignoreCase);
    if (max > 127 && !(min <= 128 && max === HIGHEST)) {
      beyond += max > min ? `${printCode(min)}-${printCode(max)}` : printCode(min);
      const char = String.fromCodePoint(min);
      if (modes.ignoreCase && min === max) beyond += char.toLowerCase() + char.toUpperCase();
    }
  }
  if (beyond !== '') {
    state.decoded = true;
    return printSetItem(emptySet().fill(1), printSet(set, beyond, node.negate));
  }
  return printSetItem(node.negate ? complement(set) : set);
}

function printGroup(node: AST.Group | AST.CapturingGroup, modes: Modes, state: State): Printed {
  const capturing = node.type === 'CapturingGroup';
  if (capturing) {
    state.groups += 1;
    if (node.name === 'secret') state.secretGroup = state.groups;
  }
  const name = capturing ? node.name : null;
  const inner = printAlternatives(node.alternatives, capturing ? modes : groupModes(modes, node.modifiers), state);
  const open = capturing ? (name === null ? '(' : `(?<${name}>`) : '(?:';
  return { source: `${open}${inner.source})`, items: [{ kind: 'group', alternatives: inner.alternatives, name }] };
}

function printQuantifier(node: AST.Quantifier, modes: Modes, state: State): Printed {
  const inner = printElement(node.element, modes, state);
  const { min, max } = node;
  const range = max === Number.POSITIVE_INFINITY ? `{${min},}` : min === max ? `{${min}}` : `{${min},${max}}`;
  const source = `${inner.source}${range}${node.greedy ? '' : '?'}`;
  const item = inner.items[0];
  return { source, items: item === undefined ? [] : [{ kind: 'repeat', item, min, max }] };
}

function printAssertion(node: AST.Assertion, modes: Modes, state: State): Printed {
  if (!('negate' in node)) {
    return { source: node.raw, items: [{ kind: 'assertion', behind: 1, ahead: 1 }] };
  }
  if (node.kind === 'word') {
    return { source: node.negate ? '\\B' : '\\b', items: [{ kind: 'assertion', behind: 1, ahead: 1 }] };
  }
  const behind = node.kind === 'lookbehind';
  const inner = printAlternatives(node.alternatives, modes, state);
  const reach = Math.max(0, ...inner.alternatives.map(items => lengthOf(items).max));
  const open = `(?${behind ? '<' : ''}${node.negate ? '!' : '='}`;
  const item: Item = { kind: 'assertion', behind: behind ? reach : 0, ahead: behind ? 0 : reach };
  return { source: `${open}${inner.source})`, items: [item] };
}

function printElement(node: AST.Element, modes: Modes, state: State): Printed {
  switch (node.type) {
    case 'Character':
      return printCharacter(node.value, modes, state);
    case 'CharacterSet':
      if (node.kind === 'property') throw new SyntaxError('Unicode property classes are not supported');
      return printSetItem(characterSet(node, modes));
    case 'CharacterClass':
      return printClass(node, modes, state);
    case 'Group':
    case 'CapturingGroup':
      return printGroup(node, modes, state);
    case 'Quantifier':
      return printQuantifier(node, modes, state);
    case 'Assertion':
      return printAssertion(node, modes, state);
    case 'Backreference':
      return { source: node.raw, items: [{ kind: 'opaque' }] };
    default:
      throw new SyntaxError(`unsupported syntax: ${node.type}`);
  }
}

/** Least and greatest number of bytes a sequence takes; the greatest may be infinite. */
export function lengthOf(items: readonly Item[]): { min: number; max: number } {
  let min = 0;
  let max = 0;
  for (const item of items) {
    const length = itemLength(item);
    min += length.min;
    max += length.max;
  }
  return { min, max };
}

function itemLength(item: Item): { min: number; max: number } {
  switch (item.kind) {
    case 'set':
      return { min: 1, max: 1 };
    case 'assertion':
      return { min: 0, max: 0 };
    case 'opaque':
      return { min: 0, max: Number.POSITIVE_INFINITY };
    case 'repeat': {
      const inner = itemLength(item.item);
      return { min: inner.min * item.min, max: inner.max === 0 || item.max === 0 ? 0 : inner.max * item.max };
    }
    case 'group': {
      const lengths = item.alternatives.map(lengthOf);
      return { min: Math.min(...lengths.map(l => l.min)), max: Math.max(...lengths.map(l => l.max)) };
    }
  }
}

/**
 * Parses `pattern` (any common dialect). Throws SyntaxError with a message for people when it is not a regular expression
 * that can be run.
 */
export function parsePattern(pattern: string): Pattern {
  if (/\\[pP]\{/.test(pattern)) throw new SyntaxError('Unicode property classes (\\p{…}) are not supported');
  const { source, ...modes } = translateDialect(pattern);
  const ast = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, { unicode: false });
  const state: State = { decoded: false, groups: 0, secretGroup: 0 };
  const printed = printAlternatives(ast.alternatives, modes, state);
  return { source: printed.source, alternatives: printed.alternatives, ...state };
}

/** What is wrong with a pattern, as a clause for a message, or null when it can be run. */
export function findFault(pattern: string): string | null {
  try {
    new RegExp(parsePattern(pattern).source, 'm');
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return error.message.replace(/^Invalid regular expression: (?:\/.*\/\w*: )?/s, '');
  }
}
