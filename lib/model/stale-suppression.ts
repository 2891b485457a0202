/** A suppression that suppresses nothing any more: something to tidy up, which changes no exit code. */

import type { Suppression } from './finding.ts';

export type StaleSuppression = {
  readonly by: Suppression['by'];
  /** `unused`: nothing is found where it would count. `expired`: its last day has passed. */
  readonly state: 'unused' | 'expired';
  /** The file and line where the suppression stands. */
  readonly path: string;
  readonly line: number;
  readonly message: string;
};
