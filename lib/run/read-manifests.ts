/** Parses the manifests that a scan came by, each with the parser of its format, loaded when it is needed. */

import { IMPORTS } from '../dependencies/imports/index.ts';
import { MANIFESTS } from '../dependencies/manifests/index.ts';
import type { ManifestPlace } from '../engine/packages.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manifest, ManifestEntry, ManifestFormat } from '../model/manifest.ts';
import type { HeldManifest } from './hold-manifests.ts';
import { partialManifest, readTexts } from './manifest-texts.ts';

export type ReadManifest = {
  readonly manifest: Manifest;
  readonly place: ManifestPlace;
  /** The manifest as it was before the change, where there is one. */
  readonly before: Manifest | null;
  readonly origin: HeldManifest['origin'];
};

export type ReadManifests = { readonly read: readonly ReadManifest[]; readonly diagnostics: readonly Diagnostic[] };

const ENTRIES: Readonly<Record<string, ManifestEntry>> = { ...MANIFESTS, ...IMPORTS };

const loaded = new Map<string, Promise<ManifestFormat>>();

/** The parser of a format; null for a format that there is none of. */
export function loadFormat(id: string): Promise<ManifestFormat> | null {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const format = ENTRIES[id]?.load() ?? null;
  if (format !== null) loaded.set(id, format);
  return format;
}

function parseText(id: string, format: ManifestFormat, path: string, text: string): Manifest {
  const { ecosystem, role } = format;
  return { ...format.parse({ path, text }), path, format: id, ecosystem, role };
}

const faultsOf = ({ faults }: Manifest, { path, firstLine }: ManifestPlace): Diagnostic[] =>
  faults.map(({ line, message }) => ({ kind: 'broken-manifest', path, line: line + firstLine - 1, message }));

/** A hunk that reads without fault, or in which packages are found, can be judged by itself. */
const isReadable = ({ packages, faults }: Manifest): boolean => packages.length > 0 || faults.length === 0;

type ParsedPlace = { readonly place: ManifestPlace; readonly manifest: Manifest };

/** Most of them install nothing, and then there is nothing to say of them. A part of one can be read by itself, and what it was before tells nothing. */
function readCommands(held: HeldManifest, parsed: readonly ParsedPlace[]): ReadManifests {
  const naming = parsed.filter(
    ({ manifest: { packages, references, sources = [] } }) => packages.length + references.length + sources.length > 0,
  );
  return {
    read: naming.map(each => ({ ...each, before: null, origin: held.origin })),
    diagnostics: parsed.flatMap(({ manifest, place }) => (place.whole ? faultsOf(manifest, place) : [])),
  };
}

async function readOne(held: HeldManifest, cwd: string): Promise<ReadManifests> {
  const format = await loadFormat(held.format);
  if (format === null) return { read: [], diagnostics: [] };
  const { places, before } = await readTexts(held, cwd);
  const old = before === null ? null : parseText(held.format, format, held.path, before);
  const parsed = places.map(place => ({ place, manifest: parseText(held.format, format, held.path, place.text) }));
  if (format.role === 'commands' || format.role === 'imports') return readCommands(held, parsed);
  const whole = parsed.every(({ place }) => place.whole);
  const usable = whole ? parsed : parsed.filter(({ manifest }) => isReadable(manifest));
  const diagnostics = whole
    ? parsed.flatMap(({ manifest, place }) => faultsOf(manifest, place))
    : usable.length < parsed.length || usable.every(({ manifest }) => manifest.packages.length === 0)
      ? [partialManifest(held)]
      : [];
  return { read: usable.map(each => ({ ...each, before: old, origin: held.origin })), diagnostics };
}

/** Reads them in order. What could not be read is a diagnostic; nothing is thrown for what a manifest holds. */
export async function readManifests(held: readonly HeldManifest[], cwd: string): Promise<ReadManifests> {
  const read: ReadManifest[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const one of held) {
    const part = await readOne(one, cwd);
    read.push(...part.read);
    diagnostics.push(...part.diagnostics);
  }
  return { read, diagnostics };
}
