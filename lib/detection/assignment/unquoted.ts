/** Reads a right side without quotes, to where the syntax at hand ends it. */

import type { Context, RightSide } from './context.ts';
import { inComment, openQuote } from './context.ts';

const LONGEST = 300;

/** To the end of the line, without a comment behind a blank. */
const REST_OF_LINE = /[^\s"'`][^\n\r]{0,300}/y;
const COMMENT_BEHIND = /\s+(?:#|;|\/\/|<!--).*$/;
const TO_BLANK = /(?:\\[^\n\r]|[^\s;&|<>()"'`\\]){1,300}/y;
const IN_STRING = /[^\s"'`\\;&,<>)\]}]{1,300}/y;
const IN_TEXT = /(?:[^\s"'`,;<>()|\][{}&]|&(?!\w+=)){1,300}/y;

const run = (pattern: RegExp, text: string, at: number): string | null => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
};

const side = (start: number, value: string | null): RightSide | null =>
  value === null || value === '' || value.length >= LONGEST
    ? null
    : { start, end: start + value.length, quoted: false };

/** A YAML scalar may be a block of one line: `|` and the value below. */
function readYaml(text: string, at: number): RightSide | null {
  const block = /[|>][+-]?[ \t]*\r?\n[ \t]+(?=(\S{1,300})\r?(?:\n|$))/y;
  block.lastIndex = at;
  const head = block.exec(text);
  if (head !== null) return side(at + head[0].length, head[1] ?? null);
  const line = run(REST_OF_LINE, text, at);
  if (line === null || /^[!&*|>[{%@,\]}]/.test(line)) return null;
  const value = line.replace(/\s+#.*$/, '').replace(/,?\s*$/, '');
  return side(at, /:(?:\s|$)/.test(value) ? null : value);
}

function readLine(text: string, at: number): RightSide | null {
  const line = run(REST_OF_LINE, text, at);
  return line === null ? null : side(at, line.replace(COMMENT_BEHIND, '').replace(/,?\s*$/, ''));
}

/** Prose and logs: one word, without the signs that end a sentence. What an index or a call follows is a variable. */
function readWord(text: string, at: number): RightSide | null {
  const word = run(IN_TEXT, text, at) ?? '';
  if (word.startsWith('#') || /[[(]/.test(text[at + word.length] ?? '')) return null;
  return side(at, word.replace(/[.:!?*_]+$/, ''));
}

/** Inside a string or a comment of code: to the sign that parts the fields of a connection string, a query or a command. */
const readInString = (text: string, at: number): RightSide | null => side(at, run(IN_STRING, text, at));

/**
 * The value at `at` of what follows the name, or null. Code has values without quotes only in strings and comments: there an
 * identifier would stand.
 */
export function readUnquoted({ syntax, before, after }: Context, at: number, spaced: boolean): RightSide | null {
  if (/[?&;]$/.test(before) && syntax !== 'shell') return readInString(after, at);
  const open = openQuote(before);
  if (open !== null) return spaced && syntax === 'code' ? null : readInString(after, at);
  if (syntax === 'yaml') return readYaml(after, at);
  if (syntax === 'lines') return readLine(after, at);
  if (syntax === 'shell') return side(at, run(TO_BLANK, after, at));
  if (syntax === 'text') return readWord(after, at);
  if (inComment(before)) return readWord(after, at);
  return /^\s*(?:export )?$/.test(before) &&
    !spaced &&
    /^(?=\S*\d)[^\s;,()[\]]{6,}\r?$/m.test(after.slice(at, at + 200).split('\n')[0] ?? '')
    ? readWord(after, at)
    : null;
}
