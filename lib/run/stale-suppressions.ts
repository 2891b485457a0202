/** Which suppressions suppress nothing any more, as far as a scan can tell. */

import type { Baseline, BaselineEntry } from '../model/baseline.ts';
import type { Config } from '../model/config.ts';
import type { SuppressedFinding } from '../model/finding.ts';
import type { StaleSuppression } from '../model/stale-suppression.ts';

/**
 * How much a scan saw: `all` of what the suppressions are for; some `files` as a whole; or only changes, or with less of the
 * rules than usual, so that nothing can be said.
 */
export type ScanReach = 'all' | 'files' | 'some';

/** The place of an allow comment. */
export type CommentPlace = { readonly path: string; readonly line: number };

export type Suppressions = {
  readonly config: Config;
  /** gate.yaml's name in reports. */
  readonly configName: string;
  readonly comments: readonly CommentPlace[];
  readonly suppressed: readonly SuppressedFinding[];
};

function staleComments({ comments, suppressed }: Suppressions): StaleSuppression[] {
  const inline = suppressed.filter(({ suppression }) => suppression.by === 'inline');
  const used = new Set(inline.map(({ finding, suppression }) => `${finding.location.path}:${suppression.line}`));
  return comments
    .filter(({ path, line }) => !used.has(`${path}:${line}`))
    .map(({ path, line }) => ({
      by: 'inline',
      state: 'unused',
      path,
      line,
      message: 'the comment gate:allow suppresses nothing',
    }));
}

function staleAllowEntries({ config, configName, suppressed }: Suppressions): StaleSuppression[] {
  const allowed = suppressed.filter(({ suppression }) => suppression.by === 'allowlist');
  const used = new Set(allowed.map(({ suppression }) => suppression.line));
  return config.allow
    .filter(({ line }) => !used.has(line))
    .map(({ line = 1, reason }) => ({
      by: 'allowlist',
      state: 'unused',
      path: configName,
      line,
      message: `the entry of allow suppresses nothing: ${reason}`,
    }));
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** By path and line. `used` are the entries of the baseline that findings stand for. */
export async function findStale(
  suppressions: Suppressions,
  baseline: Baseline | null,
  used: ReadonlySet<BaselineEntry>,
  today: string,
  reach: ScanReach,
): Promise<StaleSuppression[]> {
  const stale: StaleSuppression[] = [];
  if (reach !== 'some') stale.push(...staleComments(suppressions));
  if (reach === 'all') stale.push(...staleAllowEntries(suppressions));
  if (baseline !== null) {
    const { staleEntries } = await import('../filters/baseline.ts');
    stale.push(...staleEntries(baseline, used, today, reach === 'all' && baseline.scope === 'files'));
  }
  return stale.sort((a, b) => compare(a.path, b.path) || compare(a.line, b.line));
}
