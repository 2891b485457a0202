/** A ruleset ready for scanning: flat arrays, rules read and regular expressions made when first needed. */

import type { CompiledRule, Ruleset, ScopedRule } from '../../model/compiled-rule.ts';
import type { Automaton } from '../../text/automaton.ts';
import type { Layout } from './layout.ts';
import { layOut } from './layout.ts';

export type PreparedRuleset = Layout & {
  readonly automaton: Automaton;
  readonly keywords: readonly string[];
  readonly hash: string;
  /** How many rules there are. */
  readonly count: number;
  readonly rule: (number: number) => CompiledRule;
  /** All rules in their order: reads each one, which a scan avoids. */
  readonly rules: readonly CompiledRule[];
  /** The rules that name paths. */
  readonly scoped: readonly ScopedRule[];
  /** Numbers of the rules without anchors: they search the whole text when a keyword of theirs stands in it. */
  readonly unanchored: readonly number[];
  /** Sticky regular expression of a rule, with indices where its secret is a group. */
  readonly sticky: (rule: number) => RegExp;
};

/** What a prepared ruleset is made of. `read` is asked for a rule once. */
export type Prepared = {
  readonly automaton: Automaton;
  readonly layout: Layout;
  readonly keywords: readonly string[];
  readonly hash: string;
  readonly count: number;
  readonly read: (number: number) => CompiledRule;
  readonly scoped: readonly ScopedRule[];
  readonly unanchored: readonly number[];
};

/** The flags with which a rule's source is run; `d` only where the place of a group is needed. */
export const flagsOf = (rule: CompiledRule): string => (rule.secretGroup > 0 ? 'dm' : 'm');

/** Puts the parts together; no rule is read before it is asked for. */
export function assemble({ automaton, layout, keywords, hash, count, read, scoped, unanchored }: Prepared) {
  const known: CompiledRule[] = [];
  const compiled: RegExp[] = [];
  const rule = (number: number): CompiledRule => {
    const found = known[number] ?? read(number);
    known[number] = found;
    return found;
  };
  const sticky = (number: number): RegExp => {
    const regex = compiled[number] ?? new RegExp(rule(number).source, `${flagsOf(rule(number))}y`);
    compiled[number] = regex;
    return regex;
  };
  return {
    ...layout,
    automaton,
    keywords,
    hash,
    count,
    rule,
    get rules() {
      return Array.from({ length: count }, (_, number) => rule(number));
    },
    scoped,
    unanchored,
    sticky,
  } satisfies PreparedRuleset;
}

export const scopedRules = (rules: readonly CompiledRule[]): ScopedRule[] =>
  rules.flatMap(({ id, paths }) => (paths.length > 0 ? [{ id, paths }] : []));

export const unanchoredNumbers = (rules: readonly CompiledRule[]): number[] =>
  rules.flatMap((rule, number) => (rule.anchors.length === 0 ? [number] : []));

/** Prepares a ruleset for scanning with the automaton of its keywords. */
export function prepareRuleset(ruleset: Ruleset, automaton: Automaton): PreparedRuleset {
  const { rules, keywords, hash } = ruleset;
  return assemble({
    automaton,
    layout: layOut(ruleset),
    keywords,
    hash,
    count: rules.length,
    read: number => rules[number] as CompiledRule,
    scoped: scopedRules(rules),
    unanchored: unanchoredNumbers(rules),
  });
}
