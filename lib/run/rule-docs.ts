/** All rules as listings show them: what the compiled ruleset and the prose say, brought together by id. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PreparedRuleset } from '../detection/ruleset/prepare.ts';
import type { CompiledRule } from '../model/compiled-rule.ts';
import { GateError } from '../model/failure.ts';
import type { RuleDoc } from '../model/rule.ts';
import { nearestWord } from '../text/nearest.ts';
import type { LoadedRules } from './load-ruleset.ts';

/**
 * How a rule knows its secrets: by the token itself, by a service's name beside it, by the text around it, or by the look of
 * any value; or that it is about packages.
 */
export const RULE_CATEGORIES = ['self-identifying', 'near', 'structural', 'generic', 'package'] as const;
export type RuleCategory = (typeof RULE_CATEGORIES)[number];

export type ListedRule = RuleDoc & {
  readonly kind: 'secret' | 'dependency';
  readonly origin: 'built-in' | 'user';
  readonly category: RuleCategory;
  readonly keywords: readonly string[];
  /** Null for what no pattern finds. */
  readonly compiled: CompiledRule | null;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function categoryOf(rule: { readonly near: boolean; readonly secretGroup: number } | null): RuleCategory {
  if (rule === null) return 'generic';
  if (rule.near) return 'near';
  return rule.secretGroup > 0 ? 'structural' : 'self-identifying';
}

/** The words by which a rule is found, in lower case and code-unit order. */
export function keywordsOf({ keywords }: Pick<PreparedRuleset, 'keywords'>, rule: CompiledRule): string[] {
  const numbers = [...rule.anchors.map(({ keyword }) => keyword), ...rule.gates];
  return [...new Set(numbers.map(number => keywords[number] ?? ''))].sort(compare);
}

function readBuiltInDocs(dataDir: string): Record<string, RuleDoc> {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'rule-docs.json'), 'utf8'));
  } catch {
    throw new GateError('the built-in rules cannot be read', 'Reinstall gate, or run `npm run build` in its folder.');
  }
}

/** Every rule in force, by id in code-unit order. Throws GateError when the installation is broken. */
export function listRules(dataDir: string, { ruleset, userDocs }: LoadedRules): ListedRule[] {
  const compiled = new Map(ruleset.rules.map(rule => [rule.id, rule]));
  const docs = [...Object.values(readBuiltInDocs(dataDir)), ...userDocs.values()];
  return docs
    .map((doc): ListedRule => {
      const { id, service, description, severity, confidence, remediation, references } = doc;
      const rule = compiled.get(id) ?? null;
      return {
        ...{ id, service, description, severity, confidence, remediation, references },
        kind: doc.kind ?? 'secret',
        origin: rule?.origin ?? 'built-in',
        category: doc.kind === 'dependency' ? 'package' : categoryOf(rule),
        keywords: rule === null ? [] : keywordsOf(ruleset, rule),
        compiled: rule,
      };
    })
    .sort((a, b) => compare(a.id, b.id));
}

/** The rule of that id. Throws GateError with the nearest id there is. */
export function findRule(rules: readonly ListedRule[], id: string): ListedRule {
  const rule = rules.find(each => each.id === id);
  if (rule !== undefined) return rule;
  const ids = rules.map(each => each.id);
  const near = nearestWord(id, ids) ?? ids.find(each => each.startsWith(id));
  const remedy = near === undefined ? 'Run `gate rules list` to see them all.' : `Did you mean \`${near}\`?`;
  throw new GateError(`there is no rule \`${id}\``, remedy);
}

/** Names of services, letters and digits alone: `Face++`, `face` and `FACE` are the same. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The rules of a service, however its name is written. Throws GateError with the nearest service there is. */
export function rulesOfService(rules: readonly ListedRule[], service: string): ListedRule[] {
  const wanted = plainName(service);
  const found = rules.filter(
    rule => plainName(rule.service) === wanted || plainName(rule.id.split('-')[0] ?? '') === wanted,
  );
  if (found.length > 0) return found;
  const near = nearestWord(service, new Set(rules.map(rule => rule.service)));
  const remedy = near === undefined ? 'Run `gate rules coverage` to see the services.' : `Did you mean \`${near}\`?`;
  throw new GateError(`there is no rule for the service \`${service}\``, remedy);
}
