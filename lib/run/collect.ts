/** Runs every chunk of a source through the engine and adds up what comes out. */

import type { Diagnostic } from '../model/diagnostic.ts';
import { DIAGNOSTIC_KINDS } from '../model/diagnostic.ts';
import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { Source, SourceItem } from '../model/source.ts';
import type { HeldManifest } from './hold-manifests.ts';
import type { Lanes } from './lanes.ts';
import type { CommentPlace } from './stale-suppressions.ts';

/** Plain data, so that threads can hand it over. The order is that of the source. */
export type Collected = {
  readonly findings: Finding[];
  readonly suppressed: SuppressedFinding[];
  readonly diagnostics: Diagnostic[];
  /** Manifests that were met, to be judged when all are. */
  readonly manifests: HeldManifest[];
  /** Allow comments that were met. */
  readonly comments: CommentPlace[];
  files: number;
  bytes: number;
  ignored: number;
  hidden: number;
};

export const createCollected = (): Collected => ({
  findings: [],
  suppressed: [],
  diagnostics: [],
  manifests: [],
  comments: [],
  files: 0,
  bytes: 0,
  ignored: 0,
  hidden: 0,
});

/** Adds what one item of a source comes to. */
export function collectItem(into: Collected, item: SourceItem, lanes: Lanes): void {
  if (item.kind === 'diagnostic') {
    into.diagnostics.push(item.diagnostic);
    return;
  }
  if (item.kind === 'ignored') {
    into.ignored += item.count;
    return;
  }
  if (item.kind === 'clean') {
    into.files += 1;
    into.bytes += item.bytes;
    into.hidden += item.hidden;
    return;
  }
  const { own, continued } = item.chunk;
  into.bytes += own.end - own.start;
  if (!continued) into.files += 1;
  const { findings, suppressed, diagnostics, hidden, comments = [] } = lanes.scan(item.chunk);
  lanes.hold(into.manifests, item.chunk);
  into.hidden += hidden;
  for (const line of comments) into.comments.push({ path: item.chunk.path, line });
  for (const finding of findings) into.findings.push(finding);
  for (const finding of suppressed) into.suppressed.push(finding);
  for (const diagnostic of diagnostics) into.diagnostics.push(diagnostic);
}

/** Adds the sums of another thread. */
export function mergeCollected(into: Collected, part: Collected): void {
  for (const finding of part.findings) into.findings.push(finding);
  for (const finding of part.suppressed) into.suppressed.push(finding);
  for (const diagnostic of part.diagnostics) into.diagnostics.push(diagnostic);
  for (const manifest of part.manifests) into.manifests.push(manifest);
  for (const comment of part.comments) into.comments.push(comment);
  into.files += part.files;
  into.bytes += part.bytes;
  into.ignored += part.ignored;
  into.hidden += part.hidden;
}

/** Reads `source` to its end; `tick` hears of every item. */
export function collect(source: Source, lanes: Lanes, tick: (files: number, bytes: number) => void): Collected {
  const collected = createCollected();
  for (const item of source) {
    collectItem(collected, item, lanes);
    tick(collected.files, collected.bytes);
  }
  return collected;
}

/** How many entries were not scanned, by reason, with the reasons in code-unit order. */
export function countSkipped(diagnostics: readonly Diagnostic[], ignored: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of diagnostics) if (DIAGNOSTIC_KINDS[kind].skips) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (ignored > 0) counts.set('ignored', ignored);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
