/**
 * Finds what rules describe. The view holds the places of all keywords; a rule's regular expression is run sticky only
 * where one of its keywords stands at its distance and the bytes around it fit.
 */

import type { Chunk } from '../../model/chunk.ts';
import type { CompiledRule } from '../../model/compiled-rule.ts';
import type { Match } from '../../model/match.ts';
import type { Runs } from '../../text/token-runs.ts';
import type { Layout } from '../ruleset/layout.ts';
import { NO_TOKEN } from '../ruleset/layout.ts';
import { NEAR_BETWEEN } from '../ruleset/near.ts';
import type { PreparedRuleset } from '../ruleset/prepare.ts';
import type { TextView } from '../text-view.ts';
import { sliceOf } from '../text-view.ts';
import type { Raw, TimeLimit } from './raw-match.ts';
import { toRaw } from './raw-match.ts';
import { matchUnanchored } from './unanchored.ts';

/** Which rules apply to a path at all. Only those that name paths are asked about. */
export type RuleScope = {
  /** Whether one of them may be for this path: nearly always a quick no. */
  readonly mayCover: (path: string) => boolean;
  readonly covers: (rule: CompiledRule, path: string) => boolean;
};

const EVERYWHERE: RuleScope = { mayCover: () => true, covers: () => true };

export type PatternMatches = { readonly matches: Match[]; readonly timedOut: readonly CompiledRule[] };

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
export function createPatternDetector(ruleset: PreparedRuleset, limit: TimeLimit, scope: RuleScope = EVERYWHERE) {
  let past = NO_PAST;
  const admission = createAdmission(ruleset, scope);
  return (view: TextView): PatternMatches => {
    const { chunk, bytes } = view;
    if (!chunk.continued) past = NO_PAST;
    admission.enter(chunk.path, view.hits.count < FEW_HITS);
    const raw = matchAnchored(ruleset, view, admission);
    const { found, timedOut } = matchUnanchored(ruleset, view, limit, admission.admits);
    if (raw.length === 0 && found.length === 0) return { matches: [], timedOut };
    const all = [...raw, ...found].sort((a, b) => a.rule - b.rule || a.start - b.start);
    const accepted = dropOverlapping(all, chunk, past);
    if (chunk.own.end < bytes.length) past = remember(accepted, chunk, past);
    return { matches: accepted.map(each => toMatch(ruleset, view, each)), timedOut };
  };
}

/** Of the matches of each rule, sorted, those that do not overlap; before the own region, those that its owners accepted. */
function dropOverlapping(sorted: readonly Raw[], { own, offset }: Chunk, { ends, starts }: Past): Raw[] {
  const reached = new Map(ends);
  return sorted.filter(({ rule, start, end }) => {
    const at = start + offset;
    if (start < own.start) return starts.has(`${rule} ${at}`);
    if (at < (reached.get(rule) ?? 0)) return false;
    reached.set(rule, end + offset);
    return true;
  });
}

function remember(accepted: readonly Raw[], { own, offset }: Chunk, past: Past): Past {
  const owned = accepted.filter(({ start }) => start < own.end);
  const ends = new Map(past.ends);
  for (const { rule, end } of owned) ends.set(rule, end + offset);
  return { ends, starts: new Set(owned.map(({ rule, start }) => `${rule} ${start + offset}`)) };
}

function matchAnchored(ruleset: PreparedRuleset, view: TextView, admission: Admission): Raw[] {
  const { gateStart, scopedStart, gateDistance, gateSet, sets } = ruleset;
  const { bytes, hits } = view;
  const { keywords, starts, count } = hits;
  const { length } = bytes;
  const raw: Raw[] = [];
  const scoped = admission.open;
  for (let hit = 0; hit < count; hit++) {
    const keyword = keywords[hit] as number;
    const at = starts[hit] as number;
    const last = (scoped ? gateStart[keyword + 1] : scopedStart[keyword]) as number;
    for (let gate = gateStart[keyword] as number; gate < last; gate++) {
      const index = at + (gateDistance[gate] as number);
      if (index < 0 || index >= length) continue;
      if (sets[(gateSet[gate] as number) + (bytes[index] as number)] === 0) continue;
      tryAnchors(ruleset, view, gate, hit, admission, raw);
    }
  }
  return raw;
}

