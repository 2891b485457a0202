/** pnpm and pnpx: https://pnpm.io/pnpm-cli. */

import type { Manager, Verb } from '../manager.ts';

const VALUES =
  '-C --dir --filter -F --filter-prod --reporter --loglevel --store-dir --virtual-store-dir --modules-dir --lockfile-dir --config-dir ' +
  '--workspace-concurrency --network-concurrency --save-catalog-name --allow-build --cpu --os --libc --test-pattern --changed-files-ignore-pattern';
const dlx: Verb = { does: 'exec', options: { package: '--package', value: '--allow-build' } };
const install: Verb = { does: 'install' };

export const pnpm: Manager = {
  spec: 'npm',
  options: { value: VALUES, index: '--registry', dev: '-D --save-dev' },
  verbs: {
    'add|install|i': install,
    'update|up|upgrade': install,
    dlx,
    'create|init': { does: 'create' },
    exec: { does: 'run', options: { value: '--report-summary' } },
  },
};

export const pnpx: Manager = { spec: 'npm', options: { value: VALUES }, verbs: { '': dlx } };
