/** Drops values with less entropy than their rule asks for. */

import { entropyOfText } from '../../text/entropy.ts';
import type { Judge } from './judge.ts';
import { drop } from './judge.ts';

export const judgeEntropyFloor: Judge = ({ value, match }) =>
  match.entropy > 0 && entropyOfText(value) < match.entropy
    ? drop('the value has less entropy than its rule asks for')
    : null;
