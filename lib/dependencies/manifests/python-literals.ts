/**
 * Finds what Python expressions hold as far as it stands there literally: strings, lists of them, dictionaries of lists, sums
 * of all these, and names that the same file gives to such values. Whatever is computed is only said to be there.
 */

import type { PythonToken } from './python-tokens.ts';

export type PythonValue = {
  readonly strings: readonly PythonToken[];
  /** The values of a dictionary; a key is null where it is computed. */
  readonly entries: readonly PythonEntry[];
  /** Offset of the first part that is computed, or null. */
  readonly computed: number | null;
  /** Whether it is a string rather than a list that holds one. */
  readonly scalar: boolean;
};
export type PythonEntry = { readonly key: string | null; readonly value: PythonValue };

/** Where an expression begins, and the key of the dictionary that it is given to. */
type Assignment = { readonly from: number; readonly key: string | null };

export type PythonProgram = {
  readonly tokens: readonly PythonToken[];
  /** Where the expressions begin that are assigned or added to a name. */
  readonly assigned: ReadonlyMap<string, readonly Assignment[]>;
  readonly known: Map<string, PythonValue>;
  /** How many strings may still be collected: names that stand for names could make endless lists. */
  budget: number;
};

type Draft = {
  readonly strings: PythonToken[];
  readonly entries: PythonEntry[];
  computed: number | null;
  scalar: boolean;
};
type Step = { readonly draft: Draft; readonly next: number };

const DEEPEST = 40;
const MOST_STRINGS = 20_000;
/** Calls that leave their argument as it is. */
const WRAPPERS = new Set(['list', 'tuple', 'set', 'frozenset', 'sorted', 'dict']);
const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };

const is = (token: PythonToken | undefined, text: string): boolean =>
  token?.text === text && (token.kind === 'sign' || token.kind === 'name');

/** Where each name is given a value: `name = `, `name += `, `name.append(`, `name.extend(`, `name["key"] = `. */
function findAssignments(tokens: readonly PythonToken[]): ReadonlyMap<string, readonly Assignment[]> {
  const assigned = new Map<string, Assignment[]>();
  let depth = 0;
  tokens.forEach((token, at) => {
    const begins = at === 0 || tokens[at - 1]?.kind === 'newline' || is(tokens[at - 1], ';') || is(tokens[at - 1], ':');
    if (token.kind === 'name' && begins && depth === 0) {
      const from = assignedFrom(tokens, at + 1);
      const before = assigned.get(token.text);
      if (from !== null && before === undefined) assigned.set(token.text, [from]);
      else if (from !== null) before?.push(from);
    }
    if (token.kind === 'sign' && '([{'.includes(token.text)) depth++;
    if (token.kind === 'sign' && ')]}'.includes(token.text)) depth = Math.max(0, depth - 1);
  });
  return assigned;
}

function assignedFrom(tokens: readonly PythonToken[], at: number): Assignment | null {
  const to = (from: number, key: string | null = null): Assignment => ({ from, key });
  const [first, second, third, fourth] = tokens.slice(at, at + 4);
  if (is(first, '=') && !is(second, '=')) return to(at + 1);
  if (is(first, '+') && is(second, '=')) return to(at + 2);
  if (is(first, '.') && (is(second, 'append') || is(second, 'extend')) && is(third, '(')) return to(at + 3);
  const subscript = is(first, '[') && second?.kind === 'string' && is(third, ']') && is(fourth, '=');
  return subscript && !is(tokens[at + 4], '=') ? to(at + 4, second.text) : null;
}

export const readProgram = (tokens: readonly PythonToken[]): PythonProgram => ({
  tokens,
  assigned: findAssignments(tokens),
  known: new Map(),
  budget: MOST_STRINGS,
});

const empty = (): Draft => ({ strings: [], entries: [], computed: null, scalar: false });

