/** bun and bunx: https://bun.com/docs/cli. */

import type { Manager, Verb } from '../manager.ts';

const VALUES =
  '--cwd -c --config --backend --cache-dir --ca --cafile --concurrent-scripts --network-concurrency --omit --filter';
const exec: Verb = { does: 'exec', localFirst: true, options: { package: '-p --package' } };
const install: Verb = { does: 'install' };

export const bun: Manager = {
  spec: 'npm',
  options: { value: VALUES, index: '--registry', dev: '-d -D --dev --development' },
  verbs: {
    'add|a|install|i': install,
    'update|upgrade': install,
    x: exec,
    'create|c': { does: 'create' },
  },
};

export const bunx: Manager = { spec: 'npm', verbs: { '': exec } };
