/** `node scripts/check-rules.js [FILE…]`: reports what is wrong with rule files. Without files, with all of them. */

import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(root, 'node_modules', '.gate-check-'));
try {
  const build = await rolldown({
    input: join(root, 'scripts/check-rules.ts'),
    platform: 'node',
    cwd: root,
    logLevel: 'silent',
  });
  await build.write({ dir: work, format: 'esm', entryFileNames: 'check.mjs' });
  const { checkFiles } = await import(pathToFileURL(join(work, 'check.mjs')).href);
  const problems = checkFiles(root, process.argv.slice(2));
  for (const problem of problems) console.log(problem);
  console.log(`${problems.length} problem(s)`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
