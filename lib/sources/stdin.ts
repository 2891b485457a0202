/** Standard input as a source: a diff is told from other text by its first bytes, so that `git diff | gate scan` needs no option. */

import { fstatSync, readSync } from 'node:fs';
import { GateError } from '../model/failure.ts';
import type { Source, SourceItem } from '../model/source.ts';
import { looksLikeUnifiedDiff } from '../text/diff-shape.ts';
import { decodeText } from '../text/encoding.ts';
import { errorCode } from '../text/error-words.ts';
import { diffSource } from './diff.ts';
import { readPieces } from './pieces.ts';
import { isTerminal } from './terminal.ts';

/** What a file descriptor is: `none` is everything that there is nothing to read from, such as /dev/null or a closed one. */
export type InputKind = 'pipe' | 'socket' | 'file' | 'terminal' | 'none';

export type StdinOptions = {
  readonly fd: number;
  /** The path that findings of plain text are reported under. */
  readonly name: string;
  /** Says whether it is a diff; left out, the text tells. */
  readonly asDiff?: boolean;
};

const HEAD_BYTES = 65_536;
const WAIT_MILLISECONDS = 5;

/** A diff is held whole; one that is longer is read up to here. */
const MAX_DIFF_BYTES = 1024 * 1024 * 1024;

/** Tells what `fd` is without reading from it. Never throws. */
export function stdinKind(fd: number): InputKind {
  try {
    const status = fstatSync(fd);
    if (status.isFIFO()) return 'pipe';
    if (status.isSocket()) return 'socket';
    if (status.isFile()) return 'file';
    return isTerminal(fd) ? 'terminal' : 'none';
  } catch {
    return 'none';
  }
}

/**
 * Reads up to `length` bytes of `fd` into `target` at `offset`, waiting where there are none yet; 0 at the end. A pipe that
 * another program made non-blocking answers EAGAIN instead of waiting; Windows tells the end of a pipe by the error EOF.
 * Any other failure, as of a folder or a closed descriptor, is a GateError.
 */
export function readInput(fd: number, target: Buffer, offset: number, length: number): number {
  for (;;) {
    try {
      return readSync(fd, target, offset, length, null);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EOF') return 0;
      if (typeof code !== 'string') throw error;
      if (code !== 'EAGAIN') {
        throw new GateError(
          `Standard input could not be read (${code}).`,
          'Pipe text into gate, or name the files to scan.',
        );
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MILLISECONDS);
    }
  }
}

/** Fills `target` as far as the input goes and returns how many bytes that were. */
function fill(fd: number, target: Buffer): number {
  let filled = 0;
  while (filled < target.length) {
    const read = readInput(fd, target, filled, target.length - filled);
    if (read === 0) break;
    filled += read;
  }
  return filled;
}

/** The rest of the input behind `head`, as one buffer that begins with it; `cut` when there was more than `limit` bytes. */
function readAll(fd: number, head: Buffer, limit: number): { readonly bytes: Buffer; readonly cut: boolean } {
  const parts = [head];
  let total = head.length;
  let size = HEAD_BYTES;
  while (total <= limit) {
    const part = Buffer.allocUnsafe(size);
    const filled = fill(fd, part);
    parts.push(part.subarray(0, filled));
    total += filled;
    if (filled < size) break;
    size = Math.min(size * 2, 16 * 1024 * 1024);
  }
  const bytes = Buffer.concat(parts, Math.min(total, limit));
  return { bytes, cut: total > limit };
}

function* scanDiff(fd: number, head: Buffer): Source {
  const { bytes, cut } = readAll(fd, head, MAX_DIFF_BYTES);
  const decoded = decodeText(bytes);
  yield* diffSource(decoded.kind === 'text' ? decoded.bytes : bytes);
  if (!cut) return;
  const message = `the diff is longer than ${MAX_DIFF_BYTES} bytes; the rest was not read. Scan it in parts`;
  yield { kind: 'diagnostic', diagnostic: { kind: 'truncated-diff', message } };
}

/** A diff of binary files, made with `--text`, is a diff all the same. */
function isDiff(head: Buffer): boolean {
  const decoded = decodeText(head);
  return looksLikeUnifiedDiff(decoded.kind === 'text' ? decoded.bytes : head);
}

/**
 * Reads `fd` to its end: a diff whole, other text piece by piece. Empty input is a `nothing-scanned` diagnostic. Throws a
 * GateError when the descriptor can't be read.
 */
export function* stdinSource(options: StdinOptions): Generator<SourceItem> {
  const { fd, name, asDiff } = options;
  const buffer = Buffer.allocUnsafe(HEAD_BYTES);
  const head = buffer.subarray(0, fill(fd, buffer));
  if (head.length === 0) {
    yield {
      kind: 'diagnostic',
      diagnostic: { kind: 'nothing-scanned', message: 'standard input is empty: nothing was scanned' },
    };
  } else if (asDiff ?? isDiff(head)) {
    yield* scanDiff(fd, head);
  } else {
    const read = (target: Buffer, offset: number, length: number): number => readInput(fd, target, offset, length);
    yield* readPieces(read, { path: name, origin: 'stdin', head });
  }
}
