/** Finds the value that a name is given: behind an operator, as an argument, as the text or the neighbour of an element. */

import { readBlock, readGenerated, readSibling } from './blocks.ts';
import { readEntered, readPairOf, readSecondOf } from './calls.ts';
import type { Context, RightSide } from './context.ts';
import { inComment, openQuote } from './context.ts';
import { readQuoted } from './quoted.ts';
import { readUnquoted } from './unquoted.ts';

const OPERATOR = /(?:->|\?\?=?|\|\|=?|\?=|\+=|!==?|===?|=>|=~|:=|<-|=)([ \t]*)|(:-)|(::?|\xef\xbc\x9a)(\*{0,2}[ \t]*)/y;
/** `: String =`, ` string =`, `: &'static str =`, `: Optional[str] =`: a type between the name and its value. */
const TYPE = /[ \t]*[A-Za-z_&*[][\w.<>[\]|?&*:' ]{0,40}?[ \t]*=(?![=>])[ \t]*/y;
const NEXT_LINE = /[ \t]*\\?\r?\n[ \t]*(?=["'`]|\w{1,30}\(["'])/y;
/** The neighbour that holds the value where the name is itself one: Kubernetes, XML, JSON lists of pairs. */
const NEIGHBOUR = /["']?,?\s{0,60}(?:#[^\n]{0,60}\n\s{0,60})?["']?(?:default)?value["']?(\s{0,4}(?:=>|=|:)\s{0,4})/iy;
const NAMING =
  /(?:\b(?:name|key|id|property|setting|field|variable|param|env|option)["']?\s{0,3}(?:=>|=|:)\s{0,3}|<add key=)["']?$/i;
const ELEMENT = />\s{0,40}(?:<value>)?(?:<!\[CDATA\[)?([^<>\n]{1,300}?)\s{0,40}(?:\]\]>)?<\//y;

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
};

function readElement({ before, after, quoted }: Context, at: number): RightSide | null {
  if (!quoted && !/<[\w:.]*$/.test(before)) return null;
  ELEMENT.lastIndex = at;
  const found = ELEMENT.exec(after);
  const value = found?.[1] ?? '';
  if (found === null || value === '') return null;
  const start = found.index + found[0].indexOf(value, 1);
  return { start, end: start + value.length, quoted: true };
}

function readNeighbour({ before, after, syntax }: Context): RightSide | null {
  if (!NAMING.test(before)) return null;
  NEIGHBOUR.lastIndex = 0;
  const found = NEIGHBOUR.exec(after);
  if (found === null) return null;
  const at = found[0].length;
  const plain = syntax === 'yaml' && (found[1] ?? '').includes(':');
  return readQuoted(after, at) ?? (plain ? readUnquoted({ syntax, before: '', after } as Context, at, true) : null);
}

const ASSERTING =
  /\b(?:assert\w*|expect\w*|so|is|eq\w*|are_?equal|str\w*cmp|verify\w*|check\w*)[.\w]{0,20}\(\s?(?:t, )?[\w.>&*$-]*$/i;
const EXPECTED = /,\s{0,4}(?:\w{1,24},\s{0,4})?(?=["'])/y;

/** `assertEquals(user.password, "x1")`: what is expected of a name; words alone are told in tests for many reasons. */
function readExpected(after: string, at: number): RightSide | null {
  const value = readQuoted(after, endOf(EXPECTED, after, at));
  return value !== null && /\d/.test(after.slice(value.start, value.end)) ? value : null;
}

/** `set("password", "x")`: the next argument. Of a longer list it counts behind the first element, or as the last of a call. */
function readArgument({ name, before, after, quoted }: Context, at: number): RightSide | null {
  if (/^(?:auth|creds?|pw|key)$/i.test(name)) return null;
  if (name.startsWith('$') && quoted) return null;
  const tuple = !quoted && /\{\s{0,4}$/.test(before);
  if (!quoted && !tuple && ASSERTING.test(before)) return readExpected(after, at);
  if (!quoted && !tuple && !/^[A-Z][A-Z0-9_.]+$/.test(name.slice(name.lastIndexOf('.') + 1))) return null;
  const start =
    at + (/^,[ \t]{0,40}(?:(?:default|value)(?:_value)?\s?[=:]\s?)?/.exec(after.slice(at))?.[0].length ?? 0);
  const binary = tuple && after.startsWith('<<', start) ? 2 : 0;
  const value = readQuoted(after, start + binary);
  if (value === null) return null;
  if (tuple) return /^["'](?:>>)?\s?\}/.test(after.slice(value.end, value.end + 5)) ? value : null;
  const behind = /[([{]\s{0,20}\\?["'`]?$|\bvalues\s?\([^()]*$/i.test(before)
    ? /^[^\w\s]{1,3}\s*[)\],;]/
    : /^[^\w\s]{1,3}\s*[)\]]/;
  return behind.test(after.slice(value.end, value.end + 40)) ? value : null;
}

/** `setPassword("x")`, `password("x")`, and `(password, "x")` where the name is no string. */
function readCall({ name, after, quoted }: Context, at: number): RightSide | null {
  if (quoted || /^pass$/i.test(name)) return null;
  const value = readQuoted(after, at + 1);
  if (value !== null && /^[^\w\s]{1,3}\s*[)}]/.test(after.slice(value.end))) return value;
  const second = /pass|pwd/i.test(name) && after[at] === '(' ? readSecondOf(after, at) : null;
  return second === null ? null : { ...second, quoted: true };
}

/** Names of a user and a password together. */
const PAIR = /(?:auth|creds?|credentials?|user_?info|login)$/i;

function readOperator(context: Context): RightSide | null {
  const { after, before, operator, syntax } = context;
  OPERATOR.lastIndex = operator;
  const found = OPERATOR.exec(after);
  if (found === null) return null;
  let at = operator + found[0].length;
  const colon = found[3] !== undefined;
  if (/\$\{(?:env[.:])?$/.test(before)) return readDefault(after, at);
  if (colon) at = endOf(TYPE, after, at);
  at = endOf(NEXT_LINE, after, at);
  if (!context.quoted && after[at] === openQuote(before)) return null;
  const value = readQuoted(after, at);
  if (value !== null) return value;
  const pair = PAIR.test(context.name) ? readPair(after, at) : null;
  if (pair !== null) return pair;
  if (/["'`]/.test(after[at] ?? '') || /[!<>~]|===?|=>/.test(found[0])) return null;
  if (colon && found[4] === '' && syntax !== 'lines' && !/^\xef/.test(found[3] ?? '')) return null;
  if (isEmptySide(context, found[0]) || isTested(context) || (colon && /^pass$/i.test(context.name))) return null;
  const inline = syntax === 'yaml' && found[0].startsWith('=');
  return readUnquoted(
    inline ? { ...context, syntax: 'shell' } : context,
    at,
    (found[1] ?? found[4] ?? '') !== '' || after[operator - 1] === ' ',
  );
}

/** `NAME= other`: in a shell, and in its documents, nothing is assigned. */
const isEmptySide = ({ syntax, after, operator }: Context, sign: string): boolean =>
  (syntax === 'shell' || syntax === 'text') && /=[ \t]+$/.test(sign) && !/\s/.test(after[operator - 1] ?? '');

/** `test "$pass" = x`: a variable of a shell that stands behind something is compared. */
const isTested = ({ syntax, name, before }: Context): boolean =>
  syntax === 'shell' && name.startsWith('$') && !/^\s*$/.test(before);

function readPair(after: string, at: number): RightSide | null {
  const pair = /[([{]/.test(after[at] ?? '') ? readPairOf(after, at) : null;
  return pair === null ? null : { ...pair, quoted: true };
}

/** `${DB_PASSWORD:-x}` and `${db.password:x}`: what counts when nothing is set. */
function readDefault(after: string, at: number): RightSide | null {
  const value = /^[^}\s"'`$]{1,200}(?=\})/.exec(after.slice(at))?.[0];
  return value === undefined ? null : { start: at, end: at + value.length, quoted: true };
}

const OPTION = /^-{1,2}[\w-]+$/;
/** Directives of configuration and container files whose value follows a blank. */
const DIRECTIVE =
  /(?:^|\s)(?:login|user(?:name)?|account)\s+[^\s"'=:]{1,60}\s+$|^\s*(?:ENV|ARG|env|set|setenv|setx|SET|define|fastcgi_param|SetEnv|pass)\s+\$?["']?$|^\s*$/;
/** Keywords and definitions of Lisps, and headers that a server sets: their values follow a blank, too. */
const LISP_OR_HEADER = /(?:^|[\s{([]):$|\(def\w{0,10}\s+$|(?:set|add)_header\s+$/;
const STATEMENT = /(?:password|secret|identified by|passwd)$/i;

const TOLD =
  /(?:(?:is|was|of|to|set to)[ \t:]{1,3})?(["'`])([^\s"'`]{4,60})\1|(?:is|was)[ \t:]{1,3}([^\s"'`.,;]*\d[^\s"'`,;]{3,60})/y;

/** Prose that tells a password: ``password `x1` ``, `the password is "x1"`. Words alone are what it usually quotes. */
function readTold({ name, after, operator }: Context): RightSide | null {
  if (/^pass$/i.test(name)) return null;
  TOLD.lastIndex = operator;
  const found = TOLD.exec(after);
  const value = found?.[2] ?? found?.[3] ?? '';
  if (found === null || !/\d/.test(value)) return null;
  const start = found.index + found[0].lastIndexOf(value);
  return { start, end: start + value.replace(/[.:!?*_)]+$/, '').length, quoted: true };
}

/** `--password x`: the word behind an option, where the text is a command. */
function readOption(context: Context): RightSide | null {
  const { after, before, operator, syntax } = context;
  const value = readQuoted(after, operator);
  if (value !== null || /[-"']/.test(after[operator] ?? '')) return value;
  return syntax === 'code' && !/["'`#]/.test(before)
    ? null
    : readUnquoted({ ...context, syntax: 'shell' }, operator, false);
}

/** A value that only blanks part from the name: options, directives, SQL, Go's `name string = "x"`. */
function readLoose(context: Context): RightSide | null {
  const { name, before, after, operator, syntax, quoted } = context;
  const typed = endOf(TYPE, after, operator);
  if (typed > operator) return quoted ? null : readQuoted(after, typed);
  if (OPTION.test(name) && /(?:^|[\s"'`=(,[])$/.test(before)) return readOption(context);
  const told = syntax === 'text' || inComment(before) ? readTold(context) : null;
  if (told !== null) return told;
  if (/["']\s/.test(after.slice(operator, operator + 2))) return null;
  const directive = DIRECTIVE.test(before) && !quoted;
  if (/["']/.test(after[operator] ?? '')) {
    return directive || STATEMENT.test(name) || LISP_OR_HEADER.test(before) ? readQuoted(after, operator) : null;
  }
  if (!directive || syntax === 'code' || syntax === 'yaml') return null;
  const value = readUnquoted({ ...context, syntax: 'shell' }, operator, false);
  return value !== null && /^[ \t;]*(?:\r?\n|$)/.test(after.slice(value.end)) ? value : null;
}

const PROPERTY = /\.(?:value|text|default)\s?=\s?/iy;

/** `Parameters["password"].Value = "x"`. */
function readProperty({ after, operator, quoted }: Context): RightSide | null {
  if (!quoted) return null;
  const at = endOf(PROPERTY, after, operator);
  return at === operator ? null : readQuoted(after, at);
}

/** The value of the name that a context is about, or null where none is written. */
export function readRightSide(context: Context): RightSide | null {
  const { after, operator, loose } = context;
  const byte = after[operator] ?? '';
  if (byte === ':' && context.quoted && /\?\s*\\?["'`]$/.test(context.before)) return null;
  const neighbour = readNeighbour(context) ?? readGenerated(context) ?? (byte === '<' ? readSibling(context) : null);
  if (neighbour !== null) return neighbour;
  if (loose) return readLoose(context);
  if (byte === ')') {
    const entered = context.quoted ? readEntered(after, operator) : null;
    return entered === null ? null : { ...entered, quoted: true };
  }
  if (byte === '.') return readProperty(context);
  if (byte === '{' || byte === ':' || byte === '=') {
    const block = readBlock(context);
    if (block !== null) return block;
  }
  if (byte === '>') return readElement(context, operator);
  if (byte === ',') return readArgument(context, operator);
  if (byte === '(' || byte === '{') return readCall(context, operator);
  return readOperator(context);
}
