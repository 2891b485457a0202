/** The judges, and which of them hear which matches. What a user's own rule finds is not judged. */

import type { Match } from '../../model/match.ts';
import type { Confidence } from '../../model/severity.ts';
import { CONFIDENCES } from '../../model/severity.ts';
import type { TextView } from '../text-view.ts';
import { sliceOf } from '../text-view.ts';
import { judgeAssignedValue } from './assigned-value.ts';
import { judgeChecksum } from './checksum.ts';
import { judgeEncodedText } from './encoded-text.ts';
import { judgeEntropyFloor } from './entropy-floor.ts';
import { judgeIdentifier } from './identifier.ts';
import type { Judge, Verdict } from './judge.ts';
import { judgeMonotone } from './monotone.ts';
import { judgeNearName, judgeValueName } from './name-words.ts';
import { judgePlaceholder } from './placeholder.ts';
import { judgeMixed, judgeShape } from './random-look.ts';
import { judgeWeakValue } from './weak-value.ts';

export const JUDGES = {
  placeholder: { hears: ['pattern', 'near', 'assignment', 'entropy'], judge: judgePlaceholder },
  monotone: { hears: ['pattern', 'near', 'assignment', 'entropy'], judge: judgeMonotone },
  'weak-value': { hears: ['pattern', 'near', 'entropy'], judge: judgeWeakValue },
  identifier: { hears: ['pattern', 'near', 'entropy'], judge: judgeIdentifier },
  'entropy-floor': { hears: ['pattern', 'near'], judge: judgeEntropyFloor },
  checksum: { hears: ['user', 'pattern', 'near'], judge: judgeChecksum },
  'near-name': { hears: ['near'], judge: judgeNearName },
  shape: { hears: ['entropy'], judge: judgeShape },
  'encoded-text': { hears: ['entropy'], judge: judgeEncodedText },
  'value-name': { hears: ['entropy'], judge: judgeValueName },
  'assigned-value': { hears: ['assignment'], judge: judgeAssignedValue },
  mixed: { hears: ['entropy'], judge: judgeMixed },
} as const satisfies Record<string, { hears: readonly Match['by'][]; judge: Judge }>;

export type Opinion = Verdict & { readonly judge: string };

export type Judgement = {
  /** Null when a judge dropped the match. */
  readonly confidence: Confidence | null;
  readonly opinions: readonly Opinion[];
  /** What a judge wants the finding to say beside its rule's description. */
  readonly evidence?: string;
};

function hearingOf(by: Match['by']): readonly (readonly [string, Judge])[] {
  return Object.entries(JUDGES).flatMap(([id, { hears, judge }]) =>
    (hears as readonly string[]).includes(by) ? [[id, judge] as const] : [],
  );
}

const PANELS = {
  user: hearingOf('user'),
  known: hearingOf('known'),
  pattern: hearingOf('pattern'),
  near: hearingOf('near'),
  assignment: hearingOf('assignment'),
  entropy: hearingOf('entropy'),
};

/** By how many grades a word moves the confidence. */
const STEPS = { raise: 1, note: 0, lower: -1 } as const;

/** Asks every judge that hears the match, up to the first that drops it. */
export function judge(match: Match, view: TextView): Judgement {
  const value = sliceOf(view, match.secret);
  const subject = { match, view, value };
  const opinions: Opinion[] = [];
  let grade = CONFIDENCES.indexOf(match.rule.confidence);
  for (const [id, ask] of PANELS[match.by]) {
    const verdict = ask(subject);
    if (verdict === null) continue;
    opinions.push({ judge: id, ...verdict });
    if (verdict.effect === 'drop') return { confidence: null, opinions };
    grade += STEPS[verdict.effect];
  }
  const confidence = CONFIDENCES[Math.min(CONFIDENCES.length - 1, Math.max(0, grade))] ?? 'low';
  const evidence = opinions.find(opinion => opinion.evidence !== undefined)?.evidence;
  return { confidence, opinions, ...(evidence === undefined ? {} : { evidence }) };
}
