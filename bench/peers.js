/** Other scanners, each offline and in its fastest documented mode, where one is on PATH. */

import { spawnSync } from 'node:child_process';

const PEERS = {
  kingfisher: {
    version: ['--version'],
    scan: tree => ['scan', tree, '--turbo', '--no-validate', '--no-update-check', '--quiet'],
  },
  betterleaks: {
    version: ['version'],
    scan: tree => ['dir', tree, '--no-banner', '--exit-code', '0', '--validation=false'],
  },
  gitleaks: {
    version: ['version'],
    scan: tree => ['dir', tree, '--no-banner', '--exit-code', '0', '--log-level', 'error'],
  },
  trufflehog: {
    version: ['--version'],
    scan: tree => ['filesystem', tree, '--no-verification', '--no-update'],
  },
  secretlint: {
    version: ['--version'],
    scan: tree => [
      '--no-glob',
      '--secretlintrcJSON',
      '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}',
      tree,
    ],
  },
  'detect-secrets': {
    version: ['--version'],
    scan: tree => ['scan', '--all-files', '--no-verify', tree],
  },
};

/** The peers on PATH: name, version as far as they tell, and the command that scans a folder. */
export function findPeers() {
  return Object.entries(PEERS).flatMap(([name, { version, scan }]) => {
    const { status, stdout, stderr } = spawnSync(name, version, { encoding: 'utf8' });
    if (status !== 0) return [];
    const [told = ''] = /\d+\.\d+[\w.-]*/.exec(`${stdout}${stderr}`) ?? [];
    return [{ name, version: told, command: tree => [name, ...scan(tree)] }];
  });
}
