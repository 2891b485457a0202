/** npm and npx: https://docs.npmjs.com/cli/commands. Spellings of verbs are npm's own list of abbreviations and slips. */

import type { Manager, Verb } from '../manager.ts';

const VALUES =
  '-C --prefix -w --workspace --tag --save-prefix --loglevel --cache --userconfig --globalconfig --omit --include --only --also ' +
  '--before --min-release-age --otp --auth-type --depth --location --install-strategy --cpu --os --libc --script-shell --scope --access ' +
  '--node-options --fetch-retries --fetch-timeout --https-proxy --proxy --noproxy --maxsockets --cafile --ca --init-module --node-version';

const exec: Verb = {
  does: 'exec',
  localFirst: true,
  options: {
    value: `${VALUES} --shell --node-arg -n`,
    package: '-p --package',
    runs: '-c --call',
    fetch: '-y --yes',
    local: '--no --no-install --offline',
    index: '--registry',
  },
};
const install: Verb = { does: 'install' };
const create: Verb = { does: 'create' };

export const npm: Manager = {
  spec: 'npm',
  options: { value: VALUES, index: '--registry', dev: '-D --save-dev --dev' },
  verbs: {
    'install|i|in|ins|inst|insta|instal|isnt|isnta|isntal|isntall|add': install,
    'install-test|it': install,
    'update|up|upgrade|udpate': install,
    'exec|x': exec,
    'init|create|innit': create,
  },
};

export const npx: Manager = { spec: 'npm', verbs: { '': exec } };
