/** Of matches that claim the same text, keeps the most specific: one secret is one finding. */

import type { Match } from '../model/match.ts';
import type { Confidence } from '../model/severity.ts';
import { CONFIDENCES } from '../model/severity.ts';

export type Judged = { readonly match: Match; readonly confidence: Confidence; readonly evidence?: string };

const SPECIFIC: readonly Match['by'][] = ['user', 'known', 'pattern', 'near', 'assignment', 'entropy'];

const lengthOf = ({ match }: Judged): number => match.secret.end - match.secret.start;
const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The more specific first: what will be shown before what is hidden, then by detector, confidence, whether the secret
 * itself begins with what identifies it, length and id.
 */
function compareSpecific(least: number): (a: Judged, b: Judged) => number {
  const grade = ({ confidence }: Judged): number => CONFIDENCES.indexOf(confidence);
  const shown = (judged: Judged): number => (grade(judged) >= least ? 0 : 1);
  return (a, b) =>
    shown(a) - shown(b) ||
    SPECIFIC.indexOf(a.match.by) - SPECIFIC.indexOf(b.match.by) ||
    grade(b) - grade(a) ||
    Math.sign(b.match.publicPrefix) - Math.sign(a.match.publicPrefix) ||
    lengthOf(b) - lengthOf(a) ||
    compareIds(a.match.rule.id, b.match.rule.id);
}

/** Splits matches sorted by start into groups that hang together by overlapping secrets. */
function groupOverlapping(sorted: readonly Judged[]): Judged[][] {
  const groups: Judged[][] = [];
  let end = -1;
  for (const judged of sorted) {
    const { secret } = judged.match;
    if (secret.start < end) groups.at(-1)?.push(judged);
    else groups.push([judged]);
    end = Math.max(end, secret.end);
  }
  return groups;
}

/** Removes from `judged` every match whose secret overlaps that of a more specific one. Returns them by place. */
export function resolveOverlaps(judged: readonly Judged[], minConfidence: Confidence): Judged[] {
  const byPlace = (a: Judged, b: Judged): number =>
    a.match.secret.start - b.match.secret.start || compareIds(a.match.rule.id, b.match.rule.id);
  const compare = compareSpecific(CONFIDENCES.indexOf(minConfidence));
  const kept = groupOverlapping([...judged].sort(byPlace)).flatMap(group => {
    const winners: Judged[] = [];
    for (const one of group.sort(compare)) {
      const { start, end } = one.match.secret;
      if (winners.every(({ match }) => match.secret.end <= start || match.secret.start >= end)) winners.push(one);
    }
    return winners;
  });
  return kept.sort(byPlace);
}
