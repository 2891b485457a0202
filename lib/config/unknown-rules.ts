/** Finds settings that name a rule which does not exist: they would be silently without effect. */

import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { nearestWord } from '../text/nearest.ts';
import { matchesRuleId } from '../text/rule-glob.ts';
import { showKey } from '../text/show-key.ts';

/** One diagnostic for each id or id pattern in `rules` and `allow` that fits none of `ids`; `shown` names the file. */
export function findUnknownRules(config: Config, ids: readonly string[], shown: string): Diagnostic[] {
  const named = [...config.rules.map(([pattern]) => pattern), ...config.allow.flatMap(entry => entry.rules)];
  const unknown = [...new Set(named)].filter(pattern => !ids.some(id => matchesRuleId(pattern, id)));
  return unknown.map((pattern): Diagnostic => {
    const near = nearestWord(pattern, ids);
    const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
    return { kind: 'rule-warning', path: shown, message: `${showKey(pattern)} fits no rule${hint}` };
  });
}
