/** Lines and columns of byte offsets, computed for the few places that are reported and never for a whole text. */

import { isAscii, isUtf8 } from 'node:buffer';
import type { LineRange, Position } from '../model/span.ts';

const NEWLINE = 10;

/** How many line feeds stand in `bytes` from `from` up to and without `to`. */
export function countNewlines(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) count += bytes[at] === NEWLINE ? 1 : 0;
  return count;
}

/** UTF-16 units of valid UTF-8; a character that `to` stands within counts whole. */
function countUnits(bytes: Buffer, from: number, to: number): number {
  if (isAscii(bytes.subarray(from, to))) return to - from;
  let units = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}

/** The line that the last offset lay on, and a place on it whose column is known. */
type Cursor = {
  line: number;
  lineStart: number;
  /** Offset of the line feed, or the length of the bytes. */
  lineEnd: number;
  /** Whether the line is UTF-8; null until somebody needs to know. */
  valid: boolean | null;
  at: number;
  column: number;
};

const findLineEnd = (bytes: Buffer, from: number): number => {
  const newline = bytes.indexOf(NEWLINE, from);
  return newline === -1 ? bytes.length : newline;
};

function enterLine(cursor: Cursor, bytes: Buffer, lineStart: number): void {
  cursor.lineStart = lineStart;
  cursor.lineEnd = findLineEnd(bytes, lineStart);
  cursor.valid = null;
}

/** Leaves the cursor at the start of the line that holds `offset`. */
function moveToLine(cursor: Cursor, bytes: Buffer, offset: number, start: Position): void {
  if (offset < cursor.lineStart) {
    const lineStart = offset === 0 ? 0 : bytes.lastIndexOf(NEWLINE, offset - 1) + 1;
    cursor.line -= countNewlines(bytes, lineStart, cursor.lineStart);
    enterLine(cursor, bytes, lineStart);
  }
  if (offset > cursor.lineEnd) {
    const lineStart = bytes.lastIndexOf(NEWLINE, offset - 1) + 1;
    cursor.line += countNewlines(bytes, cursor.lineEnd, lineStart);
    enterLine(cursor, bytes, lineStart);
  }
  cursor.at = cursor.lineStart;
  cursor.column = cursor.lineStart === 0 ? start.column : 1;
}

/**
 * Lines and columns of offsets into `bytes`, whose first byte stands at `start` of its text. Lines end at LF; columns count
 * UTF-16 units, or bytes on a line that is not valid UTF-8. Offsets may come in any order (up to `bytes.length`); ascending
 * ones cost no more than the bytes between them, however long the lines are.
 */
export function createPositions(bytes: Buffer, start: Position): (offset: number) => Position {
  const { line, column } = start;
  const cursor: Cursor = { line, lineStart: 0, lineEnd: findLineEnd(bytes, 0), valid: null, at: 0, column };
  return offset => {
    if (offset < cursor.at || offset > cursor.lineEnd) moveToLine(cursor, bytes, offset, start);
    cursor.valid ??= isUtf8(bytes.subarray(cursor.lineStart, cursor.lineEnd));
    cursor.column += cursor.valid ? countUnits(bytes, cursor.at, offset) : offset - cursor.at;
    cursor.at = offset;
    return { line: cursor.line, column: cursor.column };
  };
}

/** Line and column of one offset: see `createPositions`, which serves several. */
export const positionAt = (bytes: Buffer, start: Position, offset: number): Position =>
  createPositions(bytes, start)(offset);

/** Whether a range holds one of the lines `first` to `last`, both inclusive; `ranges` are sorted and disjoint. */
export function touches(ranges: readonly LineRange[], first: number, last: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined || range.last >= first) high = middle;
    else low = middle + 1;
  }
  const range = ranges[low];
  return range !== undefined && range.first <= last;
}
