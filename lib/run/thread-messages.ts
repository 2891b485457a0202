/** What the main thread and its worker threads say to each other. All of it is plain data. */

import type { ListedFile } from '../sources/walk.ts';
import type { EngineSettings } from './build-engine.ts';
import type { Collected } from './collect.ts';

/** How a worker is started. */
export type WorkerStart = EngineSettings;

/** To a worker: files to scan, or that there are no more. */
export type ToWorker = { readonly kind: 'batch'; readonly files: readonly ListedFile[] } | { readonly kind: 'end' };

/** From a worker: one batch is scanned; or, once it has been told the end, everything it found. */
export type FromWorker =
  | { readonly kind: 'scanned'; readonly files: number; readonly bytes: number }
  | { readonly kind: 'all'; readonly batches: number; readonly collected: Collected };
