/** What the compiler makes of a rule: plain data that loads without YAML, without a regex parser and without compiling a regex. */

import type { RuleSummary } from './rule.ts';

/** What must stand at fixed distances around a keyword: pairs of (distance from the keyword's start, number of a byte set). */
export type Check = readonly [distance: number, set: number];

/** One place where a keyword stands in a rule's matches. */
export type Anchor = {
  readonly keyword: number;
  /** Bytes from the start of the match to the start of the keyword, least and most. */
  readonly min: number;
  readonly max: number;
  readonly checks: readonly Check[];
};

/** At least `min` characters in a row, `SHORTEST_TOKEN` or more, of tokens. */
export type HeldToken = {
  readonly min: number;
  /** They are a whole run, with no token character at either end: then it has at most `max` characters, all of this byte set. */
  readonly whole: { readonly max: number; readonly set: number } | null;
};

/** At most `max` bytes of a set from `offset` bytes behind the start of a match on, and then one of `stop`, which the set has none of. */
export type LeadStretch = {
  readonly offset: number;
  readonly set: number;
  readonly max: number;
  readonly stop: number;
};

export type CompiledRule = RuleSummary & {
  readonly origin: 'built-in' | 'user';
  /** For `new RegExp(source, 'my')`. */
  readonly source: string;
  /** The group that holds the secret; 0 is the whole match. */
  readonly secretGroup: number;
  readonly entropy: number;
  readonly paths: readonly string[];
  readonly checksum?: string;
  /** True for a value found beside a service's name: the name is judged too. */
  readonly near: boolean;
  /** True where the pattern names characters beyond ASCII: it runs on decoded text. */
  readonly decoded: boolean;
  /** Greatest length of a match with what its look-aheads read, in bytes; null where there is no bound. */
  readonly reach: number | null;
  /** The token that every match holds: where there is none, the rule is not run. Null where nothing of the kind is certain. */
  readonly token: HeldToken | null;
  /** Numbers of the byte sets of the first bytes of every match, as far as they are certain. */
  readonly head: readonly number[];
  /** The first stretch of every match, where one look forward tells it. */
  readonly lead: LeadStretch | null;
  /** How many bytes before the match its look-behinds read. */
  readonly behind: number;
  /** Where keywords stand in a match. Empty where no bounded place is known: then the whole text is searched … */
  readonly anchors: readonly Anchor[];
  /** … if one of these keywords stands anywhere in it; always if there are none. */
  readonly gates: readonly number[];
};

/** What must be known of a rule that names paths before it is read. */
export type ScopedRule = Pick<CompiledRule, 'id' | 'paths'>;

export type Ruleset = {
  readonly rules: readonly CompiledRule[];
  readonly keywords: readonly string[];
  /** Byte sets that checks name by number: 64 hexadecimal digits each, lowest byte first. */
  readonly sets: readonly string[];
  readonly hash: string;
};
