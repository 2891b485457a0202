/** Runs every chunk of a source through the engine and adds up what comes out. */

import type { Engine } from '../engine/engine.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { DIAGNOSTIC_KINDS } from '../model/diagnostic.ts';
import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { Source } from '../model/source.ts';
import type { Progress } from './progress.ts';

export type Collected = {
  readonly findings: Finding[];
  readonly suppressed: SuppressedFinding[];
  readonly diagnostics: Diagnostic[];
  readonly files: number;
  readonly bytes: number;
  readonly ignored: number;
  readonly hidden: number;
};

/** Reads `source` to its end. The order of what it returns is that of the source. */
export function collect(source: Source, engine: Engine, progress: Progress): Collected {
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const diagnostics: Diagnostic[] = [];
  const sums = { files: 0, bytes: 0, ignored: 0, hidden: 0 };
  for (const item of source) {
    if (item.kind === 'diagnostic') diagnostics.push(item.diagnostic);
    else if (item.kind === 'ignored') sums.ignored += item.count;
    else {
      const { own, continued } = item.chunk;
      sums.bytes += own.end - own.start;
      if (!continued) sums.files += 1;
      const result = engine(item.chunk);
      sums.hidden += result.hidden;
      findings.push(...result.findings);
      suppressed.push(...result.suppressed);
      diagnostics.push(...result.diagnostics);
      progress.tick(sums.files, sums.bytes);
    }
  }
  progress.done();
  return { findings, suppressed, diagnostics, ...sums };
}

/** How many entries were not scanned, by reason, with the reasons in code-unit order. */
export function countSkipped(diagnostics: readonly Diagnostic[], ignored: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of diagnostics) if (DIAGNOSTIC_KINDS[kind].skips) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (ignored > 0) counts.set('ignored', ignored);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
