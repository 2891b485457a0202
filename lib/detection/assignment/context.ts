/** What stands around a name on its line, as the readers of right sides ask for it. */

import type { CredentialKind } from './name.ts';
import type { Syntax } from './syntax.ts';

export type Context = {
  readonly syntax: Syntax;
  /** The line up to the name, at most 400 characters. */
  readonly before: string;
  readonly name: string;
  /** What follows the name, over line ends, at most 700 characters. */
  readonly after: string;
  /** Index in `after` behind closing quotes and blanks: where the operator stands. */
  readonly operator: number;
  /** Whether a quote closes directly behind the name. */
  readonly quoted: boolean;
  readonly loose: boolean;
};

/** A value inside `after`. */
export type RightSide = {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** What the value is, where its place says more than its name. */
  readonly kind?: CredentialKind;
};

const COMMENT = /^\s*(?:#|\/\/|\/?\*+(?=\s|$)|--|;|<!--|"""|'''|%|rem\b)|\s(?:#|\/\/|--)\s/i;

/** Whether the name stands in a comment: a line that begins with the sign of one, or has it between blanks. */
export const inComment = (before: string): boolean => COMMENT.test(before);

/** The quote that is open at the end of `before`, or null; escaped quotes count as none. */
export function openQuote(before: string): string | null {
  let open: string | null = null;
  for (let at = 0; at < before.length; at++) {
    const char = before[at] ?? '';
    if (char === '\\') at += 1;
    else if (char === open) open = null;
    else if (open === null && (char === '"' || char === '`' || (char === "'" && !/[a-z]/i.test(before[at - 1] ?? ''))))
      open = char;
  }
  return open;
}
