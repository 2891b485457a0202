/**
 * Builds dist/: the bundled program (CommonJS, because it starts faster than modules do) and the compiled rules. Needs
 * nothing but what `npm ci` installs, and prints nothing, since `npm pack` takes standard output for a file name.
 */

import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

async function bundle(input, dir, format) {
  const build = await rolldown({
    input,
    platform: 'node',
    cwd: root,
    logLevel: 'silent',
    transform: { define: { GATE_VERSION: JSON.stringify(version) } },
  });
  await build.write({
    dir,
    format,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    exports: 'named',
    comments: false,
  });
  await build.close();
}

mkdirSync(join(root, 'node_modules'), { recursive: true });
const work = mkdtempSync(join(root, 'node_modules', '.gate-build-'));
try {
  const target = join(work, 'dist');
  await bundle({ gate: 'lib/cli/start.ts' }, target, 'cjs');
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
  writeFileSync(join(work, 'package.json'), '{ "type": "module" }\n');
  await bundle({ rules: 'scripts/compile-rules.ts' }, join(work, 'tools'), 'esm');
  const { writeRuleset } = await import(pathToFileURL(join(work, 'tools', 'rules.js')).href);
  writeRuleset(join(root, 'rules', 'secrets'), target);
  if (existsSync(dist)) rmSync(dist, { recursive: true });
  try {
    renameSync(target, dist);
  } catch {
    cpSync(target, dist, { recursive: true });
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
