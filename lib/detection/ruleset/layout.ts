/** Lays the anchors of a ruleset out flat, by keyword, so that a hit leads to them by two array reads and the build can store them. */

import type { Anchor, Ruleset } from '../../model/compiled-rule.ts';
import { packSet, unpackSets } from './byte-sets.ts';
import type { Gate } from './gates.ts';
import { gatherAnchors, shareOf } from './gates.ts';

/** The anchors of keyword k are those from `anchorStart[k]` to `anchorStart[k + 1] - 1`, in the arrays beside it. */
export type Layout = {
  readonly anchorStart: Int32Array;
  readonly anchorRule: Int32Array;
  readonly anchorMin: Int32Array;
  readonly anchorMax: Int32Array;
  /**
   * The gates of keyword k are those from `gateStart[k]` to `gateStart[k + 1] - 1`; those from `scopedStart[k]` on lead to
   * rules that name paths, and to no others.
   */
  readonly gateStart: Int32Array;
  readonly scopedStart: Int32Array;
  /** Where a byte of the gate's set must stand, from the start of the keyword, and where that set begins in `sets`. */
  readonly gateDistance: Int32Array;
  readonly gateSet: Int32Array;
  /** The anchors behind gate g are those from `gateAnchor[g]` to `gateAnchor[g + 1] - 1`. */
  readonly gateAnchor: Int32Array;
  /** The checks of anchor a are those from `checkStart[a]` to `checkStart[a + 1] - 1`, the one that fewest bytes pass first. */
  readonly checkStart: Int32Array;
  readonly checkDistance: Int32Array;
  /** Where the set of a check begins in `sets`. */
  readonly checkSet: Int32Array;
  /** 256 entries a set: first those of the ruleset, then those of gates that are none of them. */
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
  /** For each rule, the most bytes of the first stretch of its matches; 0 where none is told. */
  readonly leadMax: Int32Array;
  /** Where the stretch begins in a match, and where the sets of its bytes and of the one behind it begin in `sets`. */
  readonly leadOffset: Int32Array;
  readonly leadSet: Int32Array;
  readonly leadStop: Int32Array;
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

type PlacedAnchor = Anchor & { readonly rule: number };

/** The anchors of every keyword, in the order of their rules. */
function anchorsByKeyword({ rules, keywords }: Ruleset): PlacedAnchor[][] {
  const byKeyword = keywords.map((): PlacedAnchor[] => []);
  rules.forEach((rule, number) => {
    for (const anchor of rule.anchors) byKeyword[anchor.keyword]?.push({ ...anchor, rule: number });
  });
  return byKeyword;
}

/** Byte sets by their numbers, and numbers for sets that gates unite. */
function createSets(packed: readonly string[]) {
  const unpacked = unpackSets(packed);
  const numbers = new Map(packed.map((set, number) => [set, number]));
  const added: string[] = [];
  const setOf = (number: number): Uint8Array => unpacked.subarray(number * 256, (number + 1) * 256);
  const numberOf = (set: Uint8Array): number => {
    const key = packSet(set);
    const number = numbers.get(key) ?? packed.length + added.push(key) - 1;
    numbers.set(key, number);
    return number;
  };
  const all = (): Uint8Array => {
    const sets = new Uint8Array(unpacked.length + added.length * 256);
    sets.set(unpacked);
    sets.set(unpackSets(added), unpacked.length);
    return sets;
  };
  return { setOf, numberOf, all };
}

/** The gates of every keyword, first those of rules for all paths. */
function layGates(ruleset: Ruleset, { setOf, numberOf }: ReturnType<typeof createSets>) {
  const { rules } = ruleset;
  const isScoped = ({ rule }: PlacedAnchor): boolean => (rules[rule]?.paths.length ?? 0) > 0;
  const gates = anchorsByKeyword(ruleset).map(anchors => {
    const open = gatherAnchors(
      anchors.filter(anchor => !isScoped(anchor)),
      setOf,
    );
    return { open, scoped: gatherAnchors(anchors.filter(isScoped), setOf) };
  });
  const all: Gate<PlacedAnchor>[] = gates.flatMap(({ open, scoped }) => [...open, ...scoped]);
  const gateStart = startsOf(gates.map(({ open, scoped }) => open.length + scoped.length));
  return {
    anchors: all.flatMap(gate => gate.anchors),
    gateStart,
    scopedStart: Int32Array.from(gates, ({ open }, keyword) => (gateStart[keyword] ?? 0) + open.length),
    gateDistance: Int32Array.from(all, gate => gate.distance),
    gateSet: Int32Array.from(all, gate => numberOf(gate.set) * 256),
    gateAnchor: startsOf(all.map(gate => gate.anchors.length)),
  };
}

/** The layout of all anchors of `ruleset`; a keyword's anchors stand in the order of their gates, then of their rules. */
export function layOut(ruleset: Ruleset): Layout {
  const { rules, keywords } = ruleset;
  const sets = createSets(ruleset.sets);
  const { anchors, ...gates } = layGates(ruleset, sets);
  const perKeyword = keywords.map(() => 0);
  for (const { keyword } of anchors) perKeyword[keyword] = (perKeyword[keyword] ?? 0) + 1;
  const shares = ruleset.sets.map((_, number) => shareOf(sets.setOf(number)));
  const rarestFirst = ({ checks }: Anchor) =>
    [...checks].sort(([, one], [, other]) => (shares[one] ?? 0) - (shares[other] ?? 0));
  const checks = anchors.flatMap(rarestFirst);
  return {
    ...gates,
    anchorStart: startsOf(perKeyword),
    anchorRule: Int32Array.from(anchors, anchor => anchor.rule),
    anchorMin: Int32Array.from(anchors, anchor => anchor.min),
    anchorMax: Int32Array.from(anchors, anchor => anchor.max),
    checkStart: startsOf(anchors.map(anchor => anchor.checks.length)),
    checkDistance: Int32Array.from(checks, check => check[0]),
    checkSet: Int32Array.from(checks, check => check[1] * 256),
    sets: sets.all(),
    tokenReach: Int32Array.from(rules, ({ token, reach }) => (token === null ? NO_TOKEN : (reach ?? NO_TOKEN))),
    tokenMin: Int32Array.from(rules, ({ token }) => token?.min ?? 0),
    tokenMax: Int32Array.from(rules, ({ token }) => token?.whole?.max ?? 0),
    tokenSet: Int32Array.from(rules, ({ token }) => (token?.whole?.set ?? 0) * 256),
    headStart: startsOf(rules.map(({ head }) => head.length)),
    headSet: Int32Array.from(
      rules.flatMap(({ head }) => head),
      set => set * 256,
    ),
    leadMax: Int32Array.from(rules, ({ lead }) => lead?.max ?? 0),
    leadOffset: Int32Array.from(rules, ({ lead }) => lead?.offset ?? 0),
    leadSet: Int32Array.from(rules, ({ lead }) => (lead?.set ?? 0) * 256),
    leadStop: Int32Array.from(rules, ({ lead }) => (lead?.stop ?? 0) * 256),
  };
}
