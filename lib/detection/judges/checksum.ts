/** Checks what a value proves about itself: its checksum, or the structure that a key has. Rules name the scheme. */

import { schemeOf } from '../../text/checksums.ts';
import type { Judge } from './judge.ts';
import { lower, note, raise } from './judge.ts';

/**
 * A value that breaks its scheme is doubted, not dropped: issuers lengthen their tokens without notice, and a real one may
 * have been altered where it stands.
 */
export const judgeChecksum: Judge = ({ value, match }) => {
  const proof = match.checksum === undefined ? null : (schemeOf(match.checksum)?.check(value) ?? null);
  if (proof === null) return null;
  const { holds, evidence } = proof;
  if (holds === null) return { ...note(`the value ${evidence}`), evidence };
  const verdict = holds
    ? raise(`the value proves itself: ${evidence}`)
    : lower(`the value refutes itself: ${evidence}`);
  return { ...verdict, evidence };
};
