/** Which keywords stand on a line, which rules were tried there, and how far each of them came. */

import type { PreparedRuleset } from '../detection/ruleset/prepare.ts';
import type { TextView } from '../detection/text-view.ts';
import type { Position, Span } from '../model/span.ts';

/** `surroundings`: the bytes around the keyword cannot be a match's; `pattern`: the regular expression does not match there. */
export type TrialStage = 'surroundings' | 'pattern' | 'matched' | 'whole text';

export type KeywordWord = {
  readonly keyword: string;
  readonly column: number;
  /** By rule id in code-unit order. */
  readonly rules: readonly { readonly ruleId: string; readonly stage: TrialStage }[];
};

const ORDER: readonly TrialStage[] = ['surroundings', 'pattern', 'whole text', 'matched'];

function fits(ruleset: PreparedRuleset, { bytes }: TextView, anchor: number, at: number): boolean {
  const { checkStart, checkDistance, checkSet, sets } = ruleset;
  for (let check = checkStart[anchor] ?? 0; check < (checkStart[anchor + 1] ?? 0); check++) {
    const byte = bytes[at + (checkDistance[check] ?? 0)];
    if (byte === undefined || sets[(checkSet[check] ?? 0) + byte] === 0) return false;
  }
  return true;
}

function tryAnchor(ruleset: PreparedRuleset, view: TextView, anchor: number, at: number): TrialStage {
  if (!fits(ruleset, view, anchor, at)) return 'surroundings';
  const regex = ruleset.sticky(ruleset.anchorRule[anchor] ?? 0);
  const first = Math.max(0, at - (ruleset.anchorMax[anchor] ?? 0));
  for (let start = at - (ruleset.anchorMin[anchor] ?? 0); start >= first; start--) {
    regex.lastIndex = start;
    if (regex.test(view.latin1())) return 'matched';
  }
  return 'pattern';
}

function tryRules(ruleset: PreparedRuleset, view: TextView, keyword: number, at: number): KeywordWord['rules'] {
  const furthest = new Map<string, TrialStage>();
  const note = (ruleId: string, stage: TrialStage): void => {
    const before = furthest.get(ruleId);
    if (before === undefined || ORDER.indexOf(stage) > ORDER.indexOf(before)) furthest.set(ruleId, stage);
  };
  for (let anchor = ruleset.anchorStart[keyword] ?? 0; anchor < (ruleset.anchorStart[keyword + 1] ?? 0); anchor++) {
    note(ruleset.rule(ruleset.anchorRule[anchor] ?? 0).id, tryAnchor(ruleset, view, anchor, at));
  }
  for (const number of ruleset.unanchored) {
    const { id, gates } = ruleset.rule(number);
    if (gates.includes(keyword)) note(id, 'whole text');
  }
  return [...furthest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([ruleId, stage]) => ({ ruleId, stage }));
}

export type KeywordContext = {
  readonly ruleset: PreparedRuleset;
  readonly view: TextView;
  readonly position: (offset: number) => Position;
  /** Whether a stretch may be named. */
  readonly shows: (span: Span) => boolean;
};

/** The keywords that begin on the line in `line`, in the order of their places, and how many more lie in hidden text. */
export function tryKeywords({ ruleset, view, position, shows }: KeywordContext, line: Span) {
  const { hits } = view;
  const found: { readonly at: number; readonly word: KeywordWord }[] = [];
  let hiddenKeywords = 0;
  for (let hit = 0; hit < hits.count; hit++) {
    const at = hits.starts[hit] ?? 0;
    const number = hits.keywords[hit] ?? 0;
    if (at < line.start || at >= line.end) continue;
    const keyword = view.bytes.toString('latin1', at, at + (ruleset.automaton.lengths[number] ?? 0)).toLowerCase();
    if (!shows({ start: at, end: at + keyword.length })) hiddenKeywords += 1;
    else found.push({ at, word: { keyword, column: position(at).column, rules: tryRules(ruleset, view, number, at) } });
  }
  found.sort((a, b) => a.at - b.at || b.word.keyword.length - a.word.keyword.length);
  return { keywords: found.map(({ word }) => word), hiddenKeywords };
}
