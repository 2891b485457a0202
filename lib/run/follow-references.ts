/** Follows what manifests refer to (`-r base.txt`, a parent pom) to files that the scan did not come by itself. */

import { readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { createTextLines } from '../text/text-lines.ts';
import type { HeldManifest } from './hold-manifests.ts';
import type { ReadManifest } from './read-manifests.ts';

/** Kinds whose files are in the same format; a workspace's members are manifests by their own names. */
const FOLLOWED = new Set(['requirements', 'constraints']);

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
      if (bytes === null) {
        const { line } = createTextLines(from.text, from.firstLine).position(reference.at.start);
        const message = `refers to a file that is not there, too big or outside of what is scanned; its packages were not checked`;
        diagnostics.push({ kind: 'broken-manifest', path: manifest.path, line, message });
      } else {
        const { format } = manifest;
        held.push({ path, format, origin, whole: true, parts: [{ bytes, line: 1 }], added: addedOf(origin) });
      }
    }
  }
  return { held, diagnostics };
}
