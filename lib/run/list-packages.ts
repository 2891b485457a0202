/** Lists what the manifests below some paths name, for commands that are about packages alone. */

import { toPurl } from '../dependencies/purl.ts';
import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ListedPackage, PackageList } from '../model/package-list.ts';
import { readListedFile } from '../sources/files.ts';
import { createTextLines } from '../text/text-lines.ts';
import type { HeldManifest } from './hold-manifests.ts';
import { createManifestHolder } from './hold-manifests.ts';
import type { Input } from './open-source.ts';
import { openListing } from './open-source.ts';
import { readAllManifests } from './packages.ts';
import type { ReadManifest } from './read-manifests.ts';

export type ListRequest = {
  readonly version: string;
  readonly input: Input & { kind: 'paths' };
  readonly config: Config;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every manifest that the listing names or meets; other files are passed by, and so are what is said of them. */
async function holdManifests({ input, config, cwd, env }: ListRequest) {
  const held: HeldManifest[] = [];
  const diagnostics: Diagnostic[] = [];
  const hold = createManifestHolder({ imports: false });
  const listing = await openListing(input, config, cwd, env);
  for (let next = listing.next(); next.done !== true; next = listing.next()) {
    const entry = next.value;
    if (entry.kind === 'diagnostic') diagnostics.push(entry.diagnostic);
    if (entry.kind !== 'file' || !hold.wants(entry.path)) continue;
    for (const item of readListedFile(entry, config.maxFileSize)) {
      if (item.kind === 'chunk') hold.take(held, item.chunk);
      else if (item.kind === 'diagnostic') diagnostics.push(item.diagnostic);
    }
  }
  return { held: held.sort((a, b) => compare(a.path, b.path)), diagnostics };
}

/** What commands install is no part of what a project is made of. */
function listManifest({ manifest, place }: ReadManifest): ListedPackage[] {
  const { role } = manifest;
  if (role === 'commands' || role === 'imports') return [];
  const lines = createTextLines(place.text, place.firstLine);
  return manifest.packages.map(({ at, ...listed }) => ({
    ...listed,
    purl: toPurl(listed.ecosystem, listed.name, listed.version),
    path: manifest.path,
    line: lines.position(at.start).line,
    role,
  }));
}

/** Reads the manifests below the request's paths. Throws GateError for what makes that impossible. */
export async function readManifestsBelow(request: ListRequest) {
  const { held, diagnostics } = await holdManifests(request);
  const all = await readAllManifests(held, request.cwd, request.config.maxFileSize);
  return { read: all.read, diagnostics: [...diagnostics, ...all.diagnostics] };
}

/** Lists the packages of the manifests below the request's paths, by path and line. */
export async function listPackages(request: ListRequest): Promise<PackageList> {
  const { read, diagnostics } = await readManifestsBelow(request);
  return {
    version: request.version,
    packages: read.flatMap(listManifest),
    manifests: read.filter(({ manifest }) => manifest.role !== 'commands').map(({ manifest }) => manifest.path),
    diagnostics,
  };
}
