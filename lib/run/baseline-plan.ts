/** How a baseline and the findings of a scan differ, and what the baseline becomes by them. */

import { baselineId, idsOf, isExpired } from '../filters/baseline.ts';
import type { Baseline, BaselineEntry } from '../model/baseline.ts';
import type { Finding } from '../model/finding.ts';

export type BaselinePlan = {
  /** Entries that findings stand for, under the paths that those have now. */
  readonly kept: readonly BaselineEntry[];
  /** Findings that have no entry. */
  readonly added: readonly Finding[];
  /** Entries that nothing is found for. */
  readonly gone: readonly BaselineEntry[];
};

/** What is said of new entries. */
export type EntryWords = { readonly reason?: string; readonly expires?: string };

const keyOf = ({ fingerprint, occurrence = 1 }: Finding): string => `${fingerprint} ${occurrence}`;

/** Findings of several scans, each once. */
export function uniteFindings(...lists: readonly (readonly Finding[])[]): Finding[] {
  const byKey = new Map<string, Finding>();
  for (const finding of lists.flat()) if (!byKey.has(keyOf(finding))) byKey.set(keyOf(finding), finding);
  return [...byKey.values()];
}

const saltOf = ({ salts }: Baseline): string => salts[0] ?? '';

function entryOf(baseline: Baseline, finding: Finding): BaselineEntry {
  const { fingerprint, occurrence = 1, ruleId: rule, location } = finding;
  return { id: baselineId(saltOf(baseline), fingerprint, occurrence), rule, path: location.path, line: 0 };
}

/** Compares; an entry whose file git calls renamed is kept. */
export function planBaseline(baseline: Baseline, findings: readonly Finding[]): BaselinePlan {
  const byId = new Map(baseline.entries.map(entry => [entry.id, entry]));
  const used = new Set<BaselineEntry>();
  const kept = new Map<string, BaselineEntry>();
  const added: Finding[] = [];
  for (const finding of findings) {
    const entry = idsOf(baseline, finding)
      .flatMap(id => byId.get(id) ?? [])
      .at(0);
    if (entry === undefined) {
      added.push(finding);
      continue;
    }
    used.add(entry);
    const now = entryOf(baseline, finding);
    kept.set(now.id, { ...entry, ...now, line: entry.line });
  }
  return { kept: [...kept.values()], added, gone: baseline.entries.filter(entry => !used.has(entry)) };
}

/** New entries for findings. */
export const makeEntries = (baseline: Baseline, findings: readonly Finding[], words: EntryWords): BaselineEntry[] =>
  uniteFindings(findings).map(finding => ({ ...entryOf(baseline, finding), ...words }));

/** The baseline of what is found now. With `expires` among the words, entries that have expired hold again, up to that day. */
export function updateBaseline(baseline: Baseline, plan: BaselinePlan, words: EntryWords, today: string): Baseline {
  const kept = plan.kept.map(entry =>
    isExpired(entry, today) && words.expires !== undefined ? { ...entry, ...words } : entry,
  );
  return {
    ...baseline,
    salts: baseline.salts.slice(0, 1),
    entries: [...kept, ...makeEntries(baseline, plan.added, words)],
  };
}

/** The baseline without what is gone or expired. */
export const pruneBaseline = (baseline: Baseline, plan: BaselinePlan, today: string): Baseline => ({
  ...baseline,
  salts: baseline.salts.slice(0, 1),
  entries: plan.kept.filter(entry => !isExpired(entry, today)),
});
