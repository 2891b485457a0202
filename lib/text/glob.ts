/** Path patterns with the meaning of .gitignore lines; the one file that knows the package which implements them. */

import ignore from 'ignore';

/** Paths remembered before a matcher is made anew: the package keeps every answer that it ever gave. */
const REMEMBERED = 20_000;

/**
 * Each `**` between folders is tried at every depth, so that the time grows with depth to the power of their number.
 * A pattern with more than the first number of them is left out, and below the depth also one with more than the second.
 */
const MAX_STARS = 3;
const DEEP = 64;
const MAX_STARS_WHEN_DEEP = 1;

type Answers = ReturnType<ReturnType<typeof ignore>['test']>;
type Matcher = { readonly test: (path: string) => Answers; readonly add: (line: string) => void };

const countStars = (line: string): number => line.match(/\*\*\/(?!$)/g)?.length ?? 0;

/** Neighbours say no more than one does, but each would be tried at every depth. */
const joinStars = (line: string): string => line.replace(/(^!?|\/)(?:\*\*+\/)+/g, '$1**/');

function isDeep(path: string): boolean {
  let depth = 0;
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) depth++;
  return depth > DEEP;
}

function createBoundedMatcher(lines: string[], maxStars: number): Matcher {
  const bounded = lines.filter(line => countStars(line) <= maxStars);
  const make = () => ignore({ ignorecase: false, allowRelativePaths: true }).add(bounded);
  let patterns = make();
  let remembered = 0;
  const test = (path: string): Answers => {
    if (++remembered > REMEMBERED) {
      patterns = make();
      remembered = 0;
    }
    return patterns.test(path);
  };
  const add = (line: string): void => {
    bounded.push(line);
    patterns.add([line]);
  };
  return { test, add };
}

function createMatcher(lines: string[]): Matcher {
  const joined = lines.map(joinStars);
  const usual = createBoundedMatcher(joined, MAX_STARS);
  const cheap = createBoundedMatcher(joined, MAX_STARS_WHEN_DEEP);
  return {
    test: path => (isDeep(path) ? cheap : usual).test(path),
    add: line => {
      usual.add(line);
      cheap.add(line);
    },
  };
}

/** A name, or the end of one. */
const PLAIN = /^\*?[\w.-]*\w[\w.-]*$/;

const SLASH = 47;

/** The last two characters of the name that ends at `end` of `path`, as a number below 128²; others may have the same. */
const tailOf = (path: string, end: number): number =>
  (path.charCodeAt(end - 2) & 127) * 128 + (path.charCodeAt(end - 1) & 127);

/** A 1 for each tail of a name that may fit one of `patterns`. */
function markTails(patterns: readonly string[]): Uint8Array {
  const tails = new Uint8Array(128 * 128);
  for (const pattern of patterns) {
    const [last, before] = [pattern.charCodeAt(pattern.length - 1) & 127, pattern.at(-2) ?? '*'];
    if (before === '*') for (let other = 0; other < 128; other++) tails[other * 128 + last] = 1;
    else tails[tailOf(pattern, pattern.length)] = 1;
  }
  return tails;
}

/**
 * What plain patterns are for: a file or folder of that name at any depth. Nearly every path is told by the ends of its names,
 * in no time and without a copy of one.
 */
function compilePlain(patterns: readonly string[]): (path: string) => boolean {
  const names = new Set(patterns.filter(pattern => !pattern.startsWith('*')));
  const ends = patterns.filter(pattern => pattern.startsWith('*')).map(pattern => pattern.slice(1));
  const fits = (name: string): boolean => names.has(name) || ends.some(each => name.endsWith(each));
  const tails = markTails(patterns);
  return path => {
    for (let at = 1, from = 0; at <= path.length; at++) {
      if (at < path.length && path.charCodeAt(at) !== SLASH) continue;
      if (tails[tailOf(path, at)] === 1 && fits(path.slice(from, at))) return true;
      from = at + 1;
    }
    return false;
  };
}

