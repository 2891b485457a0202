/** Yarn, classic and berry: https://yarnpkg.com/cli and https://classic.yarnpkg.com/en/docs/cli. */

import type { Manager, Verb } from '../manager.ts';

const install: Verb = { does: 'install' };

export const yarn: Manager = {
  spec: 'npm',
  options: {
    value:
      '--cwd --modules-folder --cache-folder --mutex --network-timeout --network-concurrency --mode --proxy --https-proxy --use-yarnrc ' +
      '--tag -T --prefix --global-folder',
    index: '--registry',
    dev: '-D --dev',
  },
  verbs: {
    'add|up|upgrade|upgrade-interactive': install,
    'global add|upgrade': install,
    'workspace * add|up|upgrade': install,
    dlx: { does: 'exec', options: { package: '-p --package' } },
    create: { does: 'create' },
    'workspace * dlx': { does: 'exec', options: { package: '-p --package' } },
  },
};
