/** Keeps the manifests that a scan comes by until all files are read: they are few, and some are judged together. */

import { IMPORTS } from '../dependencies/imports/index.ts';
import { createFormatFinder } from '../dependencies/manifests/find-format.ts';
import { MANIFESTS } from '../dependencies/manifests/index.ts';
import type { Chunk } from '../model/chunk.ts';
import type { ManifestEntry } from '../model/manifest.ts';
import type { LineRange } from '../model/span.ts';

/** A stretch of a manifest's text: all of it, or one hunk of a diff. */
export type HeldPart = { readonly bytes: Uint8Array; readonly line: number };

/** Plain data, so that threads can hand it over. */
export type HeldManifest = {
  readonly path: string;
  readonly format: string;
  readonly origin: Chunk['origin'];
  readonly commit?: Chunk['commit'];
  readonly blobs?: Chunk['blobs'];
  /** False for the hunks of a diff. */
  readonly whole: boolean;
  readonly parts: HeldPart[];
  /** Null: all lines count. */
  readonly added: LineRange[] | null;
};

const ENTRIES: Readonly<Record<string, ManifestEntry>> = { ...MANIFESTS, ...IMPORTS };

/** Hunks of a diff come as chunks with gaps between them. */
const isHunk = ({ origin, added }: Chunk): boolean => origin === 'stdin' && added !== null;

/** A copy, since the chunk's own bytes are overwritten by the next one; in memory of its own, which a thread can give away. */
const copyOwn = ({ bytes, own }: Chunk): Uint8Array => new Uint8Array(bytes.subarray(own.start, own.end));

export type ManifestHolder = {
  /** Whether a file of that path may be a manifest. */
  readonly wants: (path: string) => boolean;
  /** Adds a chunk's text to `held` when it belongs to a manifest. */
  readonly take: (held: HeldManifest[], chunk: Chunk) => void;
};

const testOf = (format: string): ManifestEntry['mayHold'] => ENTRIES[format]?.mayHold;

/** The formats that a chunk's text can be in, of those that its path may have: of some names only few files are. */
function pickFormats(wanted: readonly string[], { bytes, origin }: Chunk): readonly string[] {
  const text = wanted.some(testOf) ? bytes.toString('latin1') : '';
  return wanted.filter(
    format => (origin === 'file' || !Object.hasOwn(IMPORTS, format)) && testOf(format)?.(text) !== false,
  );
}

/** Joins a chunk to what was held of its text before, in whatever formats; false where nothing was. */
function joinHeld(held: readonly HeldManifest[], chunk: Chunk): boolean {
  let [at, bytes] = [held.length - 1, null as Uint8Array | null];
  for (; at >= 0 && held[at]?.path === chunk.path; at--) {
    bytes ??= copyOwn(chunk);
    held[at]?.parts.push({ bytes, line: chunk.start.line });
    held[at]?.added?.push(...(chunk.added ?? []));
  }
  return bytes !== null;
}

/** Chunks of one text must come in order; texts in any order. With `imports` the code of files is kept as well, for what it imports. */
export function createManifestHolder({ imports }: { readonly imports: boolean }): ManifestHolder {
  let finder: ((path: string) => readonly string[]) | null = null;
  const formatsOf = (path: string): readonly string[] => {
    finder ??= createFormatFinder(imports ? ENTRIES : MANIFESTS);
    return finder(path);
  };
  const take = (held: HeldManifest[], chunk: Chunk): void => {
    const wanted = formatsOf(chunk.path);
    if (wanted.length === 0 || (chunk.continued && joinHeld(held, chunk))) return;
    const formats = pickFormats(wanted, chunk);
    if (formats.length === 0) return;
    const bytes = copyOwn(chunk);
    for (const format of formats) {
      held.push({
        path: chunk.path,
        format,
        origin: chunk.origin,
        ...(chunk.commit === undefined ? {} : { commit: chunk.commit }),
        ...(chunk.blobs === undefined ? {} : { blobs: chunk.blobs }),
        whole: !isHunk(chunk) && !chunk.continued,
        parts: [{ bytes, line: chunk.start.line }],
        added: chunk.added === null ? null : [...chunk.added],
      });
    }
  };
  return { wants: path => formatsOf(path).length > 0, take };
}
