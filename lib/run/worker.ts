/** The program of a worker thread: scans the batches that it is sent and in the end tells what it found. */

import { parentPort, workerData } from 'node:worker_threads';
import { createCollected } from './collect.ts';
import { collectEntry } from './collect-files.ts';
import type { HeldManifest } from './hold-manifests.ts';
import { buildLanes } from './lanes.ts';
import { loadRules } from './load-ruleset.ts';
import type { FromWorker, ToWorker, WorkerStart } from './thread-messages.ts';
import { tuneForManyFiles } from './tune-v8.ts';

/** What manifests are held in, which is handed over instead of copied. Two formats may share the bytes of a file. */
const memoryOf = (held: readonly HeldManifest[]): ArrayBuffer[] => [
  ...new Set(
    held.flatMap(({ parts }) =>
      parts.flatMap(({ bytes: { buffer } }) => (buffer instanceof ArrayBuffer ? buffer : [])),
    ),
  ),
];

async function serve(settings: WorkerStart): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this program runs on a worker thread only');
  tuneForManyFiles();
  const say = (message: FromWorker): void => port.postMessage(message);
  const collected = createCollected();
  let batches = 0;
  const waiting: ToWorker[] = [];
  let hear = (message: ToWorker): void => {
    waiting.push(message);
  };
  port.on('message', (message: ToWorker) => hear(message));
  const lanes = buildLanes(settings, await loadRules(settings.dataDir, settings.userRules));
  hear = message => {
    if (message.kind === 'end') {
      port.postMessage({ kind: 'all', batches, collected } satisfies FromWorker, memoryOf(collected.manifests));
      port.close();
      return;
    }
    const before = { files: collected.files, bytes: collected.bytes };
    for (const file of message.files) collectEntry(collected, file, lanes, settings.config.maxFileSize);
    batches += 1;
    say({ kind: 'scanned', files: collected.files - before.files, bytes: collected.bytes - before.bytes });
  };
  for (const message of waiting) hear(message);
}

serve(workerData as WorkerStart);
