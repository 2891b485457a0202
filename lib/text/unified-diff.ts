/**
 * Reads unified and combined diffs (`git diff`, `git show`, `git format-patch`, `diff -u`, `git diff --cc`) hunk by hunk.
 * The counts of a hunk's header decide where it ends, so that a line of it that looks like a header stays a line.
 */

import type { LineRange } from '../model/span.ts';
import { type DiffCursor, endOfLine, type HunkHeader, readHunk, readHunkHeader } from './diff-hunk.ts';
import { decodePath, isNullPath, readChangedName, readGitNames, readName } from './git-path.ts';

/** What a diff holds, in its order; a hunk that adds no line is left out. `line` is where it stands in the diff, 1-based. */
export type DiffPart =
  | {
      readonly kind: 'hunk';
      readonly path: string;
      readonly line: number;
      /** Byte offset of the hunk's first line in the diff. */
      readonly offset: number;
      readonly newStart: number;
      /** The new side: context and added lines without their markers. Valid until the next part is asked for. */
      readonly bytes: Buffer;
      /** Lines of the new file, sorted and disjoint. */
      readonly added: readonly LineRange[];
      /** Those of them that none of the parents of a combined diff has. */
      readonly addedToAll: readonly LineRange[];
      /** Of a combined diff the object ids of both sides, such as `1234,5678..9abc`. */
      readonly pair: string | null;
      /** True for every hunk of a file but the first. */
      readonly continued: boolean;
      /** Ids of the file's contents, as the diff abbreviates them; null where it names none. */
      readonly blobs: BlobIds | null;
    }
  | { readonly kind: 'binary'; readonly path: string; readonly line: number }
  | { readonly kind: 'truncated'; readonly path: string; readonly line: number; readonly reason: string };

/** Null for a side that there is none of. */
export type BlobIds = { readonly before: string | null; readonly after: string | null };

/** What the header lines say of the file whose hunks follow. */
type Section = {
  readonly path: string;
  /** What `diff --git` showed to stand before the new name; null when it showed nothing. */
  readonly prefix: string | null;
  /** A line that names the file alone was read; `+++` does not overrule it. */
  readonly exact: boolean;
  readonly deleted: boolean;
  readonly gitlink: boolean;
  readonly git: boolean;
  readonly blobs: BlobIds | null;
  readonly pair: string | null;
  hunks: number;
  /** A hunk was handed on. */
  begun: boolean;
  nextLine: number;
  reported: boolean;
};

type Cursor = DiffCursor & { section: Section | null };

/** A header line longer than this is cut: no path is that long. */
const MAX_HEADER = 16_384;

/** Stands for the file's name where a diff gives none. */
const NO_PATH = '(unnamed)';

const SUBPROJECT = /^Subproject commit [0-9a-f]{40,64}(?:-dirty)?\r?\n?$/;

/** `index 1a2b3c4..5d6e7f8 100644`: the ids of both sides, often abbreviated. */
const INDEX = /^index ([0-9a-f]{4,64})\.\.([0-9a-f]{4,64})(?: [0-7]{6})?$/;

/** `index 1a2b3c4,2b3c4d5..5d6e7f8`, in a combined diff. */
const COMBINED_INDEX = /^index ([0-9a-f]{4,64}(?:,[0-9a-f]{4,64})+\.\.[0-9a-f]{4,64})$/;

const objectId = (id: string): string | null => (/^0+$/.test(id) ? null : id);

function createSection(fields: Partial<Section>): Section {
  const unknown = {
    ...{ path: NO_PATH, prefix: null, exact: false, deleted: false, gitlink: false, git: false },
    blobs: null,
    pair: null,
  };
  return { ...unknown, hunks: 0, begun: false, nextLine: 1, reported: false, ...fields };
}

const readLine = (bytes: Buffer, at: number, end: number): string =>
  bytes.toString('latin1', at, Math.min(end, at + MAX_HEADER)).replace(/\r?\n$/, '');

const skipLine = (cursor: Cursor, end: number): void => {
  cursor.at = end;
  cursor.line += 1;
};

function startGitSection(rest: string): Section {
  const names = readGitNames(rest);
  return createSection({ path: names?.name ?? NO_PATH, prefix: names?.prefix ?? null, git: true });
}

/** Lines after `diff --git` that say more of the file (git-diff, "Generating patch text with -p"). */
function readExtendedHeader(section: Section, text: string): Section {
  const name = /^(?:rename|copy) to (.+)$/.exec(text)?.[1];
  if (name !== undefined) return { ...section, path: readName(name), exact: true };
  if (text.startsWith('deleted file mode ')) return { ...section, deleted: true };
  if (/^(?:new file mode 160000|index [0-9a-f]+\.\.[0-9a-f]+ 160000)$/.test(text)) return { ...section, gitlink: true };
  const [, before, after] = INDEX.exec(text) ?? [];
  if (before !== undefined && after !== undefined) {
    return { ...section, blobs: { before: objectId(before), after: objectId(after) } };
  }
  const pair = COMBINED_INDEX.exec(text)?.[1];
  return pair === undefined ? section : { ...section, pair };
}

