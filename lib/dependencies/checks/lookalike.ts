/**
 * Names that are one slip away from a popular one, or look like it. A name that is popular itself, or the project's own, is
 * never reported, nor is a short one. The limits were set on the package names of real manifests: a false alarm is worse
 * than a miss, since what is certain stands in the curated facts.
 */

import type { NearName } from '../../model/package-fact.ts';
import type { RuleDoc } from '../../model/rule.ts';
import type { Edit, Step } from '../resemblance.ts';
import { stepBetween } from '../resemblance.ts';
import { findAffixed } from './affixes.ts';
import type { NameCheck, Subject } from './check.ts';

const RULE: RuleDoc = {
  id: 'lookalike-package',
  service: 'Packages',
  description: 'Package whose name looks like that of a popular one',
  severity: 'high',
  confidence: 'medium',
  remediation: 'Check the spelling. Where the name is meant, allow the package in the configuration with the reason.',
  references: [
    'https://openssf.org/blog/2022/04/28/introducing-package-analysis-scanning-open-source-packages-for-malicious-behavior/',
  ],
};

/** The least length of the popular name, and the last rank of one that such an edit is looked for of. */
type Limit = { readonly length: number; readonly rank: number; readonly how: string };

const LIMITS: Readonly<Record<Edit, Limit>> = {
  swap: { length: 5, rank: 3000, how: 'two letters changed places' },
  repeat: { length: 5, rank: 3000, how: 'a letter is doubled, or a double one single' },
  neighbour: { length: 6, rank: 3000, how: 'a letter is the one beside it on the keyboard' },
  deletion: { length: 6, rank: 3000, how: 'a letter is missing' },
  insertion: { length: 7, rank: 2000, how: 'there is a letter more' },
  substitution: { length: 7, rank: 2000, how: 'a letter is another one' },
  plural: { length: 7, rank: 1000, how: 'the s at the end is one too many' },
};

const LONGEST_NAME = 100;
const DIGIT_OR_SEPARATOR = /[\d\-_./@]/;

const scopeOf = (name: string): string => (name.startsWith('@') ? name.slice(0, name.indexOf('/')) : '');

/**
 * What tells two names apart on purpose: a digit (versions), a separator (judged by looks), the first letter of a word
 * (`preact`, `eslint-plugin-vue`), or anything behind a scope, which has one owner.
 */
function isDeliberate({ edit, at, letters }: Step, right: string): boolean {
  if (DIGIT_OR_SEPARATOR.test(letters)) return true;
  const scope = scopeOf(right);
  if (scope !== '' && at >= scope.length) return true;
  const startsWord = at === 0 || DIGIT_OR_SEPARATOR.test(right[at - 1] ?? '');
  return startsWord && edit !== 'swap' && edit !== 'repeat';
}

function stepFrom({ name: right, rank }: NearName, wrong: string): Limit | null {
  const step = stepBetween(right, wrong);
  if (step === null || isDeliberate(step, right)) return null;
  const limit = LIMITS[step.edit];
  return right.length < limit.length || rank > limit.rank ? null : limit;
}

/** Names that differ in nothing but separators or scope mean different things where they are short. */
const SHORTEST_SAME = 6;

function sameLook({ data, package: found, name }: Subject): NearName | null {
  const scope = scopeOf(name);
  const near = data
    .looksLike(found.ecosystem, name)
    .filter(other => other.name.length >= SHORTEST_SAME && (scope === '' || scopeOf(other.name) !== scope));
  return near[0] ?? null;
}

type Likeness = { readonly other: string; readonly how: string };

function likenessOf(subject: Subject): Likeness | null {
  const { data, package: found, name } = subject;
  const same = sameLook(subject);
  if (same !== null)
    return { other: same.name, how: 'they differ in nothing but separators, scope or characters that look alike' };
  for (const near of data.oneEditFrom(found.ecosystem, name)) {
    const limit = stepFrom(near, name);
    if (limit !== null) return { other: near.name, how: limit.how };
  }
  const affixed = findAffixed(found.ecosystem, name, other => data.rank(found.ecosystem, other));
  return affixed === null ? null : { other: affixed, how: 'they differ in how they name the language' };
}

export const lookalikePackage: NameCheck = {
  rule: RULE,
  judge: subject => {
    const { package: found, name, data, isOwn } = subject;
    if (name.length > LONGEST_NAME || isOwn(name) || data.rank(found.ecosystem, name) !== null) return null;
    const likeness = likenessOf(subject);
    if (likeness === null) return null;
    return {
      ruleId: RULE.id,
      confidence: found.direct ? 'medium' : 'low',
      message: `${found.name} looks like the popular ${likeness.other}: ${likeness.how}`,
      replacement: likeness.other,
      package: found,
    };
  },
};
