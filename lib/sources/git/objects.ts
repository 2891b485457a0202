/** Reads blobs by their ids: sizes first, then contents in batches, so that a large change needs few processes and little memory. */

import { GateError } from '../../model/failure.ts';
import { type GitOutcome, tryGit } from './plumbing.ts';

export type SizedObject = { readonly id: string; readonly size: number };

/** Contents held at once; a blob larger than that is a batch of its own. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** What `cat-file` writes around a blob: id, type, size, blanks and line ends. */
const FRAME_BYTES = 128;

/** git gives up on a corrupt object, so that it must be started again behind it: how often before we give up too. */
const MAX_RESTARTS = 50;

const LF = 0x0a;
const HEADER = /^([0-9a-f]{40,64}) ([a-z]+) (\d{1,15})$/;

/** Answers for the first of the ids asked for; fewer than were asked when git stopped. Null for an object there is none of. */
type Answers<T> = readonly (T | null)[];

/** Calls git until each id has its answer; the one that git stopped at has none, and the next call starts behind it. */
function* askForAll<T>(
  cwd: string,
  option: string,
  ids: readonly string[],
  maxOutput: number,
  readAnswers: (output: Buffer, ids: readonly string[]) => Answers<T>,
): Generator<T | null> {
  let rest = ids;
  for (let restarts = 0; rest.length > 0; restarts++) {
    const input = `${rest.join('\n')}\n`;
    const outcome: GitOutcome = tryGit({ cwd, args: ['cat-file', option, '--buffer'], input, maxOutput });
    const answers = readAnswers(outcome.output, rest);
    yield* answers;
    if (answers.length === rest.length) return;
    if (outcome.ok || restarts === MAX_RESTARTS) {
      const reason = outcome.ok ? 'its output ends too soon' : outcome.reason;
      throw new GateError(`git cat-file failed: ${reason}.`, 'Run git fsck to see whether the repository is damaged.');
    }
    yield null;
    rest = rest.slice(answers.length + 1);
  }
}

function readSizeAnswers(output: Buffer, ids: readonly string[]): Answers<number> {
  const lines = output.toString('latin1').split('\n').slice(0, -1);
  return lines.slice(0, ids.length).map((line, index) => {
    const [, id, type, size] = HEADER.exec(line) ?? [];
    return id === ids[index] && type === 'blob' ? Number(size) : null;
  });
}

function readBlobAnswers(output: Buffer, ids: readonly string[]): Answers<Buffer> {
  const answers: (Buffer | null)[] = [];
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf(LF, at);
    if (end === -1) break;
    const [, found, type, size] = HEADER.exec(output.toString('latin1', at, end)) ?? [];
    if (size === undefined) {
      answers.push(null);
      at = end + 1;
      continue;
    }
    const next = end + 1 + Number(size);
    if (output[next] !== LF) break;
    answers.push(found === id && type === 'blob' ? output.subarray(end + 1, next) : null);
    at = next + 1;
  }
  return answers;
}

/** Sizes in bytes of the blobs among `ids`, in one process. An object that is missing, broken or no blob is not in the map. */
export function readSizes(cwd: string, ids: readonly string[]): ReadonlyMap<string, number> {
  const unique = [...new Set(ids)];
  const sizes = new Map<string, number>();
  let index = 0;
  for (const size of askForAll(cwd, '--batch-check', unique, unique.length * FRAME_BYTES, readSizeAnswers)) {
    const id = unique[index++];
    if (id !== undefined && size !== null) sizes.set(id, size);
  }
  return sizes;
}

/**
 * Yields the content of each object in the order given, null for one that can't be read. A buffer is valid until the next
 * one is asked for.
 */
export function* readBlobs(cwd: string, objects: readonly SizedObject[]): Generator<Buffer | null> {
  for (let first = 0; first < objects.length; ) {
    let last = first;
    let bytes = 0;
    for (let next = objects[last]; next !== undefined; next = objects[last]) {
      if (last > first && bytes + next.size > BATCH_BYTES) break;
      bytes += next.size + FRAME_BYTES;
      last += 1;
    }
    const ids = objects.slice(first, last).map(object => object.id);
    yield* askForAll(cwd, '--batch', ids, bytes + FRAME_BYTES, readBlobAnswers);
    first = last;
  }
}
