/** uv and uvx: https://docs.astral.sh/uv/reference/cli/. */

import type { Manager, Options, Verb } from '../manager.ts';

const VALUES =
  '-p --python --project --directory --config-file --cache-dir --color --index-strategy --keyring-provider --resolution --prerelease ' +
  '--fork-strategy -C --config-setting --config-settings-package --no-build-isolation-package --exclude-newer --exclude-newer-package --link-mode --no-build-package ' +
  '--no-binary-package --refresh-package --reinstall-package -P --upgrade-package --allow-insecure-host --package --python-platform --torch-backend';
const SOURCES: Options = {
  index: '-i --index-url --default-index',
  extra: '--extra-index-url --index -f --find-links',
  constraints: '-c --constraint --constraints --override --overrides --build-constraint --build-constraints -b',
};
const NAMED = '--from --with --with-editable';

const tool: Verb = {
  does: 'exec',
  options: { package: NAMED, requirements: '--with-requirements', value: '--env-file -w' },
};

export const uv: Manager = {
  spec: 'python',
  options: { ...SOURCES, value: VALUES },
  verbs: {
    add: {
      does: 'install',
      options: {
        requirements: '-r --requirements --requirement',
        value: '--group --optional --rev --tag --branch --extra --script --marker -m --bounds',
        dev: '--dev',
      },
    },
    'pip install': {
      does: 'install',
      options: {
        requirements: '-r --requirements --requirement',
        package: '-e --editable',
        value: '--extra --group -t --target --prefix --only-binary --no-binary --python-version',
      },
    },
    'pip sync': { does: 'refer' },
    'tool install': {
      does: 'install',
      options: {
        package: '--with --with-editable --with-executables-from',
        requirements: '--with-requirements',
        value: '-w',
      },
    },
    'tool upgrade': { does: 'install' },
    'tool run': tool,
    run: {
      does: 'run',
      options: {
        package: '--with --with-editable',
        requirements: '--with-requirements',
        value: '--extra --no-extra --group --no-group --only-group --env-file -w',
      },
    },
  },
};

export const uvx: Manager = { spec: 'python', options: { ...SOURCES, value: VALUES }, verbs: { '': tool } };
