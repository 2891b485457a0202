/**
 * Rewrites what people paste from other regex dialects (Go, Python, PCRE, POSIX) into JavaScript's, before parsing: inline
 * flags, named groups, text anchors and POSIX classes. Positions in error messages are those of the rewritten pattern.
 */

/** `i` ignore case, `s` dot matches newlines. `m` is always on, `U`, `u`, `L` and `a` change nothing that matters here. */
export type Dialect = { readonly source: string; readonly ignoreCase: boolean; readonly dotAll: boolean };

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
  space: ' \\t\\n\\r\\f\\v',
  blank: ' \\t',
  word: '0-9A-Za-z_',
  punct: '!-\\/:-@\\[-`{-~',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\x00-\\x1f',
};

const ESCAPES: Readonly<Record<string, string>> = {
  '\\A': '^',
  '\\z': '$',
  '\\Z': '$',
  '\\h': '[ \\t]',
  '\\a': '\\x07',
  '\\e': '\\x1b',
};

/** An escape, a whole class, a flag group, a Python group, or one character. */
const TOKEN =
  /\\.|(?<class>\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\])|\(\?(?<on>[imsxuULa]*)(?:-(?<off>[imsxuUL]*))?(?<end>[):])|\(\?P(?=[<=>])|./gs;
const EXTENDED_TOKEN = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|#[^\n]*|\s+|./gs;

/** Drops white space and comments outside classes, as the `x` flag has it. */
const stripExtended = (source: string): string =>
  source.replace(EXTENDED_TOKEN, token => (/^[#\s]/.test(token) ? '' : token));

function rewriteClass(text: string): string {
  const open = /^\[\^?/.exec(text)?.[0] ?? '[';
  const body = text
    .slice(open.length, -1)
    .replace(/^\]/, '\\]')
    .replace(/\\h/g, ' \\t')
    .replace(/\[:(\w+):\]|\\.|\[/gs, (token, name) => POSIX[name] ?? (token === '[' ? '\\[' : token));
  return `${open}${body}]`;
}

const only = (flags: string | undefined): string => [...new Set(flags)].filter(flag => 'is'.includes(flag)).join('');

function modifierGroup(on: string | undefined, off: string | undefined): string {
  return `(?${only(on)}${only(off) === '' ? '' : `-${only(off)}`}:`;
}

/**
 * Writes tokens out. `bare[depth]` are the flag groups that a bare `(?i)` began inside the group at that depth: they end
 * with it, and begin anew in each of its alternatives.
 */
function rewriteTokens(text: string, top: Set<string>): string {
  const bare: string[][] = [[]];
  let out = '';
  for (const { 0: token, groups } of text.matchAll(TOKEN)) {
    const here = bare.at(-1) ?? [];
    const flags = groups?.['end'] === undefined ? '' : modifierGroup(groups['on'], groups['off']);
    if (groups?.['class'] !== undefined) out += rewriteClass(token);
    else if (groups?.['end'] === ')') {
      if (bare.length === 1) for (const flag of groups['on'] ?? '') top.add(flag);
      else out += here[here.push(flags) - 1];
    } else if (token === '|') out += `${')'.repeat(here.length)}|${here.join('')}`;
    else if (token === ')') {
      out += ')'.repeat(here.length + 1);
      if (bare.length > 1) bare.pop();
    } else {
      if (token.startsWith('(')) bare.push([]);
      out += flags || openGroup(token);
    }
  }
  return out;
}

const openGroup = (token: string): string => (token === '(?P' ? '(?' : (ESCAPES[token] ?? token));

/**
 * Translates the dialect of `source`. An inline flag group at the top level (`(?i)abc`) holds for the whole pattern, as in
 * Python; inside a group it holds to the end of that group, as in Go. What is no dialect passes through for the parser to
 * judge.
 */
export function translateDialect(source: string): Dialect {
  const flags = new Set<string>();
  const leading = /^\(\?[imsuULa]*x[imsxuULa]*\)/.test(source) ? stripExtended(source) : source;
  const text = rewriteTokens(leading, flags);
  return { source: text, ignoreCase: flags.has('i'), dotAll: flags.has('s') };
}
