/** Where each rule applies, and how grave its findings are: what the configuration and the rules' own path globs say. */

import type { ScopedRule } from '../model/compiled-rule.ts';
import type { Config, RuleSetting } from '../model/config.ts';
import type { RuleSummary } from '../model/rule.ts';
import type { Severity } from '../model/severity.ts';
import { compileGlobs } from '../text/glob.ts';
import { settingFor } from '../text/rule-glob.ts';

export type Scope = {
  /** Whether any rule that names paths may be for this one. A quick no. */
  readonly mayCover: (path: string) => boolean;
  /** Whether the rule is for files of that path at all. */
  readonly covers: (ruleId: string, path: string) => boolean;
  /** Whether the configuration leaves the rule on. */
  readonly isOn: (ruleId: string) => boolean;
  readonly severity: (rule: RuleSummary) => Severity;
};

/** Settings are read in order: the last that fits a rule wins. */
export function createScope(settings: Config['rules'], rules: readonly ScopedRule[]): Scope {
  const known = new Map<string, RuleSetting | undefined>();
  const settingOf = (ruleId: string): RuleSetting | undefined => {
    if (!known.has(ruleId)) known.set(ruleId, settingFor(ruleId, settings));
    return known.get(ruleId);
  };
  const globs = new Map(rules.filter(rule => rule.paths.length > 0).map(rule => [rule.id, rule.paths]));
  const scoped = new Map<string, (path: string) => boolean>();
  const covers = (ruleId: string, path: string): boolean => {
    const paths = globs.get(ruleId);
    if (paths === undefined) return true;
    const fits = scoped.get(ruleId) ?? compileGlobs(paths);
    scoped.set(ruleId, fits);
    return fits(path);
  };
  let fitsAny: ((path: string) => boolean) | null = null;
  return {
    mayCover: path => {
      // A glob that takes back narrows its own rule and no other.
      fitsAny ??= compileGlobs(rules.flatMap(rule => rule.paths).filter(glob => !glob.startsWith('!')));
      return fitsAny(path);
    },
    covers,
    isOn: ruleId => settingOf(ruleId)?.enabled !== false,
    severity: rule => settingOf(rule.id)?.severity ?? rule.severity,
  };
}
