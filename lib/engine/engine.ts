/** One chunk in, findings out: the only place where detectors, judges and filters meet. */

import { NAME_KEYWORDS } from '../detection/assignment/keywords.ts';
import { createAssignmentDetector } from '../detection/detectors/assignments.ts';
import { detectEntropy } from '../detection/detectors/entropy.ts';
import { createKnownValueDetector } from '../detection/detectors/known-values.ts';
import type { RuleScope } from '../detection/detectors/pattern.ts';
import { createPatternDetector } from '../detection/detectors/pattern.ts';
import type { TimeLimit } from '../detection/detectors/raw-match.ts';
import { judge } from '../detection/judges/index.ts';
import type { PreparedRuleset } from '../detection/ruleset/prepare.ts';
import type { TextView } from '../detection/text-view.ts';
import { createView } from '../detection/text-view.ts';
import { OWN_MARKER } from '../filters/gate-allow.ts';
import type { Filter } from '../model/candidate.ts';
import type { Chunk } from '../model/chunk.ts';
import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { KnownValue } from '../model/known-value.ts';
import type { Match } from '../model/match.ts';
import type { Confidence } from '../model/severity.ts';
import { createHits } from '../text/automaton.ts';
import { createTextSearch } from '../text/text-search.ts';
import { findComments, mayHoldComment } from './comments.ts';
import { createLayerDetector } from './layers.ts';
import type { Judged } from './overlap.ts';
import { resolveOverlaps } from './overlap.ts';
import type { Reported } from './report.ts';
import { reportMatches } from './report.ts';
import { createScope } from './scope.ts';

export type EngineOptions = {
  readonly ruleset: PreparedRuleset;
  readonly entropy: boolean;
  /** The user's own secrets, to be found wherever they stand. */
  readonly knownValues?: readonly KnownValue[];
  readonly settings: Config['rules'];
  readonly minConfidence: Confidence;
  readonly filters: readonly Filter[];
  readonly limit: TimeLimit;
  readonly salt: string;
  readonly lineHashes: boolean;
  /** Former paths of renamed files by present ones, where a baseline may hold findings of those. */
  readonly renames?: Readonly<Record<string, string>>;
  /** Tell which allow comments there are, so that those without effect can be named. */
  readonly tellComments?: boolean;
  /**
   * Hears of everything that the detectors found in a chunk, before any judge, and of what decoded text held, judged there;
   * the view lives no longer than the call.
   */
  readonly observe?: (view: TextView, matches: readonly Match[], decoded: readonly Judged[]) => void;
};

export type ChunkResult = Reported & {
  readonly diagnostics: readonly Diagnostic[];
  /** Lines of the chunk with an allow comment of gate's own, but for those that a finding below the confidence explains. */
  readonly comments?: readonly number[];
};

export type Engine = (chunk: Chunk) => ChunkResult;

const NOTHING: ChunkResult = { findings: [], suppressed: [], hidden: 0, diagnostics: [] };

/** Creates an engine. Chunks of one text must be given to it in order; texts in any order. */
export function createEngine(options: EngineOptions): Engine {
  const { ruleset, settings, minConfidence } = options;
  const detectAssignments = createAssignmentDetector(markNames(ruleset.keywords));
  const detectKnown = createKnownValueDetector(options.knownValues ?? []);
  const scope = createScope(settings, ruleset.scoped);
  const ruleScope: RuleScope = { mayCover: scope.mayCover, covers: (rule, path) => scope.covers(rule.id, path) };
  const detectPatterns = createPatternDetector(ruleset, options.limit, ruleScope);
  const search = createTextSearch(ruleset.automaton);
  const detectLayers = createLayerDetector(ruleset, search, options.limit, ruleScope);
  const reportOptions = { ...options, severityOf: scope.severity };
  const hits = createHits();
  const marker = ruleset.keywords.indexOf(OWN_MARKER);
  const counts = new Map<string, number>();
  return chunk => {
    if (!chunk.continued && counts.size > 0) counts.clear();
    search.findKeywords(chunk.bytes, hits);
    const view = createView(chunk, hits, search.findRuns);
    const { matches, timedOut } = detectPatterns(view);
    if (detectKnown !== null) matches.push(...detectKnown(view));
    matches.push(...detectAssignments(view));
    if (options.entropy) matches.push(...detectEntropy(view));
    const decoded = detectLayers(view);
    options.observe?.(view, matches, decoded);
    const comments = options.tellComments === true && mayHoldComment(hits, marker) ? findComments(chunk) : [];
    const silent = matches.length === 0 && decoded.length === 0 && timedOut.length === 0;
    if (silent && comments.length === 0) return NOTHING;
    const judged = [...judgeAll(matches, view), ...decoded].filter(({ match }) => scope.isOn(match.rule.id));
    const owned = resolveOverlaps(judged, minConfidence).filter(({ match }) => owns(chunk, match));
    for (const { match } of decoded) matches.push(match);
    const diagnostics = timedOut.map(
      (rule): Diagnostic => ({ kind: 'rule-timeout', path: chunk.path, message: `rule ${rule.id} ran out of time` }),
    );
    const { hiddenLines, ...reported } = reportMatches(
      owned,
      matches,
      view,
      reportOptions,
      counts,
      comments.length > 0,
    );
    const explained = new Set(hiddenLines.flatMap(line => [line - 1, line]));
    return {
      ...reported,
      diagnostics,
      ...(comments.length === 0 ? {} : { comments: comments.filter(line => !explained.has(line)) }),
    };
  };
}

/** What lies in a chunk's context counts where matches overlap and is masked, and is reported by the chunk that owns it. */
const owns = ({ own }: Chunk, { span }: Match): boolean => span.start >= own.start && span.start < own.end;

/** A 1 for each keyword, by number, that names of credentials hold. */
function markNames(keywords: readonly string[]): Uint8Array {
  const names = new Set(NAME_KEYWORDS);
  return Uint8Array.from(keywords, keyword => (names.has(keyword) ? 1 : 0));
}

function judgeAll(matches: readonly Match[], view: TextView): Judged[] {
  return matches.flatMap(match => {
    const { confidence, evidence } = judge(match, view);
    return confidence === null ? [] : [{ match, confidence, ...(evidence === undefined ? {} : { evidence }) }];
  });
}
