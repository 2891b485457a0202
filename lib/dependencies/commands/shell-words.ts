/**
 * Takes a stretch of shell apart into simple commands and their words, with places, as far as finding what they install
 * needs (POSIX shell and bash: quotes, escapes, comments, line continuations, substitutions, redirections, here documents).
 * Nothing is expanded. Text that is no shell gives some commands or none: it never throws, and is linear in the text.
 */

import type { Span } from '../../model/span.ts';

export type Word = {
  /** Without quotes and escapes; expansions stay as written. */
  readonly text: string;
  /** As written, with its quotes. */
  readonly at: Span;
  /** Whether it holds an expansion, so that its value is only known when it runs. */
  readonly dynamic: boolean;
};

/** The words of a command with those before its name, without redirections. */
export type ShellCommand = { readonly words: readonly Word[]; readonly heredocs: readonly Span[] };

type Heredoc = { readonly end: string; readonly indented: boolean; readonly command: Building };
type Building = { words: Word[]; heredocs: Span[] };

type Scanner = {
  readonly text: string;
  readonly commands: ShellCommand[];
  /** Here documents whose text begins on the next line. */
  readonly waiting: Heredoc[];
  /** Quotes that are known to be closed nowhere from here on. */
  readonly unclosed: Set<string>;
};

const DEEPEST = 24;

/** What a character is to a word: part of it, its end, or the start of something to be read by its own rules. */
const [PLAIN, BLANK, BREAK, REDIRECTION, SPECIAL] = [0, 1, 2, 3, 4];
const KINDS = new Uint8Array(128);
for (const [kind, characters] of [
  [BLANK, ' \t\r\f\v'],
  [BREAK, '\n;&|()'],
  [REDIRECTION, '<>'],
  [SPECIAL, '\\\'"$`'],
] as const) {
  for (const character of characters) KINDS[character.charCodeAt(0)] = kind;
}
const NAME_LETTER = /[\w?!@#*$-]/;

const charAt = (text: string, at: number, end: number): string => (at < end ? text.charAt(at) : '');

const kindAt = (text: string, at: number): number => KINDS[text.charCodeAt(at)] ?? PLAIN;

/** Behind the characters from `from` on that stand for themselves. */
function skipPlain(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && kindAt(text, at) === PLAIN) at++;
  return at;
}

/** Where a quote closes that is known to open before `from`, or -1. */
function closeOf(scanner: Scanner, quote: string, from: number, end: number): number {
  if (scanner.unclosed.has(quote)) return -1;
  const { text } = scanner;
  const isEscaped = quote !== "'";
  for (let at = from; at < end; at++) {
    if (kindAt(text, at) !== SPECIAL) continue;
    const here = text.charAt(at);
    if (here === '\\' && isEscaped) at++;
    else if (here === quote) return at;
  }
  scanner.unclosed.add(quote);
  return -1;
}

/** Behind `${…}`, whose braces may be nested (`${{ … }}` too). */
function skipBraces(text: string, open: number, end: number): number {
  let depth = 0;
  for (let at = open; at < end; at++) {
    const here = text.charAt(at);
    if (here === '\n') return at;
    if (here === '{') depth++;
    else if (here === '}' && --depth === 0) return at + 1;
  }
  return end;
}

/** Behind `((…))`, whose `<<` is no here document. */
function skipArithmetic(text: string, open: number, end: number): number {
  let depth = 0;
  for (let at = open; at < end; at++) {
    const here = text.charAt(at);
    if (here === '\n') return at;
    if (here === '(') depth++;
    else if (here === ')' && --depth === 0) return at + 1;
  }
  return end;
}

/** Behind the expansion that begins with the `$` at `at`; commands inside of it are read. */
function skipExpansion(scanner: Scanner, at: number, end: number, depth: number): number {
  const { text } = scanner;
  const next = charAt(text, at + 1, end);
  if (next === '{') return skipBraces(text, at + 1, end);
  if (next === '(' && charAt(text, at + 2, end) === '(') return skipArithmetic(text, at + 1, end);
  if (next === '(') return scanList(scanner, at + 2, end, ')', depth + 1);
  if (!NAME_LETTER.test(next)) return at + 1;
  let stop = at + 2;
  if (/\w/.test(next)) while (stop < end && /\w/.test(text.charAt(stop))) stop++;
  return stop;
}

