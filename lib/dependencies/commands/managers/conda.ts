/** conda, mamba and micromamba: https://docs.conda.io/projects/conda/en/stable/commands/. */

import type { Manager, Verb } from '../manager.ts';

const install: Verb = { does: 'install' };

export const conda: Manager = {
  spec: 'conda',
  options: {
    value:
      '-n --name -p --prefix -c --channel --solver --experimental-solver --file -f --revision --repodata-fn --platform --subdir --clone --freeze ' +
      '-r --root-prefix --rc-file --category --channel-priority --cacert',
  },
  verbs: {
    'install|create|update|upgrade': install,
    run: { does: 'run', options: { value: '--cwd' } },
  },
};
