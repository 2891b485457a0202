/** Words by which texts and lines that install nothing are passed by. Loaded with every scan: a list and no more. */

/** Of which one stands in whatever installs something. */
export const INSTALLING: readonly string[] = [
  ...[
    'install',
    'Install-',
    'npx',
    'uvx',
    'bunx',
    'pnpx',
    'dlx',
    ' add ',
    ' i ',
    ' x ',
    ' exec ',
    ' require ',
    ' create',
    ' init ',
  ],
  ...['go get', 'go run', ' run ', 'sync', 'download', 'wheel', 'inject', 'INDEX_URL', 'DEFAULT_INDEX', 'activate'],
  ...['isntall', 'npm in ', 'npm it ', 'npm update', 'yarn up', 'bun a '],
];
