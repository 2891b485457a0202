/**
 * Finds what rules describe. The view holds the places of all keywords; a rule's regular expression is run sticky only
 * where one of its keywords stands at its distance and the bytes around it fit.
 */

import type { Chunk } from '../../model/chunk.ts';
import type { CompiledRule } from '../../model/compiled-rule.ts';
import type { Match } from '../../model/match.ts';
import type { PreparedRuleset } from '../ruleset/prepare.ts';
import type { TextView } from '../text-view.ts';
import { matchUnanchored } from './unanchored.ts';

/** Runs work under a time limit; null when the limit was reached. */
export type TimeLimit = <T>(work: () => T) => T | null;

export type PatternMatches = { readonly matches: Match[]; readonly timedOut: readonly CompiledRule[] };

type Raw = { readonly rule: number; readonly start: number; readonly found: RegExpExecArray };

/** What earlier pieces of a text leave to the next; offsets are those in the whole text. */
type Past = {
  /** Where each rule's last match ended: matches of one rule do not overlap. */
  readonly ends: ReadonlyMap<number, number>;
  /** `rule start` of the matches that lie in the context of the next piece. */
  readonly starts: ReadonlySet<string>;
};

const NO_PAST: Past = { ends: new Map(), starts: new Set() };

/**
 * Creates the detector; the returned function may be called for one chunk after the other. Matches that begin in a chunk's
 * context are among what it returns: who reports a match must know what lies around it.
 */
export function createPatternDetector(ruleset: PreparedRuleset, limit: TimeLimit) {
  let past = NO_PAST;
  return (view: TextView): PatternMatches => {
    const { chunk, bytes } = view;
    if (!chunk.continued) past = NO_PAST;
    const raw = matchAnchored(ruleset, view);
    const { found, timedOut } = matchUnanchored(ruleset, view, limit);
    if (raw.length === 0 && found.length === 0) return { matches: [], timedOut };
    const all = [...raw, ...found].sort((a, b) => a.rule - b.rule || a.start - b.start);
    const accepted = dropOverlapping(all, chunk, past);
    if (chunk.own.end < bytes.length) past = remember(accepted, chunk, past);
    return { matches: accepted.map(each => toMatch(ruleset, each)), timedOut };
  };
}

/** Of the matches of each rule, sorted, those that do not overlap; before the own region, those that its owners accepted. */
function dropOverlapping(sorted: readonly Raw[], { own, offset }: Chunk, { ends, starts }: Past): Raw[] {
  const reached = new Map(ends);
  return sorted.filter(({ rule, start, found }) => {
    const at = start + offset;
    if (start < own.start) return starts.has(`${rule} ${at}`);
    if (at < (reached.get(rule) ?? 0)) return false;
    reached.set(rule, at + found[0].length);
    return true;
  });
}

function remember(accepted: readonly Raw[], { own, offset }: Chunk, past: Past): Past {
  const owned = accepted.filter(({ start }) => start < own.end);
  const ends = new Map(past.ends);
  for (const { rule, start, found } of owned) ends.set(rule, start + offset + found[0].length);
  return { ends, starts: new Set(owned.map(({ rule, start }) => `${rule} ${start + offset}`)) };
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
  const rule = ruleset.rule(number);
  const [from, to] = found.indices?.[rule.secretGroup] ?? [start, start + found[0].length];
  const secret = found[rule.secretGroup] ?? found[0];
  return {
    rule,
    by: rule.origin === 'user' ? 'user' : rule.near ? 'near' : 'pattern',
    span: { start, end: start + found[0].length },
    secret: { start: from, end: to },
    name: rule.near ? found[0].slice(0, from - start) : null,
    entropy: rule.entropy,
    ...(rule.checksum === undefined ? {} : { checksum: rule.checksum }),
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
