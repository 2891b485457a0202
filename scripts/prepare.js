/**
 * npm's `prepare`: builds. `npm install --global git+…`, by which the pre-commit framework installs hooks, hands its --global
 * on to the installation that should prepare the clone, so that development dependencies, of which we build, are missing
 * there; then they are fetched first. Prints nothing on standard output, which `npm pack` takes for a file name.
 */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const LEAKED = /^npm_config_(?:global|location|install_links|omit|include|only|production|dry_run|package_lock_only)$/i;

/** Fetches what package-lock.json names, with the npm that called us. Throws when npm fails. */
function fetchDependencies() {
  const { npm_execpath: npm = '' } = process.env;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !LEAKED.test(name)));
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const options = { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] };
  const run = npm.endsWith('js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (run.status !== 0) throw new Error('what gate is built with could not be installed (npm ci failed)');
}

if (!existsSync(join(root, 'node_modules', 'rolldown'))) fetchDependencies();
await import('./build.js');
