/** pip (https://pip.pypa.io/en/stable/cli/pip_install/) and easy_install. */

import type { Manager, Options, Verb } from '../manager.ts';

/** How pip is told where packages come from. */
const PIP_SOURCES: Options = {
  requirements: '-r --requirement --requirements',
  constraints: '-c --constraint --constraints --build-constraint',
  package: '-e --editable',
  index: '-i --index-url --pypi-url',
  extra: '--extra-index-url -f --find-links',
};

const install: Verb = {
  does: 'install',
  options: {
    ...PIP_SOURCES,
    value:
      '-t --target --platform --python-version --implementation --abi --root --prefix -b --build --src --upgrade-strategy -C ' +
      '--config-settings --config-setting --global-option --install-option --build-option --no-binary --only-binary --progress-bar --report --use-feature --use-deprecated ' +
      '--root-user-action -d --dest -w --wheel-dir --group --hash --uploaded-prior-to',
  },
};

export const pip: Manager = {
  spec: 'python',
  options: {
    value:
      '--python --log --log-file --local-log --keyring-provider --proxy --retries --timeout --exists-action --trusted-host --cert --client-cert ' +
      '--cache-dir --use-feature --use-deprecated --resume-retries',
  },
  verbs: { 'install|download|wheel|lock': install },
};

export const easyInstall: Manager = {
  spec: 'python',
  options: {
    value: '-d --install-dir -s --script-dir --prefix -b --build-directory -H --allow-hosts',
    index: '-i --index-url',
    extra: '-f --find-links',
  },
  verbs: { '': { does: 'install' } },
};
