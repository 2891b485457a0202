/**
 * `npm run accuracy -- [--seeds N] [--format json] [--verbose] [--record]`: precision, recall and F1 on the labelled set of
 * test/accuracy/. `--record` writes the floors that the tests hold every family to.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    format: { type: 'string', default: 'text' },
    verbose: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});
const work = mkdtempSync(join(root, 'node_modules', '.gate-accuracy-'));
try {
  const build = await rolldown({
    input: join(root, 'scripts/accuracy.ts'),
    platform: 'node',
    cwd: root,
    logLevel: 'silent',
  });
  await build.write({ dir: work, format: 'esm', entryFileNames: 'accuracy.mjs' });
  const { runAccuracy, formatAccuracy, floorsOf } = await import(pathToFileURL(join(work, 'accuracy.mjs')).href);
  if (values.record) {
    const floors = JSON.stringify(floorsOf(runAccuracy(root, 3)), null, 2);
    writeFileSync(join(root, 'test/accuracy/floors.json'), `${floors}\n`);
  }
  const accuracy = runAccuracy(root, Number(values.seeds));
  console.log(values.format === 'json' ? JSON.stringify(accuracy, null, 2) : formatAccuracy(accuracy, values.verbose));
} finally {
  rmSync(work, { recursive: true, force: true });
}
