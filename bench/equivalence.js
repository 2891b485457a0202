/**
 * `npm run equivalence -- FOLDER [MEGABYTES]`: compares the fast search with the plain one on the text files of a folder.
 * Expect two minutes for 100 MB.
 */

import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [folder, megabytes = '100'] = process.argv.slice(2);
if (folder === undefined || !(Number(megabytes) > 0)) {
  console.error('usage: npm run equivalence -- FOLDER [MEGABYTES]');
  process.exit(2);
}
const env = {
  ...process.env,
  GATE_EQUIVALENCE_FOLDER: resolve(folder),
  GATE_EQUIVALENCE_MEGABYTES: megabytes,
};
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/equivalence/tree.test.ts'], {
  cwd: root,
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 2;
