import { expect, test } from 'vitest';
import { createFormatFinder } from '../../../lib/dependencies/manifests/find-format.ts';
import type { ManifestEntry } from '../../../lib/model/manifest.ts';

const entry = (...files: string[]): ManifestEntry => ({ files, load: () => Promise.reject(new Error('not needed')) });

const formatOf = createFormatFinder({
  lock: entry('package-lock.json'),
  requirements: entry('*requirements*.txt', '**/requirements/*.txt'),
  workflow: entry('.github/workflows/*.yml', 'action.yml'),
  named: entry('dev-requirements.txt'),
});

test.each([
  ['package-lock.json', 'lock'],
  ['apps/web/package-lock.json', 'lock'],
  ['requirements-dev.txt', 'requirements'],
  ['a/requirements/base.txt', 'requirements'],
  ['a/dev-requirements.txt', 'named'],
  ['.github/workflows/ci.yml', 'workflow'],
  ['sub/action.yml', 'workflow'],
  ['a/.github/workflows/deep/ci.yml', null],
  ['notes.txt', null],
  ['package-lock.json.bak', null],
  ['Package-Lock.json', null],
  ['node_modules/a/package-lock.json', null],
  ['lib/python3.11/site-packages/a/requirements.txt', null],
  ['package-lock.json/readme', null],
])('%s is of the format %s', (path, format) => {
  expect(formatOf(path)).toBe(format);
});