/** The section after a header line; null when the line ends the last one, as a commit's or a mail's head does. */
function readHeaderLine(section: Section | null, text: string): Section | null {
  if (text.startsWith('diff --git ')) return startGitSection(text.slice('diff --git '.length));
  const combined = /^diff --(?:cc|combined) (.+)$/.exec(text)?.[1];
  if (combined !== undefined) return createSection({ path: readName(combined), exact: true, git: true });
  if (/^(?:(?:commit|From) [0-9a-f]{40}|diff -|Index: |Only in |Property changes on: )/.test(text)) return null;
  return section === null ? null : readExtendedHeader(section, text);
}

/** Reads a `--- before`, `+++ after` pair at the cursor and moves behind it; null, without moving, when there is none. */
function readNamePair(cursor: Cursor, text: string, end: number): Section | null {
  if (!text.startsWith('--- ') || cursor.bytes.toString('latin1', end, end + 4) !== '+++ ') return null;
  const afterEnd = endOfLine(cursor.bytes, end);
  const before = readName(text.slice(4));
  const after = readName(readLine(cursor.bytes, end, afterEnd).slice(4));
  skipLine(cursor, end);
  skipLine(cursor, afterEnd);
  const { section } = cursor;
  const deleted = isNullPath(after);
  if (section?.git !== true || section.hunks > 0)
    return createSection({ path: readChangedName(before, after, null), deleted });
  if (section.exact) return section;
  return { ...section, path: readChangedName(before, after, section.prefix), deleted };
}

/** Reads the hunk at the cursor and moves behind it. `into` takes the new side. */
function* takeHunk(cursor: Cursor, section: Section, header: HunkHeader, into: Buffer): Generator<DiffPart> {
  const { at: offset } = cursor;
  const line = header.counts === null ? cursor.line : cursor.line - 1;
  const path = decodePath(section.path || NO_PATH);
  const hunk = readHunk(cursor, header, into);
  const bytes = into.subarray(0, hunk.length);
  section.nextLine = header.newStart + hunk.newLines;
  if (hunk.added.length > 0 && !(section.gitlink && SUBPROJECT.test(bytes.toString('latin1', 0, 100)))) {
    const continued = section.begun;
    section.begun = true;
    const { blobs, pair } = section;
    const { added, addedToAll } = hunk;
    const { newStart } = header;
    yield { kind: 'hunk', path, line, offset, newStart, bytes, added, addedToAll, pair, continued, blobs };
  }
  section.hunks += 1;
  if (hunk.complete || section.reported) return;
  section.reported = true;
  const reason =
    header.counts === null
      ? `lines at line ${line} of the diff belong to no hunk`
      : `the hunk at line ${line} of the diff ends before the lines that its header counts`;
  yield { kind: 'truncated', path, line, reason };
}

function* reportBinary(cursor: Cursor, text: string): Generator<DiffPart> {
  // Without the test of its end, a line of many " and " would take quadratic time.
  const names = text.endsWith(' differ') ? /^Binary files (.+) and (.+) differ$/.exec(text) : null;
  if (names === null && text !== 'GIT binary patch') return;
  const { section, line } = cursor;
  const after = readName(names?.[2] ?? '');
  if (section?.deleted === true || isNullPath(after)) return;
  const named = section?.git === true && section.path !== NO_PATH ? section.path : null;
  const path = named ?? (names === null ? NO_PATH : readChangedName(readName(names[1] ?? ''), after, null));
  yield { kind: 'binary', path: decodePath(path), line };
}

/**
 * Yields the hunks of `diff` (UTF-8 or an 8-bit encoding), the binary files it names, and where it is cut short or at odds
 * with its own counts: what could be read of such a hunk comes first, and the reading goes on behind it. Text that is not
 * part of a file's changes, such as a commit's message, is passed over. Never throws.
 */
export function* readUnifiedDiff(diff: Buffer): Generator<DiffPart> {
  const cursor: Cursor = { bytes: diff, at: 0, line: 1, section: null };
  const into = Buffer.allocUnsafe(diff.length);
  while (cursor.at < diff.length) {
    const end = endOfLine(diff, cursor.at);
    const text = readLine(diff, cursor.at, end);
    const pair = readNamePair(cursor, text, end);
    if (pair !== null) {
      cursor.section = pair;
      continue;
    }
    const { section } = cursor;
    const header = section === null ? null : readHunkHeader(text);
    if (section !== null && header !== null) {
      skipLine(cursor, end);
      yield* takeHunk(cursor, section, header, into);
    } else if (section !== null && text.startsWith('+')) {
      yield* takeHunk(cursor, section, { columns: 1, newStart: section.nextLine, counts: null }, into);
    } else {
      cursor.section = readHeaderLine(section, text);
      yield* reportBinary(cursor, text);
      skipLine(cursor, end);
    }
  }
}
