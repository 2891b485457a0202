/** Tools for Python projects: Poetry, PDM, Pipenv, Rye, Hatch and pipx, each by its own manual. */

import type { Manager, Verb } from '../manager.ts';

const run: Verb = { does: 'run' };

/** https://python-poetry.org/docs/cli/ */
export const poetry: Manager = {
  spec: 'python',
  options: { value: '-C --directory -P --project' },
  verbs: {
    add: {
      does: 'install',
      options: {
        value: '-G --group -E --extras --python --platform --markers --source',
        dev: '-D --dev',
        package: '-e --editable',
      },
    },
    'self add': { does: 'install', options: { value: '-E --extras --source', package: '-e --editable' } },
    run,
  },
};

/** https://pdm-project.org/en/latest/reference/cli/ */
export const pdm: Manager = {
  spec: 'python',
  options: { value: '-c --config -p --project -L --lockfile' },
  verbs: {
    add: {
      does: 'install',
      options: { value: '-G --group --venv -k --skip --override', dev: '-d --dev', package: '-e --editable' },
    },
    'self add': { does: 'install', options: { value: '--pip-args' } },
    run: { does: 'run', options: { value: '--venv -k --skip' } },
  },
};

/** https://pipenv.pypa.io/en/latest/commands.html */
export const pipenv: Manager = {
  spec: 'python',
  options: { value: '--python --pypi-mirror' },
  verbs: {
    'install|update|upgrade': {
      does: 'install',
      options: {
        package: '-e --editable',
        requirements: '-r --requirements',
        constraints: '-c',
        index: '-i --index',
        value: '--extra-pip-args --categories --editable-path',
        dev: '-d --dev',
      },
    },
    run,
  },
};

/** https://rye.astral.sh/guide/commands/ */
export const rye: Manager = {
  spec: 'python',
  verbs: {
    add: {
      does: 'install',
      options: {
        git: '--git',
        path: '--path --url',
        value: '--features --tag --rev --branch --optional --pin --pyproject',
        dev: '--dev',
      },
    },
    'install|tools install': { does: 'install', options: { value: '-p --python --extra-requirement --include-dep' } },
    run,
  },
};

/** https://hatch.pypa.io/latest/cli/reference/ */
export const hatch: Manager = {
  spec: 'python',
  options: { value: '-e --env -p --project --data-dir --cache-dir --config' },
  verbs: { run, 'env run': run },
};

const PIPX_VALUES = '--python --pip-args --suffix --backend --fetch-python --index-url';

/** https://pipx.pypa.io/stable/docs/ */
export const pipx: Manager = {
  spec: 'python',
  options: { value: '--cd', index: '-i --index-url' },
  verbs: {
    'install|upgrade': { does: 'install', options: { value: PIPX_VALUES, package: '--preinstall' } },
    inject: { does: 'install', skip: 1, options: { value: PIPX_VALUES, requirements: '-r --requirement' } },
    run: { does: 'exec', options: { value: PIPX_VALUES, package: '--spec --with' } },
  },
};
