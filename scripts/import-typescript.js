/** Lets the scripts of this project use its TypeScript, which Node 20 does not read. */

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { compileKernels } from './compile-kernels.js';

/** Bundles `file`, a path below `root`, into the project's own folder so that it finds its packages, and imports it. */
export async function importTypeScript(root, file) {
  const folder = mkdtempSync(join(root, 'node_modules', '.gate-script-'));
  try {
    const build = await rolldown({
      input: join(root, file),
      platform: 'node',
      cwd: root,
      logLevel: 'silent',
      plugins: [compileKernels()],
    });
    await build.write({ dir: folder, format: 'esm', entryFileNames: 'script.mjs' });
    await build.close();
    return await import(pathToFileURL(join(folder, 'script.mjs')).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
