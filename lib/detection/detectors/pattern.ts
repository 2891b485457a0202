/**
 * Finds what rules describe. The view holds the places of all keywords; a rule's regular expression is run sticky only
 * where one of its keywords stands at its distance and the bytes around it fit.
 */

import type { CompiledRule } from '../../model/compiled-rule.ts';
import type { Match } from '../../model/match.ts';
import type { PreparedRuleset } from '../ruleset/prepare.ts';
import type { TextView } from '../text-view.ts';
import { matchUnanchored } from './unanchored.ts';

/** Runs work under a time limit; null when the limit was reached. */
export type TimeLimit = <T>(work: () => T) => T | null;

export type PatternMatches = { readonly matches: Match[]; readonly timedOut: readonly CompiledRule[] };

type Raw = { readonly rule: number; readonly start: number; readonly found: RegExpExecArray };

/** Creates the detector; the returned function may be called for one chunk after the other. */
export function createPatternDetector(ruleset: PreparedRuleset, limit: TimeLimit) {
  /** Where each rule's last accepted match ended, as offsets in the whole text: matches of one rule do not overlap. */
  let ends = new Map<number, number>();

  return (view: TextView): PatternMatches => {
    if (!view.chunk.continued) ends = new Map();
    const raw = matchAnchored(ruleset, view);
    const { found, timedOut } = matchUnanchored(ruleset, view, limit);
    const all = [...raw, ...found].sort((a, b) => a.rule - b.rule || a.start - b.start);
    return { matches: all.filter(accept).map(each => toMatch(ruleset, each)), timedOut };

    function accept({ rule, start, found }: Raw): boolean {
      const { own, offset } = view.chunk;
      if (start < own.start || start >= own.end || start + offset < (ends.get(rule) ?? 0)) return false;
      ends.set(rule, start + offset + found[0].length);
      return true;
    }
  };
}

function matchAnchored(ruleset: PreparedRuleset, view: TextView): Raw[] {
  const { anchorStart, anchorRule, anchorMin, anchorMax, checkStart, checkDistance, checkSet, sets } = ruleset;
  const { bytes, hits } = view;
  const raw: Raw[] = [];
  for (let hit = 0; hit < hits.count; hit++) {
    const keyword = hits.keywords[hit] as number;
    const at = hits.starts[hit] as number;
    const last = anchorStart[keyword + 1] as number;
    next: for (let anchor = anchorStart[keyword] as number; anchor < last; anchor++) {
      const checkEnd = checkStart[anchor + 1] as number;
      for (let check = checkStart[anchor] as number; check < checkEnd; check++) {
        const byte = bytes[at + (checkDistance[check] as number)];
        if (byte === undefined || sets[(checkSet[check] as number) + byte] === 0) continue next;
      }
      const first = Math.max(0, at - (anchorMax[anchor] as number));
      for (let start = at - (anchorMin[anchor] as number); start >= first; start--) {
        runSticky(ruleset, anchorRule[anchor] as number, view, start, raw);
      }
    }
  }
  return raw;
}

function runSticky(ruleset: PreparedRuleset, rule: number, view: TextView, start: number, raw: Raw[]): void {
  const regex = ruleset.sticky(rule);
  regex.lastIndex = start;
  const found = regex.exec(view.latin1());
  if (found !== null) raw.push({ rule, start, found });
}

function toMatch(ruleset: PreparedRuleset, { rule: number, start, found }: Raw): Match {
  const rule = ruleset.rules[number] as CompiledRule;
  const [from, to] = found.indices?.[rule.secretGroup] ?? [start, start + found[0].length];
  const secret = found[rule.secretGroup] ?? found[0];
  return {
    rule,
    by: rule.origin === 'user' ? 'user' : rule.near ? 'near' : 'pattern',
    span: { start, end: start + found[0].length },
    secret: { start: from, end: to },
    name: rule.near ? found[0].slice(0, from - start) : null,
    entropy: rule.entropy,
    publicPrefix: rule.origin === 'user' || rule.near ? 0 : publicPrefix(ruleset, rule, secret),
  };
}

/** The longest keyword that the secret begins with, when enough stays hidden behind it. */
function publicPrefix(ruleset: PreparedRuleset, rule: CompiledRule, secret: string): number {
  const lower = secret.toLowerCase();
  const lengths = rule.anchors
    .map(anchor => ruleset.keywords[anchor.keyword] ?? '')
    .filter(keyword => lower.startsWith(keyword) && secret.length - keyword.length >= 12)
    .map(keyword => keyword.length);
  return Math.max(0, ...lengths);
}