/** Behind the backticks that open at `at`; the commands in them are read. */
function skipBackticks(scanner: Scanner, at: number, end: number, depth: number): number {
  const close = closeOf(scanner, '`', at + 1, end);
  if (close === -1) return at + 1;
  if (depth < DEEPEST) scanList(scanner, at + 1, close, '', depth + 1);
  return close + 1;
}

type Piece = { readonly text: string; readonly end: number; readonly dynamic: boolean };

function readDouble(scanner: Scanner, open: number, end: number, depth: number): Piece | null {
  const close = closeOf(scanner, '"', open + 1, end);
  if (close === -1) return null;
  const { text } = scanner;
  let [read, dynamic] = ['', false];
  let [at, plain] = [open + 1, open + 1];
  while (at < end && text.charAt(at) !== '"') {
    const here = text.charAt(at);
    if (kindAt(text, at) !== SPECIAL || here === "'") {
      at++;
      continue;
    }
    read += text.slice(plain, at);
    if (here === '\\') {
      const next = charAt(text, at + 1, end);
      if (next !== '\n') read += '"\\$`'.includes(next) ? next : here + next;
      at += 2;
    } else {
      const stop = here === '$' ? skipExpansion(scanner, at, end, depth) : skipBackticks(scanner, at, end, depth);
      dynamic ||= stop > at + 1;
      read += text.slice(at, stop);
      at = stop;
    }
    plain = at;
  }
  read += text.slice(plain, at);
  return { text: read, end: Math.min(end, at + 1), dynamic };
}

/** A quoted, escaped or expanded part of a word at `at`, or null for a character that stands for itself. */
function readSpecial(scanner: Scanner, at: number, end: number, depth: number): Piece | null {
  const { text } = scanner;
  const here = text.charAt(at);
  if (here === '\\') {
    const next = charAt(text, at + 1, end);
    if (next === '\r' && charAt(text, at + 2, end) === '\n') return { text: '', end: at + 3, dynamic: false };
    return { text: next === '\n' ? '' : next, end: Math.min(end, at + 2), dynamic: false };
  }
  if (here === "'") {
    const close = closeOf(scanner, "'", at + 1, end);
    return close === -1 ? null : { text: text.slice(at + 1, close), end: close + 1, dynamic: false };
  }
  if (here === '"') return readDouble(scanner, at, end, depth);
  if (here !== '$' && here !== '`') return null;
  const next = charAt(text, at + 1, end);
  if (here === '$' && (next === "'" || next === '"')) return { text: '', end: at + 1, dynamic: false };
  const stop = here === '$' ? skipExpansion(scanner, at, end, depth) : skipBackticks(scanner, at, end, depth);
  return { text: text.slice(at, stop), end: stop, dynamic: stop > at + 1 };
}

/** The word at `start`, which is no blank; it may be empty text in quotes. */
function readWord(scanner: Scanner, start: number, end: number, depth: number): Word {
  const { text } = scanner;
  let at = skipPlain(text, start, end);
  let [read, dynamic] = [text.slice(start, at), false];
  while (at < end && kindAt(text, at) === SPECIAL) {
    const piece = depth < DEEPEST ? readSpecial(scanner, at, end, depth) : null;
    const behind = piece?.end ?? at + 1;
    dynamic ||= piece?.dynamic ?? false;
    read += piece?.text ?? text.charAt(at);
    at = skipPlain(text, behind, end);
    read += text.slice(behind, at);
  }
  return { text: read, at: { start, end: at }, dynamic };
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const kind = kindAt(text, at);
    if (kind === BLANK) at++;
    else if (kind === SPECIAL && text.startsWith('\\\n', at)) at += 2;
    else if (kind === SPECIAL && text.startsWith('\\\r\n', at)) at += 3;
    else break;
  }
  return Math.min(at, end);
}

