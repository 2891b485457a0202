import { expect, test } from 'vitest';
import { createFormatFinder } from '../../../lib/dependencies/manifests/find-format.ts';
import type { ManifestEntry } from '../../../lib/model/manifest.ts';

const entry = (...files: string[]): ManifestEntry => ({ files, load: () => Promise.reject(new Error('not needed')) });

const formatOf = createFormatFinder({
  lock: entry('package-lock.json'),
  requirements: entry('*requirements*.txt', '**/requirements/*.txt'),
  workflow: entry('.github/workflows/*.yml', 'action.yml'),
  named: entry('dev-requirements.txt'),
  image: entry('Dockerfile', 'Dockerfile.*', '*.dockerfile'),
  steps: { ...entry('.github/workflows/*.yml', 'action.yml', '.travis.yml'), beside: true },
});

test.each([
  ['package-lock.json', 'lock'],
  ['apps/web/package-lock.json', 'lock'],
  ['requirements-dev.txt', 'requirements'],
  ['a/requirements/base.txt', 'requirements'],
  ['requirements/base.txt', 'requirements'],
  ['a/dev-requirements.txt', 'named'],
  ['.github/workflows/ci.yml', 'workflow', 'steps'],
  ['sub/action.yml', 'workflow', 'steps'],
  ['.travis.yml', 'steps'],
  ['Dockerfile.prod', 'image'],
  ['deploy/Dockerfile.web.txt', 'image'],
  ['app.dockerfile', 'image'],
  ['MyDockerfile.prod'],
  ['Dockerfile.d/notes'],
  ['node_modules/a/action.yml'],
  ['a/.github/workflows/deep/ci.yml'],
  ['notes.txt'],
  ['package-lock.json.bak'],
  ['Package-Lock.json'],
  ['node_modules/a/package-lock.json'],
  ['lib/python3.11/site-packages/a/requirements.txt'],
  ['package-lock.json/readme'],
])('%s is of the formats %s %s', (path, ...formats) => {
  expect(formatOf(path)).toEqual(formats);
});
