/** What running a rule's regular expression gives, before it is a Match. */

import type { Span } from '../../model/span.ts';

/** Runs work under a time limit; null when the limit was reached. */
export type TimeLimit = <T>(work: () => T) => T | null;

/** A match of one rule; offsets are those in the chunk. */
export type Raw = { readonly rule: number; readonly start: number; readonly end: number; readonly secret: Span };

/** `from` is where the text that was searched begins in the chunk. */
export function toRaw(rule: number, found: RegExpExecArray, secretGroup: number, from: number): Raw {
  const start = found.index + from;
  const end = start + found[0].length;
  const [first, last] = found.indices?.[secretGroup] ?? [found.index, found.index + found[0].length];
  return { rule, start, end, secret: { start: first + from, end: last + from } };
}
