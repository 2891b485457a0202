/** Severity out of a CVSS vector of any version. The one file that imports `ae-cvss-calculator`. */

import { fromVector } from 'ae-cvss-calculator';
import type { Severity } from '../../model/severity.ts';

/** The qualitative scale of CVSS 3 and 4; vectors of version 2 are read by it too. */
const SCALE: readonly (readonly [least: number, severity: Severity])[] = [
  [9, 'critical'],
  [7, 'high'],
  [4, 'medium'],
  [0, 'low'],
];

/** Null for what is no vector. */
export function severityOfVector(vector: string): Severity | null {
  try {
    const score = fromVector(vector)?.calculateScores().overall;
    return score === undefined ? null : (SCALE.find(([least]) => score >= least)?.[1] ?? null);
  } catch {
    return null;
  }
}
