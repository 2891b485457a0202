/** The one place where a result becomes an exit code. */

import { DIAGNOSTIC_KINDS } from '../model/diagnostic.ts';
import type { ScanResult } from '../model/scan-result.ts';
import type { Severity } from '../model/severity.ts';
import { SEVERITIES } from '../model/severity.ts';

export type ExitPolicy = { readonly failOn: Severity; readonly exitZero: boolean; readonly strict: boolean };

/**
 * 0: nothing at or above the threshold. 1: findings there. 2: something that was asked for could not be done (or, when
 * strict, anything at all could not be checked); it wins over 1, and `exitZero` does not hide it.
 */
export function exitCodeOf(result: ScanResult, policy: ExitPolicy): 0 | 1 | 2 {
  const failed = result.diagnostics.some(({ kind }) => policy.strict || DIAGNOSTIC_KINDS[kind].fails);
  if (failed) return 2;
  const least = SEVERITIES.indexOf(policy.failOn);
  const found = result.findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= least);
  return found && !policy.exitZero ? 1 : 0;
}
