/** Which files a change touches: git's raw diff format, as `git diff --raw -z --no-abbrev` writes it. */

export type ChangedFile = {
  /** A added, C copied, D deleted, M modified, R renamed, T other type, U unmerged, X unknown. */
  readonly status: string;
  readonly oldMode: string;
  readonly newMode: string;
  /** Object ids in full, of the repository's hash; zeros where there is no such side. A merge has one old id for each parent. */
  readonly oldId: string;
  readonly newId: string;
  /** Relative to the top of the work tree. Bytes that are not UTF-8 became U+FFFD. */
  readonly path: string;
  /** The name before a rename or copy; otherwise the path. */
  readonly oldPath: string;
};

const RECORD = /^:([0-7]{6}) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])\d{0,3}$/;

export const GITLINK_MODE = '160000';
export const SYMLINK_MODE = '120000';

/** A previous content longer than this, in bytes, is not compared with: all lines of the new one count. */
export const MAX_OLD_SIZE = 256_000_000;

/** Whether the change brings a content of its own; the gitlink of a submodule is none. */
export const holdsNewText = (file: ChangedFile): boolean =>
  file.newMode !== GITLINK_MODE && !file.oldId.split(',').includes(file.newId) && !'DUX'.includes(file.status);

export const hasOldText = (file: ChangedFile): boolean =>
  file.oldMode !== GITLINK_MODE && (file.status === 'M' || file.status === 'R');

/** A record's file, and where in the fields the next record stands. */
export type ReadRecord = { readonly file: ChangedFile; readonly next: number };

/** Reads the record whose head is `head`; its paths stand in `fields` from `at` on. Null when it is none. */
export function readRecord(head: string, fields: readonly string[], at: number): ReadRecord | null {
  const [, oldMode, newMode, oldId, newId, status] = RECORD.exec(head) ?? [];
  const two = status === 'R' || status === 'C';
  const oldPath = fields[at];
  const path = fields[at + (two ? 1 : 0)];
  if (status === undefined || oldPath === undefined || path === undefined) return null;
  if (oldMode === undefined || newMode === undefined || oldId === undefined || newId === undefined) return null;
  return { file: { status, oldMode, newMode, oldId, newId, path, oldPath }, next: at + (two ? 2 : 1) };
}

/**
 * As `readRecord`, for a merge (git-diff, "Diff format for merges"): `oldId` holds the ids of all parents with commas between
 * them, `status` is A where no parent has the file, D where the merge has not, else M; `oldMode` is that of the first parent.
 */
export function readCombinedRecord(head: string, fields: readonly string[], at: number): ReadRecord | null {
  const [, colons = '', rest = ''] = /^(:{2,64})(.*)$/.exec(head) ?? [];
  const parts = rest.split(' ');
  const parents = colons.length;
  const [letters = ''] = parts.slice(2 * parents + 2);
  const modes = parts.slice(0, parents + 1);
  const ids = parts.slice(parents + 1, 2 * parents + 2);
  const path = fields[at];
  const [oldMode = ''] = modes;
  const newMode = modes.at(-1);
  const newId = ids.at(-1);
  if (path === undefined || newMode === undefined || newId === undefined) return null;
  if (parts.length !== 2 * parents + 3 || !/^[A-Z]{2,64}$/.test(letters)) return null;
  if (![...ids].every(id => /^[0-9a-f]{40,64}$/.test(id))) return null;
  const status = /^0+$/.test(newId) ? 'D' : /^A+$/.test(letters) ? 'A' : 'M';
  return {
    file: { status, oldMode, newMode, oldId: ids.slice(0, -1).join(','), newId, path, oldPath: path },
    next: at + 1,
  };
}

/**
 * Reads the records of `output` in git's order (git-diff, "Raw output format"). Null when it is not of that format or ends
 * within a record.
 */
export function readRawDiff(output: Buffer): ChangedFile[] | null {
  const fields = output.toString('utf8').split('\0');
  if (fields.pop() !== '') return null;
  const files: ChangedFile[] = [];
  for (let at = 0; at < fields.length; ) {
    const read = readRecord(fields[at] ?? '', fields, at + 1);
    if (read === null) return null;
    files.push(read.file);
    at = read.next;
  }
  return files;
}