function merge(program: PythonProgram, into: Draft, { strings, entries, computed }: PythonValue): void {
  const size = strings.length + entries.length;
  if (size > program.budget) {
    into.computed ??= strings[0]?.at.start ?? 0;
    return;
  }
  program.budget -= size;
  into.strings.push(...strings);
  into.entries.push(...entries);
  into.computed ??= computed;
}

/** Behind everything up to a comma, a closing bracket or a line end that does not belong to a bracket inside. */
function skipExpression(tokens: readonly PythonToken[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'newline') return at;
    if (token.kind !== 'sign') continue;
    if ('([{'.includes(token.text)) depth++;
    else if (')]}'.includes(token.text) && --depth < 0) return at;
    else if (depth === 0 && ',;'.includes(token.text)) return at;
  }
  return tokens.length;
}

function computedFrom(program: PythonProgram, draft: Draft, at: number): Step {
  draft.computed ??= program.tokens[at]?.at.start ?? program.tokens.at(-1)?.at.start ?? 0;
  return { draft, next: skipExpression(program.tokens, at) };
}

/** What a name stands for, wherever it is given a value; where it is built from itself, what it stood for until then. */
function readName(program: PythonProgram, token: PythonToken, depth: number): PythonValue {
  const known = program.known.get(token.text);
  if (known !== undefined) return known;
  const places = program.assigned.get(token.text);
  const draft = empty();
  if (places === undefined) draft.computed = token.at.start;
  program.known.set(token.text, draft);
  for (const { from, key } of places ?? []) {
    const value = readExpression(program, from, depth + 1).draft;
    if (key === null) merge(program, draft, value);
    else draft.entries.push({ key, value });
    draft.scalar = value.scalar && places?.length === 1;
  }
  return draft;
}

const keyOf = (token: PythonToken | undefined): string | null =>
  token?.kind === 'string' || token?.kind === 'name' ? token.text : null;

/** Between brackets: values, `key: value`, `key=value`, `*name` and `**name`. */
function readItems(program: PythonProgram, from: number, close: string, depth: number): Step {
  const { tokens } = program;
  const draft = empty();
  let last: PythonValue | null = null;
  let at = from;
  while (at < tokens.length && !is(tokens[at], close)) {
    while (is(tokens[at], '*') || is(tokens[at], ',')) at++;
    if (at >= tokens.length || is(tokens[at], close)) break;
    const keyed =
      is(tokens[at + 1], ':') || (tokens[at]?.kind === 'name' && is(tokens[at + 1], '=') && !is(tokens[at + 2], '='));
    const { draft: item, next } = readExpression(program, keyed ? at + 2 : at, depth + 1);
    last = item;
    if (keyed) draft.entries.push({ key: keyOf(tokens[at]), value: item });
    else merge(program, draft, item);
    // A bracket of another kind closes here, or a line ended where none should: nothing more can be told apart.
    if (next === at || (!is(tokens[next], ',') && !is(tokens[next], close))) return computedFrom(program, draft, next);
    at = next;
  }
  // Parentheses without a comma only group.
  if (close === ')' && last?.scalar === true && !is(tokens[at - 1], ',') && draft.strings.length === 1)
    draft.scalar = true;
  return { draft, next: at + 1 };
}

/** Strings side by side are one; its place is that of the first. */
function readStrings(
  { tokens }: PythonProgram,
  from: number,
): { readonly token: PythonToken | null; readonly next: number } {
  const parts: PythonToken[] = [];
  let at = from;
  for (let token = tokens[at]; token?.kind === 'string' || token?.kind === 'computed'; token = tokens[++at])
    parts.push(token);
  const [first] = parts;
  if (first === undefined || parts.some(({ kind }) => kind === 'computed')) return { token: null, next: at };
  return {
    token: parts.length === 1 ? first : { ...first, text: parts.map(({ text }) => text).join(''), plain: false },
    next: at,
  };
}

