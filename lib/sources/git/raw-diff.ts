/** Which files a change touches: git's raw diff format, as `git diff --raw -z --no-abbrev` writes it. */

export type ChangedFile = {
  /** A added, C copied, D deleted, M modified, R renamed, T other type, U unmerged, X unknown. */
  readonly status: string;
  readonly oldMode: string;
  readonly newMode: string;
  /** Object ids in full, of the repository's hash; zeros where there is no such side. */
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

/**
 * Reads the records of `output` in git's order (git-diff, "Raw output format"). Null when it is not of that format or ends
 * within a record.
 */
export function readRawDiff(output: Buffer): ChangedFile[] | null {
  const fields = output.toString('utf8').split('\0');
  if (fields.pop() !== '') return null;
  const files: ChangedFile[] = [];
  for (let at = 0; at < fields.length; ) {
    const [, oldMode, newMode, oldId, newId, status] = RECORD.exec(fields[at] ?? '') ?? [];
    const two = status === 'R' || status === 'C';
    const oldPath = fields[at + 1];
    const path = fields[at + (two ? 2 : 1)];
    at += two ? 3 : 2;
    if (status === undefined || oldPath === undefined || path === undefined) return null;
    if (oldMode === undefined || newMode === undefined || oldId === undefined || newId === undefined) return null;
    files.push({ status, oldMode, newMode, oldId, newId, path, oldPath });
  }
  return files;
}
