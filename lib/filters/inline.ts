/**
 * Suppresses what a comment allows: `gate:allow`, `gate:allow rule-id`, `gate:allow rule-a, rule-b -- reason`, on the
 * finding's first or last line, or alone in a comment on the line above.
 */

import type { Filter } from '../model/candidate.ts';
import type { Suppression } from '../model/finding.ts';
import { matchesRuleId } from '../text/rule-glob.ts';
import type { FilterKind } from './filter.ts';

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

const LONGEST_REASON = 200;
/** A piece of a reason that may itself be a secret: it is not repeated in any output. */
const TOKEN_LIKE = /(?=[A-Za-z+_-]*\d)[\w+-]{16,}={0,2}/g;

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

/** A reason without the secret and without anything that looks like another one, at most LONGEST_REASON characters. */
function printReason(reason: string, secret: string): string {
  const masked = secret === '' ? reason : reason.replaceAll(secret, '…');
  return masked
    .replace(TOKEN_LIKE, '…')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, LONGEST_REASON);
}

const suppress: Filter = ({ finding, secret, lines }): Suppression | null => {
  const permits = [...permitsIn(lines.first, false), ...permitsIn(lines.last, false), ...permitsIn(lines.above, true)];
  const permit = permits.find(
    ({ rules }) => rules.length === 0 || rules.some(pattern => matchesRuleId(pattern, finding.ruleId)),
  );
  return permit === undefined ? null : { by: 'inline', reason: printReason(permit.reason, secret) };
};

export const inline: FilterKind = {
  description: '`gate:allow` in a comment on the line, or alone on the line above, with rules and a reason if wanted',
  compile: () => suppress,
};
