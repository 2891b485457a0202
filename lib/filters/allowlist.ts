/** Suppresses what `allow` in gate.yaml names: by path, by rule, by what the secret looks like, or by all of them. */

import type { Candidate, Filter } from '../model/candidate.ts';
import type { AllowEntry } from '../model/config.ts';
import { compileGlobs } from '../text/glob.ts';
import { compileRegex } from '../text/regex.ts';
import { matchesRuleId } from '../text/rule-glob.ts';
import type { FilterKind } from './filter.ts';

/** Whether every criterion that an entry names holds for a candidate. */
function compileEntry({ paths, rules, values }: AllowEntry): (candidate: Candidate) => boolean {
  const fitsPath = paths.length === 0 ? null : compileGlobs(paths);
  const regexes = values.map(compileRegex);
  return ({ finding, secret }) =>
    (rules.length === 0 || rules.some(pattern => matchesRuleId(pattern, finding.ruleId))) &&
    (fitsPath === null || fitsPath(finding.location.path)) &&
    (regexes.length === 0 || regexes.some(regex => regex.test(secret)));
}

export const allowlist: FilterKind = {
  description: 'entries of `allow` in gate.yaml: paths, rules and values, each entry with its reason',
  compile: (config): Filter => {
    const entries = config.allow.map(entry => ({ fits: compileEntry(entry), reason: entry.reason, line: entry.line }));
    return candidate => {
      const entry = entries.find(({ fits }) => fits(candidate));
      return entry === undefined
        ? null
        : {
            by: 'allowlist',
            reason: entry.reason,
            ...(entry.line === undefined ? {} : { line: entry.line }),
          };
    };
  },
};