/** Names with a dot are rarer than others: of a pattern with several, the longest of them tells the most. */
const tellingLength = (name: string): number => name.length + (name.includes('.') ? 100 : 0);

/** A name, or the end of one, that stands in every path which fits `pattern`; null where none is certain. */
function plainPartOf(pattern: string): string | null {
  const ends = pattern.split('/').map(name => name.replace(/^.*\*/, '*'));
  const plain = ends.filter(name => PLAIN.test(name));
  return plain.sort((a, b) => tellingLength(b) - tellingLength(a))[0] ?? null;
}

/** Whether a path holds the names that it must to fit one of `patterns`, of which none begins with `!`: nearly always a no. */
function compilePrecheck(patterns: readonly string[]): (path: string) => boolean {
  const parts = patterns.map(plainPartOf);
  const plain = parts.filter(part => part !== null);
  return plain.length < parts.length ? () => true : compilePlain(plain);
}

/** The path without what leads out of the root or to it. */
function withoutRoot(path: string): string {
  let start = 0;
  for (let at = 0; at < path.length && at <= start + 2; at++) {
    const char = path[at];
    if (char === '/') start = at + 1;
    else if (char !== '.') break;
  }
  return start === 0 ? path : path.slice(start);
}

function compileAny(patterns: readonly string[]): (path: string) => boolean {
  const matcher = createMatcher(patterns.map(pattern => pattern.replace(/^(!?)\.\//, '$1/')));
  return path => matcher.test(path).ignored;
}

/**
 * A test for paths. Patterns mean what the lines of a .gitignore in the root mean: `*.pem` fits at every depth, `/a` and `a/b`
 * from the root only, `docs/` folders and all below them, `src` a file of that name or a folder with all below it; `**`
 * crosses folders, a later `!pattern` takes back, and case counts. A pattern may begin with `./`, which is the root.
 * Paths are relative to the root with `/` between folders; a folder is asked about with a `/` at its end. Of a path outside of
 * the root, `../` at its start is not compared. No patterns fit nothing. Never throws.
 */
export function compileGlobs(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  // Without a `!` no pattern takes back what another says: those that need the package are asked about what is left.
  const mixed = patterns.some(pattern => pattern.startsWith('!'));
  const plain = mixed ? [] : patterns.filter(pattern => PLAIN.test(pattern));
  const others = patterns.filter(pattern => !plain.includes(pattern));
  const mayFit = mixed ? () => true : compilePrecheck(patterns);
  const fitsPlain = compilePlain(plain);
  const fitsOther = others.length === 0 ? null : compileAny(others);
  return path => {
    const inside = withoutRoot(path);
    if (inside === '' || inside === '.' || inside === '..' || !mayFit(inside)) return false;
    return fitsPlain(inside) || fitsOther?.(inside) === true;
  };
}

/** What one ignore file says about paths relative to its folder; a folder's path ends in `/`. */
export type IgnoreFile = {
  /** Null when no line fits. A path below an ignored folder is ignored, unless the folder was entered. */
  readonly answer: (path: string) => 'ignored' | 'included' | null;
  /** Tells that a folder is walked although this file ignores it: another file or git's index has the last word on it. */
  readonly enter: (folder: string) => void;
};

const escapeLine = (path: string): string => path.replace(/[\\*?[\]!#]/g, '\\$&');

/** Reads the text of a .gitignore, with LF or CRLF; null when it holds no pattern. Never throws. */
export function parseIgnoreFile(text: string): IgnoreFile | null {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n|\r$/);
  const patterns = lines.filter(line => line.trim() !== '' && !line.startsWith('#'));
  if (patterns.length === 0) return null;
  const matcher = createMatcher(patterns);
  const answer = (path: string): 'ignored' | 'included' | null => {
    const { ignored, unignored } = matcher.test(path);
    if (ignored) return 'ignored';
    return unignored ? 'included' : null;
  };
  return {
    answer,
    enter: folder => {
      if (matcher.test(folder).ignored) matcher.add(`!/${escapeLine(folder)}`);
    },
  };
}
