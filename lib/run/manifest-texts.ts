/** Gets the whole text of a manifest that a scan came by: what was read, or for a diff the file that the diff is about. */

import type { ManifestPlace } from '../engine/packages.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { decodeText } from '../text/encoding.ts';
import type { HeldManifest, HeldPart } from './hold-manifests.ts';

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

/** The text of a manifest that is whole. Its bytes are let go: a scan may hold many. */
function takeText(parts: HeldPart[]): string {
  const [first, ...others] = parts.splice(0).map(asBuffer);
  return first === undefined ? '' : toText(others.length === 0 ? first : Buffer.concat([first, ...others]));
}

const place = (held: HeldManifest, text: string, firstLine: number, whole: boolean): ManifestPlace => ({
  path: held.path,
  text,
  firstLine,
  whole,
  added: held.added,
  ...(held.commit === undefined ? {} : { commit: held.commit }),
});

/** The texts of one manifest; `cwd` is where git is asked, if it must be. */
export async function readTexts(held: HeldManifest, cwd: string): Promise<ManifestTexts> {
  const blobs = held.blobs === undefined ? null : await import('./manifest-blobs.ts');
  const old = blobs?.readBefore(held, cwd) ?? null;
  const before = old === null ? null : toText(old);
  if (held.whole) return { held, places: [place(held, takeText(held.parts), 1, true)], before };
  const whole = blobs?.readAfter(held, cwd) ?? null;
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