/** Runs the rules of those anchors behind a gate around which the bytes fit. */
function tryAnchors(
  ruleset: PreparedRuleset,
  view: TextView,
  gate: number,
  hit: number,
  admission: Admission,
  raw: Raw[],
): void {
  const { gateAnchor, checkStart, checkDistance, checkSet, sets } = ruleset;
  const { bytes } = view;
  const { length } = bytes;
  const at = view.hits.starts[hit] as number;
  const last = gateAnchor[gate + 1] as number;
  next: for (let anchor = gateAnchor[gate] as number; anchor < last; anchor++) {
    const checkEnd = checkStart[anchor + 1] as number;
    for (let check = checkStart[anchor] as number; check < checkEnd; check++) {
      const index = at + (checkDistance[check] as number);
      if (index < 0 || index >= length) continue next;
      if (sets[(checkSet[check] as number) + (bytes[index] as number)] === 0) continue next;
    }
    runAnchor(ruleset, view, anchor, hit, admission, raw);
  }
}

/** Whether the token that every match of `rule` holds stands between `from` and `to`. */
function holdsToken(layout: Layout, rule: number, view: TextView, from: number, to: number): boolean {
  const min = layout.tokenMin[rule] as number;
  const runs = view.runs();
  for (let run = firstRun(runs, from + min); run < runs.length; run += 2) {
    const start = runs[run] as number;
    const end = runs[run + 1] as number;
    if (start + min > to) return false;
    if (Math.min(end, to) - Math.max(start, from) >= min) return true;
  }
  return false;
}

/** Whether the whole run that is the value of the near rule `rule` stands between `from`, the end of its keyword, and `to`. */
function holdsValue(layout: Layout, rule: number, view: TextView, from: number, to: number): boolean {
  const min = layout.tokenMin[rule] as number;
  const max = layout.tokenMax[rule] as number;
  const set = layout.tokenSet[rule] as number;
  const { bytes } = view;
  const runs = view.runs();
  for (let run = firstRun(runs, from + min); run < runs.length; run += 2) {
    const start = runs[run] as number;
    const end = runs[run + 1] as number;
    if (end > to) return false;
    if (start < from || end - start < min || end - start > max) continue;
    if (isOfSet(layout.sets, set, bytes, start, end) && NEAR_BETWEEN.test(bytes.toString('latin1', from, start)))
      return true;
  }
  return false;
}

/** The index of the first run that ends at `least` or behind it. */
function firstRun(runs: Runs, least: number): number {
  let low = 0;
  let high = runs.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[2 * middle + 1] as number) < least) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

function isOfSet(sets: Uint8Array, set: number, bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (sets[set + (bytes[at] as number)] === 0) return false;
  return true;
}

/** Whether the bytes at `start` may begin a match of `rule`. */
function mayBegin({ headStart, headSet, sets }: Layout, rule: number, bytes: Uint8Array, start: number): boolean {
  const first = headStart[rule] as number;
  const count = (headStart[rule + 1] as number) - first;
  if (start + count > bytes.length) return false;
  for (let index = 0; index < count; index++) {
    if (sets[(headSet[first + index] as number) + (bytes[start + index] as number)] === 0) return false;
  }
  return true;
}

/** Whether the first stretch of a match of `rule` that begins at `start` ends as it must; true where none is known. */
function mayGoOn(layout: Layout, rule: number, bytes: Uint8Array, start: number): boolean {
  const max = layout.leadMax[rule] as number;
  if (max === 0) return true;
  const { sets } = layout;
  const set = layout.leadSet[rule] as number;
  let at = start + (layout.leadOffset[rule] as number);
  const last = Math.min(at + max, bytes.length - 1);
  while (at < last && sets[set + (bytes[at] as number)] === 1) at += 1;
  return at <= last && sets[(layout.leadStop[rule] as number) + (bytes[at] as number)] === 1;
}