/** `name`, or `name["key"]`. */
function readReference(program: PythonProgram, name: PythonToken, from: number, depth: number): Step {
  const draft = empty();
  const value = readName(program, name, depth);
  const [bracket, key, close] = program.tokens.slice(from + 1, from + 4);
  if (is(bracket, '[') && key?.kind === 'string' && is(close, ']')) {
    const found = value.entries.filter(entry => entry.key === key.text);
    for (const entry of found) merge(program, draft, entry.value);
    if (found.length === 0) draft.computed = value.computed ?? name.at.start;
    draft.scalar = found.length === 1 && found[0]?.value.scalar === true;
    return { draft, next: from + 4 };
  }
  merge(program, draft, value);
  draft.scalar = value.scalar;
  return { draft, next: from + 1 };
}

function readTerm(program: PythonProgram, from: number, depth: number): Step {
  const token = program.tokens[from];
  if (token === undefined || depth > DEEPEST) return computedFrom(program, empty(), from);
  if (token.kind === 'string' || token.kind === 'computed') {
    const { token: whole, next } = readStrings(program, from);
    return {
      draft: {
        strings: whole === null ? [] : [whole],
        entries: [],
        computed: whole === null ? token.at.start : null,
        scalar: true,
      },
      next,
    };
  }
  const close = CLOSING[token.text];
  if (token.kind === 'sign' && close !== undefined) return readItems(program, from + 1, close, depth + 1);
  if (token.kind !== 'name') return computedFrom(program, empty(), from);
  if (is(token, 'None')) return { draft: empty(), next: from + 1 };
  if (WRAPPERS.has(token.text) && is(program.tokens[from + 1], '('))
    return readItems(program, from + 2, ')', depth + 1);
  return readReference(program, token, from, depth);
}

/** The value of `value if condition else other` is both. Returns where the other one begins, or null. */
function findElse(tokens: readonly PythonToken[], from: number): number | null {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'newline') return null;
    if (depth === 0 && is(token, 'else')) return at + 1;
    if (depth === 0 && (is(token, ',') || is(token, ';'))) return null;
    if (token?.kind === 'sign' && '([{'.includes(token.text)) depth++;
    if (token?.kind === 'sign' && ')]}'.includes(token.text) && --depth < 0) return null;
  }
  return null;
}

/** Lists are joined; so are strings, of which one that is not known makes the whole unknown. */
function add(program: PythonProgram, sum: Draft, term: PythonValue): void {
  if (!sum.scalar && !term.scalar) {
    merge(program, sum, term);
    return;
  }
  const [left, right] = [...sum.strings, ...term.strings];
  const known = sum.scalar && term.scalar && sum.strings.length === 1 && term.strings.length === 1;
  sum.computed ??= term.computed ?? (known ? null : (left?.at.start ?? 0));
  sum.strings.length = 0;
  if (left !== undefined && right !== undefined && sum.computed === null) {
    sum.strings.push({ ...left, text: left.text + right.text, plain: false });
  }
  sum.scalar = true;
}

/** What stands at token `from`, up to a comma, a closing bracket or a line end. */
export function readExpression(program: PythonProgram, from: number, depth = 0): Step {
  const { tokens } = program;
  const draft = empty();
  let at = from;
  for (let sign = 'first'; ; ) {
    const term = readTerm(program, at, depth);
    at = term.next;
    const end = tokens[at];
    const ends = end === undefined || end.kind === 'newline' || (end.kind === 'sign' && ',;)]}'.includes(end.text));
    const other = is(end, 'if') ? findElse(tokens, at) : null;
    if (!ends && !is(end, '+') && other === null) {
      // What is done with a value, as by a method, an index or a loop, makes another one of it.
      if (draft.scalar) draft.strings.length = 0;
      return computedFrom(program, draft, at);
    }
    if (sign === '+') add(program, draft, term.draft);
    else {
      merge(program, draft, term.draft);
      draft.scalar = term.draft.scalar;
    }
    if (ends) return { draft, next: at };
    sign = other === null ? '+' : 'else';
    at = other ?? at + 1;
  }
}
