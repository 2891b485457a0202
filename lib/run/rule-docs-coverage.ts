/** What the rules cover: services and categories counted, and which entries of somebody else's list have no rule here. */

import type { ListedRule, RuleCategory } from './rule-docs.ts';
import { plainName, RULE_CATEGORIES } from './rule-docs.ts';

export type Coverage = {
  readonly rules: number;
  readonly services: readonly { readonly service: string; readonly rules: number }[];
  readonly categories: Readonly<Record<RuleCategory, number>>;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Services in code-unit order of their names. */
export function countCoverage(rules: readonly ListedRule[]): Coverage {
  const services = new Map<string, number>();
  for (const { service } of rules) services.set(service, (services.get(service) ?? 0) + 1);
  const count = (category: RuleCategory): number => rules.filter(rule => rule.category === category).length;
  return {
    rules: rules.length,
    services: [...services].sort(([a], [b]) => compare(a, b)).map(([service, count]) => ({ service, rules: count })),
    categories: Object.fromEntries(
      RULE_CATEGORIES.map(category => [category, count(category)]),
    ) as Coverage['categories'],
  };
}

/** An entry of a list to be compared: a service's name, or a rule of another scanner with its keywords. */
export type Subject = { readonly name: string; readonly service: string; readonly keywords: readonly string[] };

/** By what a rule is taken to cover an entry: it looks for the same literal, or belongs to the same service. */
export type Covered = {
  readonly name: string;
  readonly by: 'keyword' | 'service' | null;
  readonly rules: readonly string[];
};

/** Literals with a sign or a digit identify a token; plain words stand anywhere. */
const isTelling = (keyword: string): boolean => keyword.length >= 4 && /[^a-z]/.test(keyword);

/** A first part of at least this many letters is compared with those of services. */
const SHORTEST = 3;

/** Compares every entry with the rules, in the order of the list. */
export function compareCoverage(rules: readonly ListedRule[], list: readonly Subject[]): Covered[] {
  const specific = rules.filter(({ category }) => category !== 'generic');
  return list.map(({ name, service, keywords }) => {
    const telling = keywords.map(keyword => keyword.toLowerCase()).filter(isTelling);
    const sameLiteral = specific.filter(rule =>
      rule.keywords.some(
        known => isTelling(known) && telling.some(word => word.startsWith(known) || known.startsWith(word)),
      ),
    );
    if (sameLiteral.length > 0) return { name, by: 'keyword', rules: sameLiteral.map(({ id }) => id) };
    const wanted = plainName(service);
    const sameService = specific.filter(rule => {
      const names = [plainName(rule.service), plainName(rule.id.split('-')[0] ?? '')];
      return names.some(known => known === wanted || (wanted.length >= SHORTEST && plainName(name).startsWith(known)));
    });
    return { name, by: sameService.length > 0 ? 'service' : null, rules: sameService.map(({ id }) => id) };
  });
}
