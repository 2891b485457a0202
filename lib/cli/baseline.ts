/** `gate baseline`: the findings that are known, so that only new ones are reported. */

import { BASELINE_COMMANDS } from './baseline-commands.ts';
import { createNested } from './nested.ts';

export const baseline = createNested('baseline', 'the findings that are known already', BASELINE_COMMANDS);
