/**
 * gate's own comments: `gate:allow`, `gate:allow rule-id`, `gate:allow rule-a, rule-b -- reason`, on the finding's first or last
 * line, or alone in a comment on the line above.
 */

import type { Candidate } from '../model/candidate.ts';
import { matchesRuleId } from '../text/rule-glob.ts';
import type { Word } from './inline-word.ts';

const MARKER = 'gate:allow';
/** The marker as a word of its own: not in `delegate:allow`, `gate:allowed` or `gate:allow-list`. */
const MARKER_WORD = /(?<![\w:.]|\w-)gate:allow(?![\w:]|-\w)/g;

/** What ends a comment on its own line, whatever language it is. */
const CLOSER = /\*\/|--%?>|[#%?]\}|[%?]>|-\}|\*\)|\]\]|"""|'''/;

/** One rule id, or the beginning of one with `*`; a `*` that belongs to a closing sign is not part of it. */
const ENTRY = '(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:-?\\*(?!/|\\)))?|\\*(?!/|\\)))';
const RULE_LIST = new RegExp(`^\\s{1,20}(${ENTRY}(?:\\s{0,20},\\s{0,20}${ENTRY})*)(?![\\w*])`);
const REASON = /^\s{0,20}(?:--|[\u2013\u2014])\s{0,20}(.*)$/s;

/** What may stand before the marker where a line holds nothing but the comment: its opening signs. */
const OPENER =
  /^\s*(?:#+|\/\/+!?|--+|;+|%+|'|\{?\/\*+!?|\*|<!--+|<%--|\{#|\{-|\(\*|\{\{!(?:--)?|::|!|\.\.|"""|@?rem|dnl)\s*$/i;

/** One marker: which rules it names (empty: all) and why. */
type Permit = { readonly rules: readonly string[]; readonly reason: string };

/** Reads what stands behind the marker; null when it is neither a list of rules nor a reason. */
function readPermit(behind: string): Permit | null {
  const text = behind.slice(0, CLOSER.exec(behind)?.index);
  const [listed = '', list = ''] = RULE_LIST.exec(text) ?? [];
  const rest = text.slice(listed.length);
  const reason = REASON.exec(rest)?.[1];
  if (reason === undefined && /^\s*[\w*]/.test(rest)) return null;
  return {
    rules: list.split(',').flatMap(entry => entry.trim() || []),
    reason: reason?.trim() || 'no reason given',
  };
}

/** Whether the comment around a marker is all that a line holds. */
function isAlone(line: string, start: number): boolean {
  if (!OPENER.test(line.slice(0, start))) return false;
  const behind = line.slice(start + MARKER.length);
  const closer = CLOSER.exec(behind);
  return closer === null || /^\}{0,2}\s*$/.test(behind.slice(closer.index + closer[0].length));
}

/** What the markers in a line permit; of a line above, only where it holds nothing but the comment. */
function permitsIn(line: string, above: boolean): Permit[] {
  if (!line.includes(MARKER)) return [];
  const starts = [...line.matchAll(MARKER_WORD)].map(match => match.index);
  return starts
    .filter(start => !above || isAlone(line, start))
    .flatMap(start => readPermit(line.slice(start + MARKER.length)) ?? []);
}

/** What stands before a marker that is meant: the sign of a comment. Prose and code that speak of it have none there. */
const SIGNED = /(?:#|\/\/|\/\*|--|;|%|<!--|\{#|\(\*|^'|\brem)\s*$/i;

/** Whether a quote is open at the end of `text`: what follows is a string that only looks like a comment. */
const opensQuote = (text: string): boolean => ['"', "'", '`'].some(quote => text.split(quote).length % 2 === 0);

/** Whether a line holds a comment that is there to suppress something. */
export function hasPermit(line: string): boolean {
  return [...line.matchAll(MARKER_WORD)].some(({ index }) => {
    const before = line.slice(0, index);
    return SIGNED.test(before) && !opensQuote(before) && readPermit(line.slice(index + MARKER.length)) !== null;
  });
}

export const OWN_MARKER = MARKER;

/** What gate's own comments say about a finding; null when there is none that names its rule. */
export function readOwnComments({ finding, lines }: Candidate): Word | null {
  const { startLine, endLine } = finding.location;
  const permits = [
    ...permitsIn(lines.first, false).map(permit => ({ ...permit, line: startLine })),
    ...permitsIn(lines.last, false).map(permit => ({ ...permit, line: endLine })),
    ...permitsIn(lines.above, true).map(permit => ({ ...permit, line: startLine - 1 })),
  ];
  const permit = permits.find(
    ({ rules }) => rules.length === 0 || rules.some(pattern => matchesRuleId(pattern, finding.ruleId)),
  );
  return permit === undefined ? null : { line: permit.line, reason: permit.reason };
}
