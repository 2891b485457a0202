/** Turns judged matches into findings: places, masks and fingerprints are made here, and the filters asked. */

import type { TextView } from '../detection/text-view.ts';
import { sliceOf } from '../detection/text-view.ts';
import type { Filter, FindingLines } from '../model/candidate.ts';
import type { Chunk } from '../model/chunk.ts';
import type { Finding, SuppressedFinding, Suppression } from '../model/finding.ts';
import type { Match } from '../model/match.ts';
import type { RuleSummary } from '../model/rule.ts';
import type { Confidence, Severity } from '../model/severity.ts';
import { CONFIDENCES } from '../model/severity.ts';
import type { Location, Position } from '../model/span.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { createLineHasher } from '../text/line-hash.ts';
import { createPositions, touches } from '../text/lines.ts';
import { maskSecret } from '../text/masking.ts';
import { lineSpan, makeExcerpt } from './excerpt.ts';
import type { Judged } from './overlap.ts';

export type ReportOptions = {
  readonly minConfidence: Confidence;
  /** Asked in this order; the first that suppresses a finding is the one that is named. */
  readonly filters: readonly Filter[];
  readonly salt: string;
  readonly lineHashes: boolean;
  readonly severityOf: (rule: RuleSummary) => Severity;
  /** Former paths of renamed files by present ones, where a baseline may hold findings of those. */
  readonly renames?: Readonly<Record<string, string>>;
};

export type Reported = {
  readonly findings: Finding[];
  readonly suppressed: SuppressedFinding[];
  /** Findings below the confidence that was asked for. */
  readonly hidden: number;
};

/** `hiddenLines` are those on which a finding below the confidence stands, where they are asked for. */
export type ReportedMatches = Reported & { readonly hiddenLines: readonly number[] };

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

function findLinesWith(word: string, { bytes, start }: Chunk, end: number): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = [];
  const position = createPositions(bytes, start);
  for (let at = bytes.indexOf(word); at !== -1 && at < end; ) {
    const span = lineSpan(bytes, at, LINE_REACH, LINE_REACH);
    found.push({ line: position(at).line, text: bytes.toString('utf8', span.start, span.end) });
    at = bytes.indexOf(word, Math.max(span.end, at + 1));
  }
  return found;
}

function locate(chunk: Chunk, start: Position, end: Position): Location {
  return {
    path: chunk.path,
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(chunk.commit === undefined ? {} : { commit: chunk.commit }),
  };
}

/** Whether the chunk is its whole text: a hunk of a diff or a piece of a long text is not, and its lines cannot be hashed as code scanning does. */
const isWhole = ({ offset, own, bytes, continued, origin, added }: Chunk): boolean =>
  offset === 0 && !continued && own.end === bytes.length && !(origin === 'stdin' && added !== null);

/** The first filter that suppresses a candidate gives its word; null when none does. */
export function suppress(filters: readonly Filter[], candidate: Parameters<Filter>[0]): Suppression | null {
  for (const filter of filters) {
    const suppression = filter(candidate);
    if (suppression !== null) return suppression;
  }
  return null;
}

/**
 * Reports `judged`, in their order. `matches` are all matches of the chunk, also those that judges dropped: none of them is
 * shown in an excerpt. `counts` has how often each fingerprint was met in the text so far, also on lines that do not count.
 * Most findings are below the confidence: the line of one is looked up only if it is `toldHidden` or decides whether it counts.
 */
export function reportMatches(
  judged: readonly Judged[],
  matches: readonly Match[],
  view: TextView,
  options: ReportOptions,
  counts: Map<string, number>,
  toldHidden: boolean,
): ReportedMatches {
  const { chunk, bytes } = view;
  const position = createPositions(bytes, chunk.start);
  const least = CONFIDENCES.indexOf(options.minConfidence);
  const reported = {
    findings: [] as Finding[],
    suppressed: [] as SuppressedFinding[],
    hidden: 0,
    hiddenLines: [] as number[],
  };
  const hashLine = options.lineHashes && isWhole(chunk) && judged.length > 0 ? createLineHasher(bytes) : null;
  for (const one of judged) {
    const { secret, span } = one.match;
    const isHidden = CONFIDENCES.indexOf(one.confidence) < least;
    if (isHidden && chunk.added === null && !toldHidden) {
      reported.hidden += 1;
      continue;
    }
    const [begin, start, end] = [
      position(Math.min(span.start, secret.start)),
      position(secret.start),
      position(secret.end),
    ];
    const isCounted = chunk.added === null || touches(chunk.added, begin.line, end.line);
    if (isHidden) {
      if (isCounted) {
        reported.hidden += 1;
        reported.hiddenLines.push(start.line, end.line);
      }
      continue;
    }
    const value = sliceOf(view, secret);
    const identity = identify(one, value, chunk.path, options, counts);
    if (!isCounted) continue;
    const finding: Finding = {
      ...describe(one, value, options),
      ...identity,
      location: locate(chunk, start, end),
      ...(hashLine === null ? {} : { lineHash: hashLine(start.line) }),
      excerpt: makeExcerpt(view, one.match, matches),
    };
    const suppression = suppress(options.filters, {
      finding,
      secret: value,
      lines: linesAround(bytes, secret.start, secret.end),
      linesWith: word => findLinesWith(word, chunk, secret.start),
    });
    if (suppression === null) reported.findings.push(finding);
    else reported.suppressed.push({ finding, suppression });
  }
  return reported;
}

/** What a finding says that does not depend on its place. */
function describe({ match, confidence, evidence }: Judged, value: string, options: ReportOptions) {
  const { rule, publicPrefix } = match;
  return {
    kind: 'secret' as const,
    ruleId: rule.id,
    service: rule.service,
    severity: options.severityOf(rule),
    confidence,
    message: rule.description + (evidence === undefined ? '' : ` (${evidence})`),
    masked: maskSecret(value, publicPrefix),
  };
}

function identify(
  { match: { rule } }: Judged,
  value: string,
  path: string,
  { salt, renames }: ReportOptions,
  counts: Map<string, number>,
) {
  const print = fingerprint(salt, rule.id, path, value);
  const occurrence = (counts.get(print) ?? 0) + 1;
  counts.set(print, occurrence);
  const former = renames !== undefined && Object.hasOwn(renames, path) ? renames[path] : undefined;
  return {
    fingerprint: print,
    ...(occurrence === 1 ? {} : { occurrence }),
    ...(former === undefined ? {} : { formerFingerprint: fingerprint(salt, rule.id, former, value) }),
  };
}
