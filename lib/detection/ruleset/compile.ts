/** Compiles rules into a Ruleset: patterns rewritten, keywords placed, everything a scan needs as plain data. */

import type { Anchor, Check, CompiledRule, HeldToken, LeadStretch, Ruleset } from '../../model/compiled-rule.ts';
import { GateError } from '../../model/failure.ts';
import type { RuleSource } from '../../model/rule.ts';
import { sha256Hex } from '../../text/digest.ts';
import { SHORTEST_TOKEN } from '../../text/token-runs.ts';
import type { Place } from './anchors.ts';
import { headSets, inferKeywords, placeKeywords } from './anchors.ts';
import { addBoundaries } from './boundary.ts';
import { packSet } from './byte-sets.ts';
import { leadOf } from './lead.ts';
import { lintPattern } from './lint.ts';
import { hasPlainWords, nearKeywords, nearPattern, nearWords } from './near.ts';
import type { Item, Pattern } from './pattern.ts';
import { findFault, lengthOf, parsePattern } from './pattern.ts';
import { leastTokenRun, tokenShape } from './token-run.ts';

/** Numbers for distinct values, in the order of first use. */
type Interner = { readonly values: string[]; readonly number: (value: string) => number };

function createInterner(): Interner {
  const numbers = new Map<string, number>();
  const values: string[] = [];
  const number = (value: string): number => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, values.length);
    return values.push(value) - 1;
  };
  return { values, number };
}

/** The pattern that is really run: the near grammar or the token's boundaries around what the rule says. */
export function wholePattern(rule: RuleSource): string {
  if (rule.near.length > 0) return nearPattern(rule.near, rule.pattern);
  const anchored = rule.origin === 'built-in' && rule.anchored && !rule.pattern.includes('(?<secret>');
  return anchored ? addBoundaries(rule.pattern) : rule.pattern;
}

function parseRule(rule: RuleSource): Pattern {
  const own = findFault(rule.pattern);
  const whole = own === null ? wholePattern(rule) : rule.pattern;
  const fault = findFault(whole);
  if (fault !== null)
    throw new GateError(`${rule.file}:${rule.line}: rule ${rule.id} has an invalid pattern: ${fault}`);
  return parsePattern(whole);
}

/** Where look-behinds and look-aheads read beyond the match, greatest over all assertions of the pattern. */
function assertionReach(items: readonly Item[]): { behind: number; ahead: number } {
  const reaches = items.map(item => {
    if (item.kind === 'assertion') return { behind: item.behind, ahead: item.ahead };
    if (item.kind === 'repeat') return assertionReach([item.item]);
    return item.kind === 'group' ? assertionReach(item.alternatives.flat()) : { behind: 0, ahead: 0 };
  });
  return {
    behind: Math.max(0, ...reaches.map(reach => reach.behind)),
    ahead: Math.max(0, ...reaches.map(reach => reach.ahead)),
  };
}

const finite = (length: number): number | null => (length === Number.POSITIVE_INFINITY ? null : length);

/**
 * Where the keywords stand; null where that is not known. The match of a near rule begins with one of its words. A user's
 * rule that may take long to fail is not anchored: it runs once a text, under the time limit.
 */
function placesOf(rule: RuleSource, pattern: Pattern, keywords: readonly string[]): Place[] | null {
  if (rule.near.length > 0)
    return placeKeywords(parsePattern(nearWords(rule.near)).alternatives, nearKeywords(rule.near));
  if (pattern.decoded || keywords.length === 0) return null;
  if (rule.origin === 'user' && lintPattern(pattern.alternatives).length > 0) return null;
  return placeKeywords(pattern.alternatives, keywords);
}

/** The value of a near rule is a run of its own: the grammar lets no token character stand directly before or behind it. */
function heldToken(rule: RuleSource, pattern: Pattern, set: Interner): HeldToken | null {
  const value =
    rule.near.length > 0 && hasPlainWords(rule.near) ? tokenShape(parsePattern(rule.pattern).alternatives) : null;
  if (value !== null && value.min >= SHORTEST_TOKEN) {
    return { min: value.min, whole: { max: value.max, set: set.number(packSet(value.set)) } };
  }
  const min = leastTokenRun(pattern.alternatives);
  return min < SHORTEST_TOKEN ? null : { min, whole: null };
}

function leadStretch(pattern: Pattern, set: Interner): LeadStretch | null {
  const lead = leadOf(pattern.alternatives);
  return lead === null ? null : { ...lead, set: set.number(packSet(lead.set)), stop: set.number(packSet(lead.stop)) };
}

/** What is known of a rule by itself: its pattern and where the keywords stand in it. */
type Analysis = { readonly pattern: Pattern; readonly keywords: readonly string[]; readonly places: Place[] | null };

/** A rule is compiled alone, to check it, and with others; what does not depend on the others is found once. */
const ANALYSES = new WeakMap<RuleSource, Analysis>();

/** Throws GateError naming file and line for a pattern that is not a regular expression gate can run. */
export function analyseRule(rule: RuleSource): Analysis {
  const known = ANALYSES.get(rule);
  if (known !== undefined) return known;
  const pattern = parseRule(rule);
  const named = rule.near.length > 0 ? rule.near : rule.keywords;
  const keywords = named.length > 0 ? named : inferKeywords(pattern.alternatives);
  const analysis = { pattern, keywords, places: placesOf(rule, pattern, keywords) };
  ANALYSES.set(rule, analysis);
  return analysis;
}

function compileRule(rule: RuleSource, keyword: Interner, set: Interner): CompiledRule {
  const { pattern, keywords, places } = analyseRule(rule);
  const whole: Item = { kind: 'group', alternatives: pattern.alternatives, name: null };
  const { behind, ahead } = assertionReach([whole]);
  const anchors = (places ?? []).map(
    (place): Anchor => ({
      keyword: keyword.number(place.keyword),
      min: place.min,
      max: place.max,
      checks: [...place.checks].map(([distance, members]): Check => [distance, set.number(packSet(members))]),
    }),
  );
  return {
    id: rule.id,
    service: rule.service,
    description: rule.description,
    severity: rule.severity,
    confidence: rule.confidence,
    origin: rule.origin,
    source: pattern.source,
    secretGroup: pattern.secretGroup,
    entropy: rule.entropy,
    paths: rule.paths,
    ...(rule.checksum === undefined ? {} : { checksum: rule.checksum }),
    near: rule.near.length > 0,
    decoded: pattern.decoded,
    reach: finite(lengthOf([whole]).max + ahead),
    token: heldToken(rule, pattern, set),
    head: headSets(pattern.alternatives).map(members => set.number(packSet(members))),
    lead: leadStretch(pattern, set),
    behind: finite(behind) ?? 0,
    anchors,
    gates: anchors.length > 0 ? [] : keywords.map(word => keyword.number(word.toLowerCase())),
  };
}

/**
 * Compiles `rules`; `further` are keywords that other detectors want found in the same pass. Throws GateError naming file
 * and line for a pattern that is not a regular expression gate can run.
 */
export function compileRules(rules: readonly RuleSource[], further: readonly string[] = []): Ruleset {
  const keyword = createInterner();
  const set = createInterner();
  const compiled = rules.map(rule => compileRule(rule, keyword, set));
  for (const word of further) keyword.number(word);
  const hash = sha256Hex(JSON.stringify(compiled)).slice(0, 12);
  return { rules: compiled, keywords: keyword.values, sets: set.values, hash };
}
