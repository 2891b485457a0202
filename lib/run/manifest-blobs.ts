/** Asks git, or the work tree, for the whole contents that a change to a manifest begins and ends with. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryGit } from '../sources/git/plumbing.ts';
import { findGitRoot } from '../sources/git/root.ts';
import type { HeldManifest } from './hold-manifests.ts';

/** A longer lockfile is beyond any that a project has. */
const LONGEST = 256_000_000;

/** Whether a text has the object id that git would give it; ids may be abbreviated. */
function hasId(bytes: Buffer, id: string): boolean {
  const hash = createHash(id.length > 40 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex').startsWith(id);
}

/** A blob of the repository, or null where there is none of that id, no repository or no git. */
function readBlob(cwd: string, id: string): Buffer | null {
  try {
    const outcome = tryGit({ cwd, args: ['cat-file', 'blob', id], maxOutput: LONGEST });
    return outcome.ok ? outcome.output : null;
  } catch {
    return null;
  }
}

/** The file of the work tree, when it is the very one that the diff ends in: `git diff` shows what is in no blob yet. */
function readWorkTree(root: string, path: string, id: string): Buffer | null {
  try {
    const bytes = readFileSync(join(root, path));
    return hasId(bytes, id) ? bytes : null;
  } catch {
    return null;
  }
}

/** The whole manifest that a diff ends in, from the work tree or the object store; null where it is in neither. */
export function readAfter(held: HeldManifest, cwd: string): Buffer | null {
  const id = held.blobs?.after ?? null;
  const root = findGitRoot(cwd);
  if (id === null || root === null) return null;
  return readWorkTree(root, held.path, id) ?? readBlob(cwd, id);
}

/** The whole manifest before the change; null where there was none, or it is not here. */
export function readBefore({ blobs }: HeldManifest, cwd: string): Buffer | null {
  const id = blobs?.before ?? null;
  return id === null ? null : readBlob(cwd, id);
}
