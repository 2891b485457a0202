/** What is known of a package by name: an entry of rules/packages/*.yaml, its file's defaults filled in. */

import type { Ecosystem } from './package.ts';
import type { Confidence } from './severity.ts';

/**
 * `malicious`: code that harms whoever installs it. `hallucinated`: a name that language models make up. `import-confusion`: the
 * name by which another package is imported. `stdlib-name`: a module of the language itself. `obsolete-backport`: a copy of one,
 * for versions of the language that are no more. `builtin-name`: a module of the runtime. `deprecated`: given up, or replaced.
 * `do-not-flag`: right, though it looks wrong. `not-a-confusion`: the package itself, which others are taken for.
 */
export const FACT_KINDS = [
  'malicious',
  'hallucinated',
  'import-confusion',
  'stdlib-name',
  'obsolete-backport',
  'builtin-name',
  'deprecated',
  'do-not-flag',
  'not-a-confusion',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export type PackageFact = {
  readonly kind: FactKind;
  readonly ecosystem: Ecosystem;
  /** Canonical. */
  readonly name: string;
  /** `*` alone for all, or exact versions, or ranges of the ecosystem that begin with a comparison (`<4`). */
  readonly versions: readonly string[];
  /** The one package to use instead, as its registry writes it. */
  readonly use?: string;
  /** What to do where no one package takes the place. A clause without full stop. */
  readonly advice?: string;
  /** More for people: what happened, who has the name now. A clause without full stop. */
  readonly note?: string;
  /** Where it was read: the id of a record, a thread, a page, a maintainer's word. */
  readonly source: string;
  /** When it became known, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: string;
  /** `high` rests on a record or on the package's own word, `medium` on several reports, `low` is to be taken as a hint. */
  readonly confidence: Confidence;
  /** Digests of archives that are known to be bad, as in a lockfile (`sha512-…`). */
  readonly hashes?: readonly string[];
};

/** A name that is close to one that many use. `rank` is that one's place among the popular, from 1. */
export type NearName = { readonly name: string; readonly rank: number };

/** What gate knows of packages, for look-ups. All names are canonical. */
export type PackageData = {
  /** The day until which the facts were gathered, `YYYY-MM-DD`. */
  readonly date: string;
  /** In the order of FACT_KINDS, then of the files. */
  readonly facts: (ecosystem: Ecosystem, name: string) => readonly PackageFact[];
  /** The fact that tells this digest (`sha512-…`) to be of a bad archive. */
  readonly badHash: (integrity: string) => PackageFact | null;
  /** The place among the popular names of the ecosystem, from 1, or null. */
  readonly rank: (ecosystem: Ecosystem, name: string) => number | null;
  /** Popular names that one edit (a letter left out, put in, changed, or two swapped) leads to, most popular first. */
  readonly oneEditFrom: (ecosystem: Ecosystem, name: string) => readonly NearName[];
  /** Popular names that are the same once case, separators, scopes and characters that look alike are put aside. */
  readonly looksLike: (ecosystem: Ecosystem, name: string) => readonly NearName[];
};
