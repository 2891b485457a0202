/** Lays the anchors of a ruleset out flat, by keyword, so that a hit leads to them by two array reads and the build can store them. */

import type { Ruleset } from '../../model/compiled-rule.ts';
import { unpackSets } from './byte-sets.ts';

/** The anchors of keyword k are those from `anchorStart[k]` to `anchorStart[k + 1] - 1`, in the arrays beside it. */
export type Layout = {
  readonly anchorStart: Int32Array;
  readonly anchorRule: Int32Array;
  readonly anchorMin: Int32Array;
  readonly anchorMax: Int32Array;
  /** The checks of anchor a are those from `checkStart[a]` to `checkStart[a + 1] - 1`. */
  readonly checkStart: Int32Array;
  readonly checkDistance: Int32Array;
  /** Where the set of a check begins in `sets`. */
  readonly checkSet: Int32Array;
  /** 256 entries a set. */
  readonly sets: Uint8Array;
  /** For each rule, how far behind the start of a match the token lies that every match holds, or `NO_TOKEN`. */
  readonly tokenReach: Int32Array;
  readonly tokenMin: Int32Array;
  /** Greatest length of a token that is a whole run, and where the set of its bytes begins in `sets`; 0 where it need not be one. */
  readonly tokenMax: Int32Array;
  readonly tokenSet: Int32Array;
  /** Where the sets begin that a match of rule r begins with: those from `headStart[r]` to `headStart[r + 1] - 1`. */
  readonly headStart: Int32Array;
  readonly headSet: Int32Array;
};

/** Of a rule whose matches need not hold a token. */
export const NO_TOKEN = -1;

/** Running sums of `counts`, with 0 before the first. */
function startsOf(counts: readonly number[]): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  counts.forEach((count, index) => {
    starts[index + 1] = (starts[index] ?? 0) + count;
  });
  return starts;
}

/** The layout of all anchors of `ruleset`; a keyword's anchors stand in the order of their rules. */
export function layOut({ rules, keywords, sets }: Ruleset): Layout {
  const anchors = rules.flatMap((rule, number) => rule.anchors.map(anchor => ({ ...anchor, rule: number })));
  anchors.sort((a, b) => a.keyword - b.keyword || a.rule - b.rule || a.min - b.min);
  const perKeyword = keywords.map(() => 0);
  for (const { keyword } of anchors) perKeyword[keyword] = (perKeyword[keyword] ?? 0) + 1;
  const checks = anchors.flatMap(anchor => anchor.checks);
  return {
    anchorStart: startsOf(perKeyword),
    anchorRule: Int32Array.from(anchors, anchor => anchor.rule),
    anchorMin: Int32Array.from(anchors, anchor => anchor.min),
    anchorMax: Int32Array.from(anchors, anchor => anchor.max),
    checkStart: startsOf(anchors.map(anchor => anchor.checks.length)),
    checkDistance: Int32Array.from(checks, check => check[0]),
    checkSet: Int32Array.from(checks, check => check[1] * 256),
    sets: unpackSets(sets),
    tokenReach: Int32Array.from(rules, ({ token, reach }) => (token === null ? NO_TOKEN : (reach ?? NO_TOKEN))),
    tokenMin: Int32Array.from(rules, ({ token }) => token?.min ?? 0),
    tokenMax: Int32Array.from(rules, ({ token }) => token?.whole?.max ?? 0),
    tokenSet: Int32Array.from(rules, ({ token }) => (token?.whole?.set ?? 0) * 256),
    headStart: startsOf(rules.map(({ head }) => head.length)),
    headSet: Int32Array.from(
      rules.flatMap(({ head }) => head),
      set => set * 256,
    ),
  };
}
