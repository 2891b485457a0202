/** `gate rules`: one word more says what shall be done with the rules. */

import { createNested } from './nested.ts';
import { RULES_COMMANDS } from './rules-commands.ts';

export const rules = createNested('rules', 'everything about the rules themselves', RULES_COMMANDS);
