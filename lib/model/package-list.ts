/** The packages that manifests and lockfiles name: what `gate deps list` shows. */

import type { Diagnostic } from './diagnostic.ts';
import type { Package } from './package.ts';

export type ListedPackage = Omit<Package, 'at'> & {
  readonly purl: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly line: number;
  readonly role: 'manifest' | 'lockfile';
};

export type PackageList = {
  /** The version of gate. */
  readonly version: string;
  /** By path, then line. */
  readonly packages: readonly ListedPackage[];
  readonly manifests: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
};
