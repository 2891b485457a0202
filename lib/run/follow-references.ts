/** Follows what manifests refer to (`-r base.txt`, a parent pom) to files that the scan did not come by itself. */

import { readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ManifestPlace } from '../engine/packages.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ManifestReference } from '../model/manifest.ts';
import { createTextLines } from '../text/text-lines.ts';
import type { HeldManifest } from './hold-manifests.ts';
import type { ReadManifest } from './read-manifests.ts';

/** Kinds whose files are in the same format; a workspace's members are manifests by their own names. */
const FOLLOWED = new Set(['requirements', 'constraints']);

/** The format of the files that commands refer to. Those may lie in another folder than the one that the command runs in. */
const OF_COMMANDS = 'pypi-requirements';

export type Followed = { readonly held: readonly HeldManifest[]; readonly diagnostics: readonly Diagnostic[] };

type Place = { readonly root: string; readonly cwd: string; readonly maxFileSize: number };

function readFile({ root, maxFileSize }: Place, path: string): Buffer | null {
  try {
    const stat = statSync(join(root, path));
    return stat.isFile() && stat.size <= maxFileSize ? readFileSync(join(root, path)) : null;
  } catch {
    return null;
  }
}

async function readStaged({ cwd }: Place, path: string): Promise<Buffer | null> {
  const { tryGit } = await import('../sources/git/plumbing.ts');
  const outcome = tryGit({ cwd, args: ['cat-file', 'blob', `:${path}`] });
  return outcome.ok ? outcome.output : null;
}

type ReadReferred = (place: Place, path: string) => Buffer | null | Promise<Buffer | null>;

const READERS: Partial<Record<HeldManifest['origin'], ReadReferred>> = { file: readFile, staged: readStaged };

/** A file that is committed already adds nothing by being referred to: of it no line counts. */
const addedOf = (origin: HeldManifest['origin']): [] | null => (origin === 'staged' ? [] : null);

function missing(path: string, { text, firstLine }: ManifestPlace, { at }: ManifestReference): Diagnostic {
  const { line } = createTextLines(text, firstLine).position(at.start);
  const message =
    'refers to a file that is not there, too big or outside of what is scanned; its packages were not checked';
  return { kind: 'broken-manifest', path, line, message };
}

/** The files that `read` refers to and that are not in `known`, which they join. */
export async function followReferences(
  read: readonly ReadManifest[],
  known: Set<string>,
  place: Place,
): Promise<Followed> {
  const held: HeldManifest[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { manifest, origin, place: from } of read) {
    const readBytes = READERS[origin];
    if (readBytes === undefined) continue;
    for (const reference of manifest.references) {
      if (!FOLLOWED.has(reference.kind)) continue;
      const path = posix.normalize(posix.join(posix.dirname(manifest.path), reference.path));
      if (known.has(path)) continue;
      known.add(path);
      const bytes = path.startsWith('../') || reference.path.includes('://') ? null : await readBytes(place, path);
      if (bytes !== null) {
        const format = manifest.role === 'commands' ? OF_COMMANDS : manifest.format;
        held.push({ path, format, origin, whole: true, parts: [{ bytes, line: 1 }], added: addedOf(origin) });
      } else if (manifest.role !== 'commands') diagnostics.push(missing(manifest.path, from, reference));
    }
  }
  return { held, diagnostics };
}
