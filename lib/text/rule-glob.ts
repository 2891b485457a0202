/** Rule ids with a trailing `*`, as configurations and comments name them. */

import type { Config, RuleSetting } from '../model/config.ts';

const PATTERN = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:-?\*)?|\*)$/;

/** Whether `text` is a rule id or one with a trailing `*`. */
export function isRulePattern(text: string): boolean {
  return PATTERN.test(text);
}

/** Whether `pattern`, a rule id or the beginning of one with `*` behind it, names the rule `id`. */
export function matchesRuleId(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** What the configuration says about a rule: the last setting whose pattern fits, or undefined. */
export function settingFor(ruleId: string, rules: Config['rules']): RuleSetting | undefined {
  return rules.findLast(([pattern]) => matchesRuleId(pattern, ruleId))?.[1];
}
