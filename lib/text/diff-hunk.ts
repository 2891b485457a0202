/** One hunk of a unified or combined diff: its header's counts, and the lines of its new side. */

import type { LineRange } from '../model/span.ts';

export type HunkHeader = {
  /** Markers before each line: one, or one a parent in a combined diff. */
  readonly columns: number;
  readonly newStart: number;
  /** Lines of each old side, then of the new side; null when there was no header, and the lines go on as long as they can. */
  readonly counts: readonly number[] | null;
};

export type HunkBody = {
  /** How many bytes of the new side were written. */
  readonly length: number;
  readonly newLines: number;
  readonly added: readonly LineRange[];
  /** Those of them that no old side has: in a combined diff a line may come from one of its parents. */
  readonly addedToAll: readonly LineRange[];
  /** False when the lines are not those that the header counts. */
  readonly complete: boolean;
};

/** Where the reading stands: a byte offset and a 1-based line of the diff. */
export type DiffCursor = { readonly bytes: Buffer; at: number; line: number };

const SPACE = 0x20;
const PLUS = 0x2b;
const MINUS = 0x2d;
const BACKSLASH = 0x5c;
const AT = 0x40;
const LF = 0x0a;
const CR = 0x0d;

/** The columns of a line are kept as the bits of one number. */
const MAX_COLUMNS = 30;

const HUNK_HEADER = /^(@{2,65}) ((?:-\d{1,10}(?:,\d{1,10})? ){1,64})\+(\d{1,10})(?:,(\d{1,10}))? @{2,65}(?: |$)/;

/** Reads `@@ -1,2 +1,3 @@` (a missing count is 1), or its combined form with one range a parent; null when `text` is neither. */
export function readHunkHeader(text: string): HunkHeader | null {
  const parts = HUNK_HEADER.exec(text);
  if (parts === null) return null;
  const olds = (parts[2] ?? '').trim().split(' ');
  const columns = (parts[1]?.length ?? 0) - 1;
  if (columns !== olds.length || columns > MAX_COLUMNS) return null;
  const counts = olds.map(range => Number(range.split(',')[1] ?? 1));
  return { columns, newStart: Number(parts[3]), counts: [...counts, Number(parts[4] ?? 1)] };
}

/** Offset behind the line that starts at `at`. */
export function endOfLine(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(LF, at);
  return end === -1 ? bytes.length : end + 1;
}

/** Which columns hold a `-` (bits from the first parent on) and which a space; `width` is what to leave off the line. */
type Markers = { readonly minus: number; readonly space: number; readonly width: number };

/** A line that lost even its markers is an empty context line (diff.suppressBlankEmpty, or trimmed by a mail program). */
const isTrimmedLine = (bytes: Buffer, at: number, end: number): boolean =>
  bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] === LF && end - at === 2);

function readMarkers(bytes: Buffer, at: number, end: number, columns: number): Markers | null {
  if (isTrimmedLine(bytes, at, end)) return { minus: 0, space: -1, width: 0 };
  let minus = 0;
  let space = 0;
  for (let column = 0; column < columns; column++) {
    const byte = at + column < end ? bytes[at + column] : undefined;
    if (byte === MINUS) minus |= 1 << column;
    else if (byte === SPACE) space |= 1 << column;
    else if (byte !== PLUS) return null;
  }
  return { minus, space, width: columns };
}

/** Lines still to come on each old side and on the new side, and their sum. */
type Remaining = { readonly left: number[]; total: number };

/** Takes the line off the sides that it stands on. False when one of them has no line left. */
function countLine(remaining: Remaining, markers: Markers): boolean {
  const { left } = remaining;
  const olds = left.length - 1;
  const on = markers.minus === 0 ? markers.space | (1 << olds) : markers.minus;
  for (let side = 0; side <= olds; side++) {
    if ((on & (1 << side)) === 0 || (side === olds && markers.minus !== 0)) continue;
    const count = (left[side] ?? 0) - 1;
    if (count < 0) return false;
    left[side] = count;
    remaining.total -= 1;
  }
  return true;
}

