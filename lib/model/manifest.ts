/** Manifests (what a project asks for), lockfiles (what it got) and files of commands (what they install), read. */

import type { Ecosystem, Package } from './package.ts';
import type { Span } from './span.ts';

export type ManifestText = {
  /** As it is reported. Formats look at the name where the same syntax is read in two ways. */
  readonly path: string;
  /** The whole text, without a byte order mark, line ends as they are. */
  readonly text: string;
};

/** Another file that belongs to what was read; whoever runs the scan resolves it. */
export type ManifestReference = {
  readonly kind: 'requirements' | 'constraints' | 'parent' | 'member';
  /** As written, relative to the folder of the manifest; may hold globs for members. */
  readonly path: string;
  readonly at: Span;
};

/** Something that could not be read. The message quotes no more than a name, and says what was left out. */
export type ManifestFault = { readonly line: number; readonly message: string };

/** What a lockfile remembers of the manifest that it was made from: its direct requirements. */
export type LockedRequirement = {
  /** The folder of the manifest, relative to the lockfile's, `.` for its own. */
  readonly importer: string;
  /** Name, alias and range as a package of the manifest has them. */
  readonly name: string;
  readonly alias?: string;
  readonly range: string;
};

/** A setting in a manifest that says where packages come from: an index, a registry, a mirror. */
export type SourceSetting = {
  /** `main` replaces the ecosystem's own index, `extra` is asked beside it (so that names can be confused). */
  readonly kind: 'main' | 'extra';
  readonly url: string;
  readonly at: Span;
  /** Where the file speaks of several ecosystems. */
  readonly ecosystem?: Ecosystem;
};

export type ParsedManifest = {
  /** In file order. */
  readonly packages: readonly Package[];
  readonly references: readonly ManifestReference[];
  readonly faults: readonly ManifestFault[];
  /** Only lockfiles that hold them. */
  readonly requirements?: readonly LockedRequirement[];
  readonly sources?: readonly SourceSetting[];
  /** The name that the manifest gives its own project, where it does. */
  readonly projectName?: string;
  /** The lifecycle scripts of an npm manifest that run when the project is installed. */
  readonly installScripts?: readonly { readonly name: string; readonly at: Span }[];
};

export type ManifestFormat = {
  /** Null where it names packages of several. */
  readonly ecosystem: Ecosystem | null;
  /** `commands`: it names what is installed when it is run or followed; `imports`: what code needs. Neither is a project's manifest. */
  readonly role: 'manifest' | 'lockfile' | 'commands' | 'imports';
  /** One phrase for the table of formats. */
  readonly description: string;
  /** Never throws: what is broken becomes a fault, and what could be read is returned. */
  readonly parse: (manifest: ManifestText) => ParsedManifest;
};

/** A format's line in the registry: what a scan must know of it before it meets such a file. */
export type ManifestEntry = {
  /** Which files are in this format, as lines of .gitignore are written: `package-lock.json`, `*.gemspec`, `.github/workflows/*.yml`. */
  readonly files: readonly string[];
  /** Whether a text may be in this format, where most files of that name are in none: it lacks the head of a script's dependencies. It is given its bytes as Latin-1. */
  readonly mayHold?: (text: string) => boolean;
  /** Whether a file of another format is read in this one as well. */
  readonly beside?: true;
  /** Loads the parser: a scan that meets no such file does without it. */
  readonly load: () => Promise<ManifestFormat>;
};

/** A manifest in its place. */
export type Manifest = ParsedManifest & {
  readonly path: string;
  /** The key of its format in the registry. */
  readonly format: string;
  readonly ecosystem: ManifestFormat['ecosystem'];
  readonly role: ManifestFormat['role'];
};
