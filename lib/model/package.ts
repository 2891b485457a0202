/** A package as a manifest or a lockfile names it. */

import type { Span } from './span.ts';

/** OSV's names of ecosystems; those that OSV does not know (JSR, CocoaPods, conda) are named likewise. */
export const ECOSYSTEMS = [
  'npm',
  'JSR',
  'PyPI',
  'conda',
  'Go',
  'crates.io',
  'RubyGems',
  'Packagist',
  'NuGet',
  'Maven',
  'GitHub Actions',
  'Pub',
  'Hex',
  'SwiftURL',
  'CocoaPods',
  'ConanCenter',
  'CRAN',
] as const;
export type Ecosystem = (typeof ECOSYSTEMS)[number];

/** Where a package comes from. `workspace`: a member of the same project. `file`: a folder or archive on the machine. */
export type PackageSource = 'registry' | 'git' | 'url' | 'file' | 'workspace';

/** What a package is needed for. `constraint` names no need: it only bounds the version of what others ask for. */
export type PackageGroup = 'main' | 'dev' | 'optional' | 'peer' | 'build' | 'override' | 'constraint';

export type Package = {
  readonly ecosystem: Ecosystem;
  /** The name of what is fetched, as written; Maven's as `group:artifact`, Actions as `owner/repo[/path]`, git ones as far as known. */
  readonly name: string;
  /** The name it is installed or imported under, where that is another one (`foo@npm:bar@1`). */
  readonly alias?: string;
  /** The exact version, as written but for a `v` or `==` before it; null where the file leaves it open. */
  readonly version: string | null;
  /** What a manifest asks for, as written (`^1.2`, `>=2,<3`, `*`, a tag, a branch); null where none is written, and in lockfiles. */
  readonly range: string | null;
  readonly source: PackageSource;
  /** Address that the file itself gives for the package: of an archive, a repository (`git+https://…#ref`), an index, or a path. */
  readonly resolved: string | null;
  /** Digests as `algorithm-base64` (SRI) or `algorithm:hex`, as written. */
  readonly integrity: readonly string[];
  readonly group: PackageGroup;
  /** Whether the project itself asks for it, as far as this file tells. */
  readonly direct: boolean;
  /** The text that npm, Composer and others keep of a deprecated or abandoned package. */
  readonly deprecated?: string;
  /** True where the lockfile says that installing it runs a script of its own. */
  readonly installScript?: boolean;
  /** True where it comes inside the archive of another package and so has neither address nor digest of its own. */
  readonly bundled?: boolean;
  /** Where it is named: UTF-16 offsets into the text that was parsed; the name where it stands by itself, never more than one line. */
  readonly at: Span;
};
