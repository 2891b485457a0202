/** Gets the whole text of a manifest that a scan came by: what was read, or for a diff the file that the diff is about. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestPlace } from '../engine/packages.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { tryGit } from '../sources/git/plumbing.ts';
import { findGitRoot } from '../sources/git/root.ts';
import { decodeText } from '../text/encoding.ts';
import type { HeldManifest, HeldPart } from './hold-manifests.ts';

/** A longer lockfile is beyond any that a project has. */
const LONGEST = 256_000_000;

/** A manifest's texts: one when it is whole, else one for each hunk. `before` is the whole text before the change. */
export type ManifestTexts = {
  readonly held: HeldManifest;
  readonly places: readonly ManifestPlace[];
  readonly before: string | null;
};

const asBuffer = ({ bytes }: HeldPart): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function toText(bytes: Buffer): string {
  const decoded = decodeText(bytes);
  const text = decoded.kind === 'text' ? decoded.bytes : bytes;
  const utf8 = text.toString('utf8');
  return utf8.includes('\ufffd') && !text.includes('\ufffd') ? text.toString('latin1') : utf8;
}

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

function readWhole(held: HeldManifest, cwd: string): Buffer | null {
  const id = held.blobs?.after ?? null;
  const root = findGitRoot(cwd);
  if (id === null || root === null) return null;
  return readWorkTree(root, held.path, id) ?? readBlob(cwd, id);
}

const place = (held: HeldManifest, text: string, firstLine: number, whole: boolean): ManifestPlace => ({
  path: held.path,
  text,
  firstLine,
  whole,
  added: held.added,
  ...(held.commit === undefined ? {} : { commit: held.commit }),
});

/** The texts of one manifest; `cwd` is where git is asked. */
export function readTexts(held: HeldManifest, cwd: string): ManifestTexts {
  const beforeId = held.blobs?.before ?? null;
  const old = beforeId === null ? null : readBlob(cwd, beforeId);
  const before = old === null ? null : toText(old);
  if (held.whole) {
    return { held, places: [place(held, toText(Buffer.concat(held.parts.map(asBuffer))), 1, true)], before };
  }
  const whole = readWhole(held, cwd);
  if (whole !== null) return { held, places: [place(held, toText(whole), 1, true)], before };
  const places = held.parts.map(part => place(held, toText(asBuffer(part)), part.line, false));
  return { held, places, before };
}

/** What is said of a manifest of which a diff shows no more than a part that cannot be read by itself. */
export const partialManifest = ({ path, parts }: HeldManifest): Diagnostic => ({
  kind: 'partial-manifest',
  path,
  line: parts[0]?.line ?? 1,
  message:
    'only a part of it is in the diff, which cannot be read by itself; its packages were not checked. Run gate in the repository of the diff, or scan the file',
});
