import { expect, test } from 'vitest';
import { createScope } from '../../lib/engine/scope.ts';

const scope = createScope(
  [],
  [
    { id: 'one', paths: ['.netrc', '*.netrc'] },
    { id: 'other', paths: ['**/.docker/config.json', '!/a/.docker/config.json'] },
  ],
);

test.each([
  ['x/.netrc', ['one']],
  ['x/my.netrc', ['one']],
  ['a/.docker/config.json', []],
  ['b/.docker/config.json', ['other']],
  ['b/docker/config.json', []],
])('%s is for %j, and what is for a rule may be for one', (path, rules) => {
  expect(['one', 'other'].filter(id => scope.covers(id, path))).toEqual(rules);
  if (rules.length > 0) expect(scope.mayCover(path)).toBe(true);
});

test('a path that no rule names is told, and rules that name none are for it', () => {
  expect(scope.mayCover('lib/engine/scope.ts')).toBe(false);
  expect(scope.covers('third', 'lib/engine/scope.ts')).toBe(true);
});
