/**
 * Takes a requirements file apart as pip does: lines joined at a backslash, comments, and options, which begin at the first
 * word with a dash (https://pip.pypa.io/en/stable/reference/requirements-file-format/). Offsets stay those of the file, since
 * what joins lines becomes as many spaces.
 */

import type { Span } from '../../model/span.ts';

export type RequirementLine = {
  /** Without its comment; joined lines as one. */
  readonly text: string;
  /** Behind `#`, trimmed on the right only; null where there is none. */
  readonly comment: string | null;
  readonly start: number;
  /** 1-based, of its first line. */
  readonly line: number;
};

/** An option and its value, whose place is given; `value` is null for options that take none. */
export type RequirementOption = {
  /** The long name without dashes; null for one that pip does not know. */
  readonly name: string | null;
  readonly value: string | null;
  readonly at: Span;
};

const COMMENT_LINE = /^\s*#/;
const COMMENT = /(?:^|\s)#/;

function toLine(raw: string, start: number, line: number): RequirementLine {
  const joined = raw.includes('\n') ? raw.replace(/\\?\r?\n/g, end => ' '.repeat(end.length)) : raw;
  const comment = COMMENT.exec(joined);
  if (comment === null) return { text: joined.trimEnd(), comment: null, start, line };
  const behind = comment.index + comment[0].length;
  return { text: joined.slice(0, comment.index).trimEnd(), comment: joined.slice(behind).trimEnd(), start, line };
}

/** A comment on a line of its own ends what is joined before it. */
export function readRequirementLines(text: string): readonly RequirementLine[] {
  const lines: RequirementLine[] = [];
  let [start, first, number] = [0, 1, 1];
  for (let at = 0; at < text.length; number++) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 ? text.length : newline + 1;
    const end = newline === -1 ? next : text.charCodeAt(newline - 1) === 13 && newline > at ? newline - 1 : newline;
    const goesOn = next < text.length && end > at && text[end - 1] === '\\' && !COMMENT_LINE.test(text.slice(at, end));
    at = next;
    if (goesOn) continue;
    lines.push(toLine(text.slice(start, end).replace(/\\$/, ' '), start, first));
    start = next;
    first = number + 1;
  }
  return lines;
}

/** Options that take a value, by their short name where they have one. */
const WITH_VALUE: readonly (readonly [long: string, short?: string])[] = [
  ['requirement', 'r'],
  ['constraint', 'c'],
  ['editable', 'e'],
  ['index-url', 'i'],
  ['pypi-url'],
  ['extra-index-url'],
  ['find-links', 'f'],
  ['trusted-host'],
  ['hash'],
  ['config-settings', 'C'],
  ['global-option'],
  ['install-option'],
  ['build-option'],
  ['use-feature'],
  ['no-binary'],
  ['only-binary'],
];
const FLAGS = ['no-index', 'pre', 'prefer-binary', 'require-hashes', 'always-unzip', 'process-dependency-links'];
const LONG = [...WITH_VALUE.map(([long]) => long), ...FLAGS];
const LONG_OF = new Map(WITH_VALUE.flatMap(([long, short]) => (short === undefined ? [] : [[short, long] as const])));

/** pip takes the beginning of a name for the name, where no other begins so. */
function completeName(written: string): string | null {
  if (LONG.includes(written)) return written;
  const [only, ...others] = LONG.filter(name => name.startsWith(written));
  return only !== undefined && others.length === 0 ? only : null;
}

type Word = { readonly text: string; readonly at: Span };

const WORD = /"[^"]*"|'[^']*'|[^\s"']+|["']/g;

/** Words between spaces; quotes around a word, or around its end behind `=`, are not part of it. */
function splitWords(text: string, start: number): Word[] {
  const words: Word[] = [];
  for (const { 0: piece, index } of text.matchAll(WORD)) {
    const quoted = piece.length > 1 && /^["']/.test(piece);
    const at = { start: start + index + (quoted ? 1 : 0), end: start + index + piece.length - (quoted ? 1 : 0) };
    const before = words.at(-1);
    const glued = before !== undefined && index > 0 && !/\s/.test(text[index - 1] ?? '');
    const own = { text: quoted ? piece.slice(1, -1) : piece, at };
    if (glued) words[words.length - 1] = { text: before.text + own.text, at: { start: before.at.start, end: at.end } };
    else words.push(own);
  }
  return words;
}

/** The name and, if it is glued on, the value of the option that a word begins. */
function readName(word: Word): { readonly name: string | null; readonly value: Word | null } {
  const { text, at } = word;
  const behind = (from: number): Word => ({
    text: text.slice(from),
    at: { start: Math.min(at.start + from, at.end), end: at.end },
  });
  if (!text.startsWith('--'))
    return { name: LONG_OF.get(text.slice(1, 2)) ?? null, value: text.length > 2 ? behind(2) : null };
  const equals = text.indexOf('=');
  const written = text.slice(2, equals === -1 ? text.length : equals);
  return { name: completeName(written), value: equals === -1 ? null : behind(equals + 1) };
}

/** Where the options of a line begin, or its length. */
export function optionsStart(text: string): number {
  const match = /(?:^|\s)-/.exec(text);
  return match === null ? text.length : match.index + match[0].length - 1;
}

/** The options in `text`, which stands at `start` of the file. */
export function readOptions(text: string, start: number): readonly RequirementOption[] {
  const words = splitWords(text, start);
  const options: RequirementOption[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined || !word.text.startsWith('-')) continue;
    const { name, value: glued } = readName(word);
    const takes = name !== null && !FLAGS.includes(name);
    const value = takes ? (glued ?? words[++index] ?? null) : null;
    options.push({ name, value: value?.text ?? null, at: value?.at ?? word.at });
  }
  return options;
}