/** Goes over a redirection with its target; the text of a here document is told to whoever it is for. */
function skipRedirection(scanner: Scanner, at: number, end: number, command: Building, depth: number): number {
  const { text } = scanner;
  const last = command.words.at(-1);
  if (last !== undefined && last.at.end === at && /^\d$/.test(last.text)) command.words.pop();
  const operator = /^(?:<<<|<<-?|<>|<&|>>|>&|>\||<|>)/.exec(text.slice(at, Math.min(end, at + 3)))?.[0] ?? '<';
  if (charAt(text, at + 1, end) === '(' && depth < DEEPEST) return scanList(scanner, at + 2, end, ')', depth + 1);
  const start = skipBlanks(text, at + operator.length, end);
  const target = readWord(scanner, start, end, depth);
  if (operator === '<<' || operator === '<<-') {
    const indented = operator === '<<-';
    if (target.text !== '') scanner.waiting.push({ end: target.text, indented, command });
  }
  return Math.max(target.at.end, start);
}

/** Behind the here documents that begin at `from`, the start of a line. One that is not closed is none. */
function skipHeredocs(scanner: Scanner, from: number, end: number): number {
  const { text } = scanner;
  let at = from;
  for (const { end: delimiter, indented, command } of scanner.waiting.splice(0)) {
    if (scanner.unclosed.has('<<')) break;
    const start = at;
    let isClosed = false;
    while (at < end && !isClosed) {
      const newline = text.indexOf('\n', at);
      const stop = newline === -1 || newline > end ? end : newline;
      const line = text.slice(at, stop).replace(/\r$/, '');
      isClosed = (indented ? line.trimStart() : line.trim()) === delimiter;
      if (isClosed) command.heredocs.push({ start, end: at });
      at = stop + 1;
    }
    if (!isClosed) {
      scanner.unclosed.add('<<');
      at = start;
    }
  }
  return Math.min(at, end);
}

/** What a list of commands is read into. */
type List = { command: Building; open: number };

function finishCommand({ commands }: Scanner, list: List): void {
  if (list.command.words.length > 0) commands.push(list.command);
  list.command = { words: [], heredocs: [] };
}

/** Reads the sign at `at` that ends a command, and the here documents behind a line. */
function readBreak(scanner: Scanner, at: number, end: number, list: List): number {
  const here = scanner.text.charAt(at);
  if (here === '(') list.open++;
  else if (here === ')') list.open = Math.max(0, list.open - 1);
  finishCommand(scanner, list);
  return here === '\n' ? skipHeredocs(scanner, at + 1, end) : at + 1;
}

/** Reads commands up to `closing`, an unmatched `)`, or to `end`. Returns where it stopped, behind the bracket. */
function scanList(scanner: Scanner, from: number, end: number, closing: '' | ')', depth: number): number {
  const { text } = scanner;
  const list: List = { command: { words: [], heredocs: [] }, open: 0 };
  let at = from;
  while (at < end) {
    at = skipBlanks(text, at, end);
    const here = charAt(text, at, end);
    if (here === '') break;
    if (here === '#') {
      const newline = text.indexOf('\n', at);
      at = newline === -1 ? end : Math.min(newline, end);
    } else if (here === '<' || here === '>') at = skipRedirection(scanner, at, end, list.command, depth);
    else if (here === '&' && charAt(text, at + 1, end) === '>') at++;
    else if (here === ')' && list.open === 0 && closing === ')') {
      finishCommand(scanner, list);
      return at + 1;
    } else if (kindAt(text, at) === BREAK) at = readBreak(scanner, at, end, list);
    else {
      const word = readWord(scanner, at, end, depth);
      list.command.words.push(word);
      at = Math.max(word.at.end, at + 1);
    }
  }
  finishCommand(scanner, list);
  return end;
}

/** The commands in `text` from `span.start` to `span.end`, those of substitutions before the command that they stand in. */
export function readShellWords(text: string, { start, end }: Span): readonly ShellCommand[] {
  const scanner: Scanner = { text, commands: [], waiting: [], unclosed: new Set() };
  scanList(scanner, start, Math.min(end, text.length), '', 0);
  return scanner.commands;
}
