/**
 * `npm run accuracy -- [--seeds N] [--format json] [--verbose] [--record]`: precision, recall and F1 on the labelled set of
 * test/accuracy/. `--record` writes the floors that the tests hold every family to.
 */

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importTypeScript } from './import-typescript.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    format: { type: 'string', default: 'text' },
    verbose: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});
const { runAccuracy, formatAccuracy, floorsOf } = await importTypeScript(root, 'scripts/accuracy.ts');
if (values.record) {
  const floors = JSON.stringify(floorsOf(runAccuracy(root, 3)), null, 2);
  writeFileSync(join(root, 'test/accuracy/floors.json'), `${floors}\n`);
}
const accuracy = runAccuracy(root, Number(values.seeds));
console.log(values.format === 'json' ? JSON.stringify(accuracy, null, 2) : formatAccuracy(accuracy, values.verbose));
