/** Advisories as the local database holds them: OSV records, one for each package that they are about. */

import type { Ecosystem } from './package.ts';
import type { Severity } from './severity.ts';

/**
 * A stretch of versions in the ecosystem's order. `introduced` null: from before the first. `fixed` and `limit` are the first
 * behind it, `lastAffected` the last in it; where all are null it has no end.
 */
export type AffectedRange = {
  readonly introduced: string | null;
  readonly fixed: string | null;
  readonly lastAffected: string | null;
  readonly limit: string | null;
};

export type Advisory = {
  /** OSV's id; `MAL-` for malicious packages. */
  readonly id: string;
  /** What else the same trouble is called, sorted. */
  readonly aliases: readonly string[];
  readonly severity: Severity;
  /** One line of text by strangers, cut; may be empty. */
  readonly summary: string;
  /** When the record was published, `YYYY-MM-DD`; empty where it does not say. */
  readonly date: string;
  readonly ranges: readonly AffectedRange[];
  /** Versions outside of all ranges. */
  readonly versions: readonly string[];
};

/** What a list of versions tells of a package. */
export type KnownVersions = {
  /** The newest of each major that is still published, as the list has them. */
  readonly newest: readonly string[];
  /** Versions that were taken back. */
  readonly yanked: readonly string[];
  /** Why the package is given up, in the words of the list; empty where it says no more; null where it is not. */
  readonly archived: string | null;
};

export type BadArchive = {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly id: string;
  readonly date: string;
};

/** What the database holds of an ecosystem. Days are `YYYY-MM-DD`, those on which the data was fetched. */
export type DatabaseContents = {
  readonly vulnerable: number;
  readonly malicious: number;
  /** When its advisories were last fetched. */
  readonly advisoriesDate: string | null;
  readonly names: { readonly date: string; readonly count: number } | null;
  readonly versions: { readonly date: string; readonly count: number } | null;
};

/** The local database, for look-ups. All names are canonical. */
export type AdvisoryDatabase = {
  /** When it was put together, `YYYY-MM-DD`. */
  readonly date: string;
  readonly ecosystems: ReadonlyMap<Ecosystem, DatabaseContents>;
  readonly vulnerable: (ecosystem: Ecosystem, name: string) => readonly Advisory[];
  readonly malicious: (ecosystem: Ecosystem, name: string) => readonly Advisory[];
  readonly badArchive: (integrity: string) => BadArchive | null;
  /** Whether the full set of names holds this one; null where there is no such set. Of a thousand unknown names one is taken for known. */
  readonly isKnown: (ecosystem: Ecosystem, name: string) => boolean | null;
  readonly versions: (ecosystem: Ecosystem, name: string) => KnownVersions | null;
};