const isNamePair = (bytes: Buffer, at: number): boolean =>
  bytes.toString('latin1', at, at + 4) === '--- ' &&
  bytes.toString('latin1', endOfLine(bytes, at), endOfLine(bytes, at) + 4) === '+++ ';

/** The new side as far as it was read. `open` while its last line is the last line read. */
type NewSide = {
  readonly into: Buffer;
  readonly firstLine: number;
  readonly added: { first: number; last: number }[];
  readonly addedToAll: { first: number; last: number }[];
  length: number;
  lines: number;
  open: boolean;
};

function extendRanges(ranges: { first: number; last: number }[], line: number): void {
  const last = ranges.at(-1);
  if (last?.last === line - 1) last.last = line;
  else ranges.push({ first: line, last: line });
}

/** `spaces` has a bit for each of `columns` old sides that has the line. */
function addLine(side: NewSide, bytes: Buffer, start: number, end: number, spaces: number, columns: number): void {
  const line = side.firstLine + side.lines;
  if (spaces !== (1 << columns) - 1) extendRanges(side.added, line);
  if (spaces === 0) extendRanges(side.addedToAll, line);
  side.lines += 1;
  side.length += bytes.copy(side.into, side.length, start, end);
}

/** Leaves the line end off the last line written, as "\ No newline at end of file" asks; a CR too where every line of the diff has one. */
function trimLineEnd(side: NewSide, hasCarriageReturns: boolean): void {
  if (!side.open || side.into[side.length - 1] !== LF) return;
  side.length -= hasCarriageReturns && side.into[side.length - 2] === CR ? 2 : 1;
  side.open = false;
}

/** A hunk that is shorter than its header says has eaten the next file's names when a hunk header follows them: where they start. */
function findEatenNames(bytes: Buffer, at: number, first: number): number | null {
  if (bytes[at] !== AT || at === first) return null;
  const after = bytes.lastIndexOf(LF, at - 2) + 1;
  if (after <= first) return null;
  const before = bytes.lastIndexOf(LF, after - 2) + 1;
  return before >= first && isNamePair(bytes, before) ? before : null;
}

/** Reads the line at `at`; false, without a trace, when it is no part of the hunk. */
function readHunkLine(
  bytes: Buffer,
  at: number,
  end: number,
  header: HunkHeader,
  remaining: Remaining,
  side: NewSide,
): boolean {
  if (bytes[at] === BACKSLASH) {
    trimLineEnd(side, bytes[end - 2] === CR);
    return true;
  }
  if (remaining.total === 0 || (header.counts === null && isNamePair(bytes, at))) return false;
  const markers = readMarkers(bytes, at, end, header.columns);
  if (markers === null || !countLine(remaining, markers)) return false;
  side.open = markers.minus === 0;
  const all = (1 << header.columns) - 1;
  if (side.open) addLine(side, bytes, at + markers.width, end, markers.space & all, header.columns);
  return true;
}

/**
 * Reads the lines of a hunk from the cursor on, copies those of the new side to `into` (at least as long as the diff) and
 * moves the cursor behind them. A line counts as added when it has a `+` and no `-`. The reading stops where the counts
 * are used up, at a line that no hunk can hold, or at the end of the diff.
 */
export function readHunk(cursor: DiffCursor, header: HunkHeader, into: Buffer): HunkBody {
  const { bytes, at: first } = cursor;
  const left = [...(header.counts ?? new Array<number>(header.columns + 1).fill(Number.POSITIVE_INFINITY))];
  const remaining = { left, total: left.reduce((sum, count) => sum + count, 0) };
  const side: NewSide = {
    into,
    firstLine: header.newStart,
    added: [],
    addedToAll: [],
    length: 0,
    lines: 0,
    open: false,
  };
  while (cursor.at < bytes.length) {
    const end = endOfLine(bytes, cursor.at);
    if (!readHunkLine(bytes, cursor.at, end, header, remaining, side)) break;
    cursor.at = end;
    cursor.line += 1;
  }
  const complete = remaining.total === 0;
  const eaten = complete ? null : findEatenNames(bytes, cursor.at, first);
  if (eaten !== null) {
    cursor.at = eaten;
    cursor.line -= 2;
  }
  return { length: side.length, newLines: side.lines, added: side.added, addedToAll: side.addedToAll, complete };
}
