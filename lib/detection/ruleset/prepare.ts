/** Lays a Ruleset out for scanning: flat arrays by keyword, byte sets unpacked, regular expressions made when first run. */

import type { Check, CompiledRule, Ruleset } from '../../model/compiled-rule.ts';
import type { Automaton } from '../../text/automaton.ts';

/** The anchors of keyword k are those from `anchorStart[k]` to `anchorStart[k + 1] - 1`, in the arrays beside it. */
export type PreparedRuleset = {
  readonly rules: readonly CompiledRule[];
  readonly keywords: readonly string[];
  readonly automaton: Automaton;
  readonly anchorStart: Int32Array;
  readonly anchorRule: Int32Array;
  readonly anchorMin: Int32Array;
  readonly anchorMax: Int32Array;
  /** The checks of anchor a are those from `checkStart[a]` to `checkStart[a + 1] - 1`. */
  readonly checkStart: Int32Array;
  readonly checkDistance: Int32Array;
  readonly checkSet: Int32Array;
  /** 256 entries a set. */
  readonly sets: Uint8Array;
  /** Numbers of the rules without anchors: they search the whole text when a keyword of theirs stands in it. */
  readonly unanchored: readonly number[];
  /** Sticky regular expression of a rule, with indices where its secret is a group. */
  readonly sticky: (rule: number) => RegExp;
};

function unpackSets(packed: readonly string[]): Uint8Array {
  const sets = new Uint8Array(packed.length * 256);
  packed.forEach((hex, number) => {
    const bits = Buffer.from(hex, 'hex');
    for (let code = 0; code < 256; code++) sets[number * 256 + code] = ((bits[code >> 3] ?? 0) >> (code & 7)) & 1;
  });
  return sets;
}

function layOutAnchors({ rules, keywords }: Ruleset) {
  const flat = rules.flatMap((rule, number) => rule.anchors.map(anchor => ({ ...anchor, rule: number })));
  flat.sort((a, b) => a.keyword - b.keyword || a.rule - b.rule || a.min - b.min);
  const anchorStart = new Int32Array(keywords.length + 1);
  for (const { keyword } of flat) anchorStart[keyword + 1] = (anchorStart[keyword + 1] ?? 0) + 1;
  for (let keyword = 0; keyword < keywords.length; keyword++) {
    anchorStart[keyword + 1] = (anchorStart[keyword + 1] ?? 0) + (anchorStart[keyword] ?? 0);
  }
  const checks: Check[] = flat.flatMap(anchor => anchor.checks);
  const checkStart = new Int32Array(flat.length + 1);
  flat.forEach((anchor, number) => {
    checkStart[number + 1] = (checkStart[number] ?? 0) + anchor.checks.length;
  });
  return {
    anchorStart,
    anchorRule: Int32Array.from(flat, anchor => anchor.rule),
    anchorMin: Int32Array.from(flat, anchor => anchor.min),
    anchorMax: Int32Array.from(flat, anchor => anchor.max),
    checkStart,
    checkDistance: Int32Array.from(checks, check => check[0]),
    checkSet: Int32Array.from(checks, check => check[1] * 256),
  };
}

/** The flags with which a rule's source is run; `d` only where the place of a group is needed. */
export const flagsOf = (rule: CompiledRule): string => (rule.secretGroup > 0 ? 'dm' : 'm');

/** Prepares a ruleset for scanning with the automaton of its keywords. */
export function prepareRuleset(ruleset: Ruleset, automaton: Automaton): PreparedRuleset {
  const { rules, keywords, sets } = ruleset;
  const compiled: RegExp[] = [];
  const sticky = (number: number): RegExp => {
    const rule = rules[number] as CompiledRule;
    const regex = compiled[number] ?? new RegExp(rule.source, `${flagsOf(rule)}y`);
    compiled[number] = regex;
    return regex;
  };
  const unanchored = rules.flatMap((rule, number) => (rule.anchors.length === 0 ? [number] : []));
  return { rules, keywords, automaton, ...layOutAnchors(ruleset), sets: unpackSets(sets), unanchored, sticky };
}
