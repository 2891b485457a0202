/** Keeps the manifests that a scan comes by until all files are read: they are few, and some are judged together. */

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

const ENTRIES: Readonly<Record<string, ManifestEntry>> = MANIFESTS;

/** Hunks of a diff come as chunks with gaps between them. */
const isHunk = ({ origin, added }: Chunk): boolean => origin === 'stdin' && added !== null;

/** A copy: the chunk's own bytes are overwritten by the next one. */
const copyOwn = ({ bytes, own }: Chunk): Buffer => Buffer.from(bytes.subarray(own.start, own.end));

export type ManifestHolder = {
  /** Whether a file of that path may be a manifest. */
  readonly wants: (path: string) => boolean;
  /** Adds a chunk's text to `held` when it belongs to a manifest. */
  readonly take: (held: HeldManifest[], chunk: Chunk) => void;
};

/** Chunks of one text must come in order; texts in any order. */
export function createManifestHolder(): ManifestHolder {
  let finder: ((path: string) => string | null) | null = null;
  const formatOf = (path: string): string | null => {
    finder ??= createFormatFinder(ENTRIES);
    return finder(path);
  };
  const take = (held: HeldManifest[], chunk: Chunk): void => {
    const format = formatOf(chunk.path);
    if (format === null) return;
    const last = held.at(-1);
    if (chunk.continued && last?.path === chunk.path) {
      last.parts.push({ bytes: copyOwn(chunk), line: chunk.start.line });
      last.added?.push(...(chunk.added ?? []));
      return;
    }
    const marker = ENTRIES[format]?.marker;
    if (marker !== undefined && !chunk.bytes.includes(marker)) return;
    held.push({
      path: chunk.path,
      format,
      origin: chunk.origin,
      ...(chunk.commit === undefined ? {} : { commit: chunk.commit }),
      ...(chunk.blobs === undefined ? {} : { blobs: chunk.blobs }),
      whole: !isHunk(chunk),
      parts: [{ bytes: copyOwn(chunk), line: chunk.start.line }],
      added: chunk.added === null ? null : [...chunk.added],
    });
  };
  return { wants: path => formatOf(path) !== null, take };
}
