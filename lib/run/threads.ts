/**
 * Hands a listing of files to worker threads, batch by batch, and adds up what they find. This thread scans batches, too: its
 * code is compiled already, and another thread would take as much memory again.
 */

import { Worker } from 'node:worker_threads';
import type { ListedFile } from '../sources/walk.ts';
import type { Collected } from './collect.ts';
import { mergeCollected } from './collect.ts';
import type { FileListing, Parallel } from './collect-files.ts';
import type { FromWorker, ToWorker } from './thread-messages.ts';

const BATCH_FILES = 64;
/** Batches a worker holds at a time, so that it never waits for the next. */
const AHEAD = 2;
/** Megabytes of a worker's heap for what lives as long as a file does. */
const YOUNG_MEGABYTES = 4;

/** The next files of a listing; what is no file goes straight to `collected`. Empty at its end. */
function takeBatch(listing: FileListing, collected: Collected): ListedFile[] {
  const files: ListedFile[] = [];
  while (files.length < BATCH_FILES) {
    const next = listing.next();
    if (next.done === true) break;
    const entry = next.value;
    if (entry.kind === 'file') files.push(entry);
    else if (entry.kind === 'diagnostic') collected.diagnostics.push(entry.diagnostic);
    else if (entry.kind === 'ignored') collected.ignored += entry.count;
  }
  return files;
}

/** One worker's life, as a promise of its results. Rejects when it dies or loses a batch: a scan is whole or it fails. */
function runWorker(
  parallel: Parallel,
  take: () => ListedFile[],
  heard: (files: number, bytes: number) => void,
): Promise<Collected> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(parallel.workerFile, {
      workerData: parallel.settings,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    let sent = 0;
    let ended = false;
    const send = (message: ToWorker): void => worker.postMessage(message);
    const sendNext = (): void => {
      const files = ended ? [] : take();
      if (files.length > 0) {
        sent += 1;
        send({ kind: 'batch', files });
      } else if (!ended) {
        ended = true;
        send({ kind: 'end' });
      }
    };
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'scanned') {
        heard(message.files, message.bytes);
        sendNext();
      } else if (message.batches === sent) resolve(message.collected);
      else reject(new Error(`a worker thread scanned ${message.batches} of ${sent} batches`));
    });
    worker.on('error', reject);
    worker.on('exit', code => reject(new Error(`a worker thread ended early with code ${code}`)));
    for (let batch = 0; batch < AHEAD; batch++) sendNext();
  });
}

/** Scans batches on this thread, and lets it hear the workers between them. */
async function scanHere(
  take: () => ListedFile[],
  scan: (file: ListedFile) => void,
  scanned: () => void,
): Promise<void> {
  for (let files = take(); files.length > 0; files = take()) {
    for (const file of files) scan(file);
    scanned();
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** Scans the rest of `listing` on `parallel.jobs` threads, of which this is one, and adds the findings to `collected`. */
export async function collectOnThreads(
  listing: FileListing,
  parallel: Parallel,
  collected: Collected,
  scan: (file: ListedFile) => void,
  tick: (files: number, bytes: number) => void,
): Promise<void> {
  const others = { files: 0, bytes: 0 };
  const tell = (): void => tick(collected.files + others.files, collected.bytes + others.bytes);
  const heard = (files: number, bytes: number): void => {
    others.files += files;
    others.bytes += bytes;
    tell();
  };
  const take = (): ListedFile[] => takeBatch(listing, collected);
  const workers = Array.from({ length: parallel.jobs - 1 }, () => runWorker(parallel, take, heard));
  const [parts] = await Promise.all([Promise.all(workers), scanHere(take, scan, tell)]);
  for (const part of parts) mergeCollected(collected, part);
}
