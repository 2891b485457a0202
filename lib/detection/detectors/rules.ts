/** The rules that stand in no rule file: what detectors without patterns report. */

import type { RuleDoc } from '../../model/rule.ts';
import { ASSIGNMENT_RULES } from '../assignment/rules.ts';
import { ENTROPY_RULE } from './entropy.ts';
import { KNOWN_VALUE_RULE } from './known-values.ts';

export const DETECTOR_RULES: readonly RuleDoc[] = [...Object.values(ASSIGNMENT_RULES), ENTROPY_RULE, KNOWN_VALUE_RULE];
