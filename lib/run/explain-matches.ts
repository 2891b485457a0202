/** What became of each match on a line: what every judge said of it, and where its way ended. */

import type { Opinion } from '../detection/judges/index.ts';
import { judge } from '../detection/judges/index.ts';
import type { TextView } from '../detection/text-view.ts';
import { sliceOf } from '../detection/text-view.ts';
import type { ChunkResult } from '../engine/engine.ts';
import type { Judged } from '../engine/overlap.ts';
import { resolveOverlaps } from '../engine/overlap.ts';
import { createScope } from '../engine/scope.ts';
import type { ScopedRule } from '../model/compiled-rule.ts';
import type { Config } from '../model/config.ts';
import type { Match } from '../model/match.ts';
import type { Confidence } from '../model/severity.ts';
import { CONFIDENCES } from '../model/severity.ts';
import type { Position, Span } from '../model/span.ts';
import { maskSecret } from '../text/masking.ts';

/** `off`: the rule does not apply there. `overlapped`: a more specific match claims the text. `hidden`: below the threshold. */
export type Fate = 'off' | 'dropped' | 'overlapped' | 'hidden' | 'suppressed' | 'reported';

export type MatchWord = {
  readonly ruleId: string;
  readonly by: Match['by'];
  /** How the text was encoded that the match stands in; null where it stands there plainly. */
  readonly encoding: string | null;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly masked: string;
  /** What the rule says, and what the judges left of it; null when one dropped the match. */
  readonly ruleConfidence: Confidence;
  readonly confidence: Confidence | null;
  readonly opinions: readonly Opinion[];
  readonly fate: Fate;
  readonly reason: string;
};

type Outcome = readonly [fate: Fate, reason: string];

export type MatchContext = {
  readonly view: TextView;
  /** All matches of the chunk. */
  readonly matches: readonly Match[];
  /** Those in decoded text, which were judged there. */
  readonly decoded: readonly Judged[];
  readonly config: Config;
  readonly scoped: readonly ScopedRule[];
  /** What the engine made of the chunk. */
  readonly result: ChunkResult;
  readonly position: (offset: number) => Position;
};

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Suppressions and findings are told by rule and place: a finding does not point back to its match. */
function fateOfWinner({ match, confidence }: Judged, { config, result, position }: MatchContext): Outcome {
  const { minConfidence } = config;
  if (CONFIDENCES.indexOf(confidence) < CONFIDENCES.indexOf(minConfidence)) {
    return ['hidden', `its confidence ${confidence} is below ${minConfidence}, the least that is shown`];
  }
  const { line, column } = position(match.secret.start);
  const suppressed = result.suppressed.find(
    ({ finding: { ruleId, location } }) =>
      ruleId === match.rule.id && location.startLine === line && location.startColumn === column,
  );
  if (suppressed === undefined) return ['reported', `with confidence ${confidence}`];
  const { by, reason } = suppressed.suppression;
  return ['suppressed', `${by === 'inline' ? 'a comment allows it' : `the ${by} names it`}: ${reason}`];
}

/** A match with what was said of it. */
type Heard = Pick<MatchWord, 'confidence' | 'opinions' | 'encoding'> & { readonly match: Match };

function hearAll({ matches, decoded, view }: MatchContext): Heard[] {
  return [
    ...matches.map(match => ({ match, encoding: null, ...judge(match, view) })),
    ...decoded.map(({ match, confidence, evidence }) => ({
      ...{ match, confidence, opinions: [] },
      encoding: evidence ?? 'encoded',
    })),
  ];
}

function describe({ match, confidence, opinions, encoding }: Heard, [fate, reason]: Outcome, context: MatchContext) {
  const { view, position } = context;
  const [start, end] = [position(match.secret.start), position(match.secret.end)];
  return {
    ruleId: match.rule.id,
    by: match.by,
    encoding,
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    masked: maskSecret(sliceOf(view, match.secret), match.publicPrefix),
    ruleConfidence: match.rule.confidence,
    confidence,
    opinions,
    fate,
    reason,
  } satisfies MatchWord;
}

/** Explains the matches that touch `line`, in the order of their places. */
export function explainMatches(context: MatchContext, line: Span): MatchWord[] {
  const { config, scoped } = context;
  const scope = createScope(config.rules, scoped);
  const applies = ({ match }: Heard): boolean => scope.isOn(match.rule.id);
  const heard = hearAll(context);
  const judged = heard.flatMap((each): Judged[] =>
    each.confidence === null || !applies(each) ? [] : [{ match: each.match, confidence: each.confidence }],
  );
  const winners = resolveOverlaps(judged, config.minConfidence);
  const outcomeOf = (each: Heard): Outcome => {
    if (!applies(each)) return ['off', 'the configuration turns the rule off, or its paths do not fit'];
    const opinion = each.opinions.find(({ effect }) => effect === 'drop');
    if (opinion !== undefined) return ['dropped', opinion.reason];
    const winner = winners.find(({ match }) => match === each.match);
    if (winner !== undefined) return fateOfWinner(winner, context);
    const better = winners.find(({ match }) => overlaps(match.secret, each.match.secret))?.match.rule.id;
    return ['overlapped', `${better ?? 'another rule'} is more specific about the same text`];
  };
  return heard
    .filter(({ match: { span, secret } }) => overlaps(span, line) || overlaps(secret, line))
    .sort((a, b) => a.match.secret.start - b.match.secret.start || (a.match.rule.id < b.match.rule.id ? -1 : 1))
    .map(each => describe(each, outcomeOf(each), context));
}
