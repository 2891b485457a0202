/** Path patterns with the meaning of .gitignore lines; the one file that knows the package which implements them. */

import ignore from 'ignore';
import { hintOf } from './glob-hint.ts';

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

const NOTHING: Answers = { ignored: false, unignored: false };

/** A matcher that is made when the first path comes that may fit: the package takes its time, and nearly no path does. */
function createLazyMatcher(lines: string[]): Matcher {
  const hint = hintOf(lines);
  let made: Matcher | null = null;
  const matcher = (): Matcher => {
    made ??= createMatcher(lines);
    return made;
  };
  return {
    test: path => (hint !== null && !hint.test(path) ? NOTHING : matcher().test(path)),
    add: line => matcher().add(line),
  };
}

/** A name, or the end of one: the hint tells all of what such a pattern is for. */
const PLAIN = /^\*?[\w.-]*\w[\w.-]*$/;

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
  const matcher = createLazyMatcher(patterns.map(pattern => pattern.replace(/^(!?)\.\//, '$1/')));
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
  const plain = mixed ? null : hintOf(patterns.filter(pattern => PLAIN.test(pattern)));
  const others = plain === null ? patterns : patterns.filter(pattern => !PLAIN.test(pattern));
  const fitsOther = others.length === 0 ? null : compileAny(others);
  return path => {
    const inside = withoutRoot(path);
    if (inside === '' || inside === '.' || inside === '..') return false;
    return plain?.test(inside) === true || fitsOther?.(inside) === true;
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
  const matcher = createLazyMatcher(patterns);
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
