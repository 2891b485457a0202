/** What a parser writes into while it reads: packages with the usual answers filled in, and faults that cannot become a flood. */

import type { ManifestFault, ManifestReference, ParsedManifest, SourceSetting } from '../../model/manifest.ts';
import type { Ecosystem, Package } from '../../model/package.ts';

/** Behind this many a file is most likely something else, and a reader has seen enough. */
const MOST_FAULTS = 20;

/** A package must have a name and a place; the rest is as usual: from a registry, asked for by the project, for its main use. */
export type PackageParts = Pick<Package, 'name' | 'at'> & Partial<Package>;

/** Parts that are still being put together. */
export type GrowingParts = { -readonly [key in keyof PackageParts]: PackageParts[key] };

export type Draft = {
  readonly packages: Package[];
  readonly references: ManifestReference[];
  readonly faults: ManifestFault[];
  readonly sources: SourceSetting[];
  readonly add: (parts: PackageParts) => void;
  /** `line` is 1-based. */
  readonly fault: (line: number, message: string) => void;
};

const NO_DIGESTS: readonly string[] = [];

/** With the usual answers. Key by key: a lockfile has thousands of packages, and spreading one into another takes V8 twenty times as long. */
export function completePackage(parts: PackageParts, ecosystem: Ecosystem): Package {
  const { alias, deprecated, installScript, bundled } = parts;
  const found: { -readonly [key in keyof Package]: Package[key] } = {
    ecosystem: parts.ecosystem ?? ecosystem,
    name: parts.name,
    version: parts.version ?? null,
    range: parts.range ?? null,
    source: parts.source ?? 'registry',
    resolved: parts.resolved ?? null,
    integrity: parts.integrity ?? NO_DIGESTS,
    group: parts.group ?? 'main',
    direct: parts.direct ?? true,
    at: parts.at,
  };
  if (alias !== undefined) found.alias = alias;
  if (deprecated !== undefined) found.deprecated = deprecated;
  if (installScript !== undefined) found.installScript = installScript;
  if (bundled !== undefined) found.bundled = bundled;
  return found;
}

export function createDraft(ecosystem: Ecosystem): Draft {
  const packages: Package[] = [];
  const faults: ManifestFault[] = [];
  return {
    packages,
    references: [],
    faults,
    sources: [],
    add: parts => {
      packages.push(completePackage(parts, ecosystem));
    },
    fault: (line, message) => {
      if (faults.length < MOST_FAULTS) faults.push({ line, message });
      else if (faults.length === MOST_FAULTS) faults.push({ line, message: 'more could not be read from here on' });
    },
  };
}

/** The result of reading; what is not there is left out. */
export function finish(
  { packages, references, faults, sources }: Draft,
  rest: Omit<Partial<ParsedManifest>, 'packages' | 'references' | 'faults' | 'sources'> = {},
): ParsedManifest {
  const inOrder = faults.toSorted((a, b) => a.line - b.line);
  return { packages, references, faults: inOrder, ...(sources.length === 0 ? {} : { sources }), ...rest };
}

/** The one fault of a text that is something else. */
export const notTheFormat = (what: string): ParsedManifest => ({
  packages: [],
  references: [],
  faults: [{ line: 1, message: `this is not ${what}: no packages were read` }],
});
