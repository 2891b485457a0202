/** Puts a user's compiled rules behind the built-in ones. */

import type { CompiledRule, Ruleset } from '../../model/compiled-rule.ts';
import { sha256Hex } from '../../text/digest.ts';

function renumber(rule: CompiledRule, keyword: (number: number) => number, firstSet: number): CompiledRule {
  const anchors = rule.anchors.map(anchor => ({
    ...anchor,
    keyword: keyword(anchor.keyword),
    checks: anchor.checks.map(([distance, set]) => [distance, set + firstSet] as const),
  }));
  const { token, lead } = rule;
  const whole = token?.whole == null ? null : { ...token.whole, set: token.whole.set + firstSet };
  return {
    ...rule,
    anchors,
    token: token === null ? null : { ...token, whole },
    head: rule.head.map(set => set + firstSet),
    lead: lead === null ? null : { ...lead, set: lead.set + firstSet, stop: lead.stop + firstSet },
    gates: rule.gates.map(keyword),
  };
}

/** One ruleset of both; keywords that both have are shared. */
export function mergeRulesets(builtIn: Ruleset, user: Ruleset): Ruleset {
  const keywords = [...builtIn.keywords];
  const numbers = user.keywords.map(word => {
    const known = keywords.indexOf(word);
    return known === -1 ? keywords.push(word) - 1 : known;
  });
  const rules = user.rules.map(rule => renumber(rule, number => numbers[number] ?? 0, builtIn.sets.length));
  return {
    rules: [...builtIn.rules, ...rules],
    keywords,
    sets: [...builtIn.sets, ...user.sets],
    hash: sha256Hex(builtIn.hash + user.hash).slice(0, 12),
  };
}
