/** What a check is: it finds trouble in the packages of a manifest. Knows nothing of output, suppressions or places in files. */

import type { AdvisoryDatabase } from '../../model/advisory.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import type { PackageData, PackageFact } from '../../model/package-fact.ts';
import type { RuleDoc } from '../../model/rule.ts';
import type { Confidence, Severity } from '../../model/severity.ts';
import type { Span } from '../../model/span.ts';

/** Trouble with one package of a manifest, or with a setting of the manifest itself. */
export type Trouble = {
  readonly ruleId: string;
  /** Where they differ from what the rule's document says. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** A sentence without full stop that names the package, why, and since when it is known. */
  readonly message: string;
  /** What to write instead: a name, or a name and a version. */
  readonly replacement?: string;
  readonly package: Package | null;
  /** The advisory that it rests on, where a package can have trouble with several. */
  readonly about?: string;
  /** True for what is too doubtful to stop a change: it is told, and no finding. */
  readonly isWarning?: true;
  /** Another place than that of the package: UTF-16 offsets into the manifest's text. */
  readonly at?: Span;
};

export type Check = {
  /** The rules that it reports by; ids are never renamed. */
  readonly rules: readonly RuleDoc[];
  readonly inspect: (manifest: Manifest) => readonly Trouble[];
};

/** What a user says of the packages of a project. */
export type CheckSettings = {
  /** Hosts that packages may come from, besides the one that most of a lockfile's come from. */
  readonly allowedHosts: readonly string[];
  /** Whether Actions are wanted by commit: then a tag or a branch is reported by default. */
  readonly pinActions: boolean;
};

export const DEFAULT_SETTINGS: CheckSettings = { allowedHosts: [], pinActions: false };

/** A package whose name is judged, with what stands around it. */
export type Subject = {
  readonly package: Package;
  /** Canonical. */
  readonly name: string;
  /** All that is known of it. */
  readonly facts: readonly PackageFact[];
  /** Whether the project that is scanned owns a name, or the scope that it is in. */
  readonly isOwn: (name: string) => boolean;
  readonly data: PackageData;
  /** Null where there is none. */
  readonly database: AdvisoryDatabase | null;
};

/** Looks at the name, version and digest of one package. */
export type NameCheck = {
  readonly rule: RuleDoc;
  readonly judge: (subject: Subject) => Trouble | null;
};
