/**
 * Names that are one slip away from a popular one, or look like it. A name that is popular itself, or the project's own, is
 * never reported, nor is a short one. The limits were set by holding back a tenth of the popular names at a time and counting
 * which of them were taken for others: a false alarm is worse than a miss, since what is certain stands in the curated facts.
 */

import type { NearName } from '../../model/package-fact.ts';
import type { RuleDoc } from '../../model/rule.ts';
import type { Confidence } from '../../model/severity.ts';
import type { Edit, Step } from '../resemblance.ts';
import { stepBetween, withoutSeparators } from '../resemblance.ts';
import type { Likeness } from './affixes.ts';
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
    'https://docs.npmjs.com/threats-and-mitigations',
    'https://owasp.org/www-project-open-source-software-top-10/',
  ],
};

/** The least length of the popular name; up to which rank such an edit is likely a slip, and up to which it may be one. */
type Limit = { readonly length: number; readonly likely: number; readonly possible: number; readonly how: string };

const LIMITS: Readonly<Record<Edit, Limit>> = {
  swap: { length: 5, likely: 1700, possible: 6000, how: 'two letters changed places' },
  repeat: { length: 5, likely: 1700, possible: 6000, how: 'a letter is doubled, or a double one single' },
  neighbour: { length: 6, likely: 800, possible: 3000, how: 'a letter is the one beside it on the keyboard' },
  deletion: { length: 6, likely: 500, possible: 3000, how: 'a letter is missing' },
  insertion: { length: 6, likely: 300, possible: 2000, how: 'there is a letter more' },
  substitution: { length: 7, likely: 0, possible: 2000, how: 'a letter is another one' },
  plural: { length: 7, likely: 0, possible: 1000, how: 'the s at the end is one too many' },
};

const LONGEST_NAME = 100;
const DIGIT_OR_SEPARATOR = /[\d\-_./@:]/;

/** Whoever owns a scope, an organisation or a group owns all names in it. Empty where a name has none. */
const ownerOf = (name: string): string => name.slice(0, Math.max(name.lastIndexOf('/'), name.indexOf(':'), 0));

/**
 * What tells two names apart on purpose: a digit (versions), a separator (judged by looks), the first letter of a word
 * (`preact`, `eslint-plugin-vue`), or anything behind the name of an owner.
 */
function isDeliberate({ edit, at, letters }: Step, right: string): boolean {
  if (DIGIT_OR_SEPARATOR.test(letters)) return true;
  const owner = ownerOf(right);
  if (owner !== '' && at >= owner.length) return true;
  const startsWord = at === 0 || DIGIT_OR_SEPARATOR.test(right[at - 1] ?? '');
  return startsWord && edit !== 'swap' && edit !== 'repeat';
}

function judgeStep({ name: right, rank }: NearName, wrong: string): Likeness | null {
  const step = stepBetween(right, wrong);
  if (step === null || isDeliberate(step, right)) return null;
  const { length, likely, possible, how } = LIMITS[step.edit];
  if (right.length < length || rank > possible) return null;
  return { other: right, how, confidence: rank <= likely ? 'medium' : 'low' };
}

/** Names that differ in nothing but separators or scope mean different things where they are short. */
const SHORTEST_SAME = 6;
const TYPES = '@types/';

/**
 * npm and PyPI refuse new names that differ from others in separators only, and many old ones do: only what the eye cannot tell
 * apart is likely to be meant badly, and a scope of types that is not the real one.
 */
function judgeLook({ name: right }: NearName, wrong: string): Likeness | null {
  if (right.length < SHORTEST_SAME || (ownerOf(right) !== '' && ownerOf(right) === ownerOf(wrong))) return null;
  const isPlain = withoutSeparators(right) === withoutSeparators(wrong);
  const how = isPlain ? 'they differ in separators or scope only' : 'they differ in characters that look alike';
  const confidence: Confidence = isPlain && !right.startsWith(TYPES) ? 'low' : 'medium';
  return { other: right, how, confidence };
}

function likenessOf({ data, package: found, name }: Subject): Likeness | null {
  const { ecosystem } = found;
  const all = [
    ...data.looksLike(ecosystem, name).map(near => judgeLook(near, name)),
    ...data.oneEditFrom(ecosystem, name).map(near => judgeStep(near, name)),
  ].filter(likeness => likeness !== null);
  const best = all.find(({ confidence }) => confidence === 'medium') ?? all[0];
  return best ?? findAffixed(ecosystem, name, other => data.rank(ecosystem, other));
}

/** What others bring along was not mistyped here, and is not looked at: a lockfile holds thousands of names, a manifest tens. */
export const lookalikePackage: NameCheck = {
  rule: RULE,
  judge: subject => {
    const { package: found, name, data, isOwn } = subject;
    if (!found.direct || name.length > LONGEST_NAME || isOwn(name) || data.rank(found.ecosystem, name) !== null)
      return null;
    const likeness = likenessOf(subject);
    if (likeness === null) return null;
    return {
      ruleId: RULE.id,
      confidence: likeness.confidence,
      message: `${found.name} looks like the popular ${likeness.other}: ${likeness.how}`,
      replacement: likeness.other,
      package: found,
    };
  },
};
