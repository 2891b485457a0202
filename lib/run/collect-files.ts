/**
 * Scans a list of files: here while it is short, on worker threads as well once it proves long, because starting a thread costs
 * more than a small scan. What comes out is the same for any number of threads, up to its order.
 */

import type { SourceItem } from '../model/source.ts';
import { readListedFile } from '../sources/files.ts';
import type { ListedFile } from '../sources/walk.ts';
import type { EngineSettings } from './build-engine.ts';
import type { Collected } from './collect.ts';
import { collectItem, createCollected } from './collect.ts';
import type { Lanes } from './lanes.ts';

export type FileListing = Iterator<ListedFile | SourceItem>;

export type Parallel = {
  /** How many threads may scan; 1 means this one. */
  readonly jobs: number;
  /** Whether the user named that number. */
  readonly asked: boolean;
  /** The program of a worker thread. */
  readonly workerFile: string;
  readonly settings: EngineSettings;
};

/**
 * What this thread scans before others are started. A thread has to compile all code anew, which takes as long as scanning
 * some tens of megabytes: only behind the first row was more than one measured to win. Who asks for threads by number gets
 * them sooner.
 */
const ALONE = {
  unasked: { bytes: 150_000_000, files: 20_000 },
  asked: { bytes: 12_000_000, files: 1500 },
} as const;

/** Scans one entry of a listing into `into`. */
export function collectEntry(into: Collected, entry: ListedFile | SourceItem, lanes: Lanes, maxFileSize: number): void {
  if (entry.kind !== 'file') collectItem(into, entry, lanes);
  else for (const item of readListedFile(entry, maxFileSize)) collectItem(into, item, lanes);
}

/** Scans everything that `listing` lists; `tick` hears how far it has come. */
export async function collectFiles(
  listing: FileListing,
  lanes: Lanes,
  parallel: Parallel,
  tick: (files: number, bytes: number) => void,
): Promise<Collected> {
  const collected = createCollected();
  const alone = ALONE[parallel.asked ? 'asked' : 'unasked'];
  const { maxFileSize } = parallel.settings.config;
  const scan = (entry: ListedFile | SourceItem): void => collectEntry(collected, entry, lanes, maxFileSize);
  for (let next = listing.next(); next.done !== true; next = listing.next()) {
    scan(next.value);
    tick(collected.files, collected.bytes);
    const long = collected.bytes > alone.bytes || collected.files > alone.files;
    if (!long || parallel.jobs === 1) continue;
    const { collectOnThreads } = await import('./threads.ts');
    await collectOnThreads(listing, parallel, collected, scan, tick);
    break;
  }
  return collected;
}
