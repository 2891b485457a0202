/**
 * Runs the rules whose matches have no keyword at a bounded place: user rules without a keyword or without bounds, and
 * patterns that name characters beyond ASCII. They search the whole chunk, under a time limit.
 */

import type { CompiledRule } from '../../model/compiled-rule.ts';
import type { PreparedRuleset } from '../ruleset/prepare.ts';
import { flagsOf } from '../ruleset/prepare.ts';
import type { TextView } from '../text-view.ts';
import type { Raw, TimeLimit } from './raw-match.ts';
import { toRaw } from './raw-match.ts';

type Unanchored = { readonly found: readonly Raw[]; readonly timedOut: readonly CompiledRule[] };

const NONE: Unanchored = { found: [], timedOut: [] };

/** Runs every unanchored rule whose keywords stand in the text. `timedOut` names those that the limit stopped. */
export function matchUnanchored(
  ruleset: PreparedRuleset,
  view: TextView,
  limit: TimeLimit,
  admits: (rule: number) => boolean,
): Unanchored {
  if (ruleset.unanchored.length === 0) return NONE;
  const found: Raw[] = [];
  const timedOut: CompiledRule[] = [];
  const present = new Set(view.hits.keywords.subarray(0, view.hits.count));
  for (const number of ruleset.unanchored) {
    const rule = ruleset.rule(number);
    if (!admits(number)) continue;
    if (rule.gates.length > 0 && !rule.gates.some(gate => present.has(gate))) continue;
    const matches = limit(() => searchWhole(rule, view));
    if (matches === null) timedOut.push(rule);
    else for (const match of matches) found.push(toRaw(number, match, rule.secretGroup, 0));
  }
  return { found, timedOut };
}

function searchWhole(rule: CompiledRule, view: TextView): RegExpExecArray[] {
  const regex = new RegExp(rule.source, `${flagsOf(rule)}g`);
  const decoded = rule.decoded ? view.bytes.toString('utf8') : '';
  if (!rule.decoded || decoded.includes('\ufffd')) return notEmpty(view.latin1().matchAll(regex));
  return notEmpty(decoded.matchAll(regex)).map(match => toByteOffsets(match, decoded));
}

/** A match of nothing is no secret. */
const notEmpty = (matches: Iterable<RegExpExecArray>): RegExpExecArray[] =>
  [...matches].filter(match => match[0] !== '');

/** Rewrites a match in decoded text as one in latin1, where offsets are byte offsets. */
function toByteOffsets(match: RegExpExecArray, decoded: string): RegExpExecArray {
  const offset = (index: number): number => Buffer.byteLength(decoded.slice(0, index));
  const asLatin1 = (text: string): string => Buffer.from(text).toString('latin1');
  const { index, indices } = match;
  const groups = match.map(group => (group === undefined ? group : asLatin1(group)));
  const moved = indices?.map(pair => pair && ([offset(pair[0]), offset(pair[1])] as [number, number]));
  return Object.assign(groups, { index: offset(index), input: '', indices: moved }) as RegExpExecArray;
}
