/** Suppresses the findings that the baseline holds, and knows which of its entries suppress nothing. */

import type { Baseline, BaselineEntry } from '../model/baseline.ts';
import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { StaleSuppression } from '../model/stale-suppression.ts';
import { hmacHex } from '../text/digest.ts';

/** The identity of a finding under a salt: of its fingerprint, and of which of several equal ones in its file it is. */
export function baselineId(salt: string, fingerprint: string, occurrence: number): string {
  return hmacHex(salt, `${fingerprint} ${occurrence}`).slice(0, 32);
}

/** The ids under which a finding may stand in a baseline; those of its file's former path come last. */
export function idsOf({ salts }: Baseline, { fingerprint, formerFingerprint, occurrence = 1 }: Finding): string[] {
  const fingerprints = formerFingerprint === undefined ? [fingerprint] : [fingerprint, formerFingerprint];
  return fingerprints.flatMap(each => salts.map(salt => baselineId(salt, each, occurrence)));
}

/** `today` is a day such as 2027-01-31; an entry holds on its last day. */
export const isExpired = ({ expires }: BaselineEntry, today: string): boolean =>
  expires !== undefined && expires < today;

export type Sifted = {
  readonly findings: Finding[];
  readonly suppressed: SuppressedFinding[];
  /** The entries that findings stand for, also expired ones. */
  readonly used: ReadonlySet<BaselineEntry>;
};

/** Parts the findings that the baseline holds from those that are new. */
export function siftByBaseline(findings: readonly Finding[], baseline: Baseline, today: string): Sifted {
  const byId = new Map(baseline.entries.map(entry => [entry.id, entry]));
  const used = new Set<BaselineEntry>();
  const sifted = { findings: [] as Finding[], suppressed: [] as SuppressedFinding[], used };
  for (const finding of findings) {
    const entry = idsOf(baseline, finding)
      .flatMap(id => byId.get(id) ?? [])
      .at(0);
    if (entry !== undefined) used.add(entry);
    if (entry === undefined || isExpired(entry, today)) sifted.findings.push(finding);
    else {
      const reason = entry.reason ?? 'in the baseline';
      sifted.suppressed.push({ finding, suppression: { by: 'baseline', reason, line: entry.line } });
    }
  }
  return sifted;
}

/** Names expired entries, and with `all` those that no finding stands for any more. */
export function staleEntries(
  baseline: Baseline,
  used: ReadonlySet<BaselineEntry>,
  today: string,
  all: boolean,
): StaleSuppression[] {
  return baseline.entries.flatMap((entry): StaleSuppression[] => {
    const { rule, path, line, expires } = entry;
    const place = { by: 'baseline', path: baseline.file, line } as const;
    if (isExpired(entry, today)) {
      return [{ ...place, state: 'expired', message: `the entry for ${rule} in ${path} expired on ${expires}` }];
    }
    if (!all || used.has(entry)) return [];
    return [{ ...place, state: 'unused', message: `${rule} is not found in ${path} any more` }];
  });
}
