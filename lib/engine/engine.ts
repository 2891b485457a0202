/** One chunk in, findings out: the only place where detectors, judges and filters meet. */

import { detectEntropy } from '../detection/detectors/entropy.ts';
import type { TimeLimit } from '../detection/detectors/pattern.ts';
import { createPatternDetector } from '../detection/detectors/pattern.ts';
import { judge } from '../detection/judges/index.ts';
import type { PreparedRuleset } from '../detection/ruleset/prepare.ts';
import type { TextView } from '../detection/text-view.ts';
import { createView, sliceOf } from '../detection/text-view.ts';
import type { Filter, FindingLines } from '../model/candidate.ts';
import type { Chunk } from '../model/chunk.ts';
import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { Match } from '../model/match.ts';
import type { Confidence } from '../model/severity.ts';
import { CONFIDENCES } from '../model/severity.ts';
import type { Location } from '../model/span.ts';
import { createHits, findKeywords } from '../text/automaton.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { createLineHasher } from '../text/line-hash.ts';
import { createPositions, touches } from '../text/lines.ts';
import { maskSecret } from '../text/masking.ts';
import { lineSpan, makeExcerpt } from './excerpt.ts';
import type { Judged } from './overlap.ts';
import { resolveOverlaps } from './overlap.ts';
import { createScope } from './scope.ts';

export type EngineOptions = {
  readonly ruleset: PreparedRuleset;
  readonly entropy: boolean;
  readonly settings: Config['rules'];
  readonly minConfidence: Confidence;
  /** Asked in this order; the first that suppresses a finding is the one that is named. */
  readonly filters: readonly Filter[];
  readonly limit: TimeLimit;
  readonly salt: string;
  readonly lineHashes: boolean;
};

export type ChunkResult = {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly diagnostics: readonly Diagnostic[];
  /** Findings below the confidence that was asked for. */
  readonly hidden: number;
};

export type Engine = (chunk: Chunk) => ChunkResult;

const NOTHING: ChunkResult = { findings: [], suppressed: [], diagnostics: [], hidden: 0 };

/** Creates an engine. Chunks of one text must be given to it in order; texts in any order. */
export function createEngine(options: EngineOptions): Engine {
  const detectPatterns = createPatternDetector(options.ruleset, options.limit);
  const scope = createScope(options.settings, options.ruleset.rules);
  const hits = createHits();
  return chunk => {
    findKeywords(options.ruleset.automaton, chunk.bytes, hits);
    const view = createView(chunk, hits);
    const { matches, timedOut } = detectPatterns(view);
    if (options.entropy) matches.push(...detectEntropy(view));
    if (matches.length === 0 && timedOut.length === 0) return NOTHING;
    const inScope = matches.filter(match => scope.applies(match.rule.id, chunk.path));
    const judged = resolveOverlaps(judgeAll(inScope, view), options.minConfidence);
    const diagnostics = timedOut.map(
      (rule): Diagnostic => ({ kind: 'rule-timeout', path: chunk.path, message: `rule ${rule.id} ran out of time` }),
    );
    return { ...report(judged, matches, view, options, scope.severity), diagnostics };
  };
}

function judgeAll(matches: readonly Match[], view: TextView): Judged[] {
  return matches.flatMap(match => {
    const { confidence } = judge(match, view);
    return confidence === null ? [] : [{ match, confidence }];
  });
}

type SeverityOf = ReturnType<typeof createScope>['severity'];

function report(
  judged: readonly Judged[],
  matches: readonly Match[],
  view: TextView,
  options: EngineOptions,
  severity: SeverityOf,
) {
  const { chunk, bytes } = view;
  const position = createPositions(bytes, chunk.start);
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  let lineHash: ((line: number) => string) | null = null;
  let hidden = 0;
  for (const { match, confidence } of judged) {
    const { secret, span } = match;
    const begins = position(Math.min(span.start, secret.start)).line;
    const start = position(secret.start);
    const end = position(secret.end);
    if (chunk.added !== null && !touches(chunk.added, begins, Math.max(end.line, start.line))) continue;
    if (CONFIDENCES.indexOf(confidence) < CONFIDENCES.indexOf(options.minConfidence)) {
      hidden += 1;
      continue;
    }
    if (options.lineHashes) lineHash ??= createLineHasher(bytes);
    const location: Location = {
      path: chunk.path,
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
      ...(chunk.commit === undefined ? {} : { commit: chunk.commit }),
    };
    const value = sliceOf(view, secret);
    const finding: Finding = {
      kind: 'secret',
      ruleId: match.rule.id,
      service: match.rule.service,
      severity: severity(match.rule),
      confidence,
      message: match.rule.description,
      location,
      masked: maskSecret(value, match.publicPrefix),
      fingerprint: fingerprint(options.salt, match.rule.id, chunk.path, value),
      ...(lineHash === null ? {} : { lineHash: lineHash(start.line - chunk.start.line + 1) }),
      excerpt: makeExcerpt(view, match, matches),
    };
    const candidate = { finding, secret: value, lines: linesAround(bytes, secret.start, secret.end) };
    const suppression = firstSuppression(options.filters, candidate);
    if (suppression === null) findings.push(finding);
    else suppressed.push({ finding, suppression });
  }
  return { findings, suppressed, hidden };
}

function firstSuppression(filters: readonly Filter[], candidate: Parameters<Filter>[0]) {
  for (const filter of filters) {
    const suppression = filter(candidate);
    if (suppression !== null) return suppression;
  }
  return null;
}

/** How far a line is followed for the sake of a comment on it. */
const LINE_REACH = 4096;

function linesAround(bytes: Buffer, start: number, end: number): FindingLines {
  const text = (offset: number): string => {
    const span = lineSpan(bytes, offset, LINE_REACH, LINE_REACH);
    return bytes.toString('utf8', span.start, span.end);
  };
  const first = lineSpan(bytes, start, LINE_REACH, 0).start;
  return { first: text(start), last: text(Math.max(start, end - 1)), above: first === 0 ? '' : text(first - 1) };
}
