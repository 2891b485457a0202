/** Which files of some commits git calls renamed, with their contents. */

import { decodeText } from '../../text/encoding.ts';
import { readChanges } from './commit-changes.ts';
import { readBlobs, readSizes } from './objects.ts';

/** A file of a commit that had another path before it. `bytes` is its decoded text, valid until the next one is asked for. */
export type Renamed = {
  readonly commit: string;
  readonly path: string;
  readonly oldPath: string;
  readonly bytes: Buffer;
};

export type Renames = Iterable<Renamed>;

const BATCH = 256;

/** Asks git about `commits`; only files that `isAsked` for are read. What can't be read is left out: nothing is lost by that. */
export function* readRenames(
  cwd: string,
  commits: readonly string[],
  isAsked: (commit: string, path: string) => boolean,
): Generator<Renamed> {
  for (let first = 0; first < commits.length; first += BATCH) {
    const renamed: { commit: string; path: string; oldPath: string; id: string }[] = [];
    for (const item of readChanges(cwd, commits.slice(first, first + BATCH), true)) {
      if ('kind' in item) continue;
      for (const { status, path, oldPath, newId: id } of item.files) {
        if (status === 'R' && isAsked(item.commit.id, path))
          renamed.push({ commit: item.commit.id, path, oldPath, id });
      }
    }
    const sizes = readSizes(
      cwd,
      renamed.map(({ id }) => id),
    );
    const readable = renamed.flatMap(file => {
      const size = sizes.get(file.id);
      return size === undefined ? [] : [{ ...file, size }];
    });
    let index = 0;
    for (const blob of readBlobs(cwd, readable)) {
      const file = readable[index++];
      const decoded = blob === null ? null : decodeText(blob);
      if (file === undefined || decoded?.kind !== 'text') continue;
      const { commit, path, oldPath } = file;
      yield { commit, path, oldPath, bytes: decoded.bytes };
    }
  }
}
