/** What a judge is: one small test of a value or its surroundings that moves a match's confidence or drops it. */

import type { Match } from '../../model/match.ts';
import type { TextView } from '../text-view.ts';

export type Verdict = {
  /** `note` moves nothing: it only tells. */
  readonly effect: 'drop' | 'lower' | 'raise' | 'note';
  readonly reason: string;
  /** A phrase for the finding's message, where the test says something that whoever reads the report should know. */
  readonly evidence?: string;
};

export type Subject = {
  readonly match: Match;
  readonly view: TextView;
  /** The secret, in latin1. */
  readonly value: string;
};

/** Says nothing (null) where its test does not apply. */
export type Judge = (subject: Subject) => Verdict | null;

export const drop = (reason: string): Verdict => ({ effect: 'drop', reason });
export const lower = (reason: string): Verdict => ({ effect: 'lower', reason });
export const raise = (reason: string): Verdict => ({ effect: 'raise', reason });
export const note = (reason: string): Verdict => ({ effect: 'note', reason });