/** Runs the rule of an anchor wherever its match may begin. Whether the rule is for this path is asked last: it has to be read for that. */
function runAnchor(
  ruleset: PreparedRuleset,
  view: TextView,
  anchor: number,
  hit: number,
  { open, admits }: Admission,
  raw: Raw[],
): void {
  const rule = ruleset.anchorRule[anchor] as number;
  const at = view.hits.starts[hit] as number;
  const first = Math.max(0, at - (ruleset.anchorMax[anchor] as number));
  const last = at - (ruleset.anchorMin[anchor] as number);
  const reach = ruleset.tokenReach[rule] as number;
  if (reach !== NO_TOKEN) {
    const keyword = view.hits.keywords[hit] as number;
    const end = at + (ruleset.automaton.lengths[keyword] as number);
    const holds =
      ruleset.tokenMax[rule] === 0
        ? holdsToken(ruleset, rule, view, first, last + reach)
        : holdsValue(ruleset, rule, view, end, last + reach);
    if (!holds) return;
  }
  for (let start = last; start >= first; start--) {
    if (!mayBegin(ruleset, rule, view.bytes, start) || !mayGoOn(ruleset, rule, view.bytes, start)) continue;
    if (!open || admits(rule)) runSticky(ruleset, rule, view, start, raw);
  }
}

/** Texts up to this are decoded once and whole; of longer ones only the stretch that a rule can reach is. */
const WHOLE_TEXT = 2048;

function runSticky(ruleset: PreparedRuleset, number: number, view: TextView, start: number, raw: Raw[]): void {
  const { bytes } = view;
  const { reach, behind, secretGroup } = ruleset.rule(number);
  const whole = bytes.length <= WHOLE_TEXT || reach === null;
  const from = whole ? 0 : Math.max(0, start - behind - 1);
  const text = whole ? view.latin1() : bytes.toString('latin1', from, Math.min(bytes.length, start + reach + 1));
  const regex = ruleset.sticky(number);
  regex.lastIndex = start - from;
  const found = regex.exec(text);
  if (found !== null) raw.push(toRaw(number, found, secretGroup, from));
}

type Admission = {
  readonly enter: (path: string, few: boolean) => void;
  /** Whether any rule that names paths may be for this path. */
  open: boolean;
  readonly admits: (rule: number) => boolean;
};

/** With fewer hits a rule's own scope is asked where it comes to that: what tells most paths from those of all scopes takes its time to make. */
const FEW_HITS = 256;

/** Asks a rule's scope once a chunk, and only where some rule may be for its path alone. */
function createAdmission(ruleset: PreparedRuleset, { mayCover, covers }: RuleScope): Admission {
  const answers = new Int8Array(ruleset.count);
  const asked: number[] = [];
  let path = '';
  const ask = (number: number): boolean => {
    const rule = ruleset.rule(number);
    return rule.paths.length === 0 || (admission.open && covers(rule, path));
  };
  const admission: Admission = {
    open: false,
    enter: (entered, few) => {
      for (const rule of asked) answers[rule] = 0;
      asked.length = 0;
      path = entered;
      admission.open = few || mayCover(path);
    },
    admits: rule => {
      if (answers[rule] === 0) {
        asked.push(rule);
        answers[rule] = ask(rule) ? 1 : -1;
      }
      return answers[rule] === 1;
    },
  };
  return admission;
}

function toMatch(ruleset: PreparedRuleset, view: TextView, { rule: number, start, end, secret }: Raw): Match {
  const rule = ruleset.rule(number);
  const mayShow = rule.origin !== 'user' && !rule.near;
  return {
    rule,
    by: rule.origin === 'user' ? 'user' : rule.near ? 'near' : 'pattern',
    span: { start, end },
    secret,
    name: rule.near ? sliceOf(view, { start, end: secret.start }) : null,
    entropy: rule.entropy,
    ...(rule.checksum === undefined ? {} : { checksum: rule.checksum }),
    publicPrefix: mayShow ? publicPrefix(ruleset, rule, sliceOf(view, secret)) : 0,
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
