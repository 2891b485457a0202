/** Every order against the answers of the ecosystem's own tool, or of its specification: test/fixtures/versions, where the first line says which. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { versionOrder } from '../../../lib/dependencies/versions/index.ts';
import { ECOSYSTEMS } from '../../../lib/model/package.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/versions');
const LEAST: Readonly<Record<string, number>> = {
  npm: 200,
  PyPI: 200,
  Go: 200,
  'crates.io': 200,
  RubyGems: 200,
  Maven: 200,
};

const signOf = (order: number | null): string => (order === null ? '?' : order < 0 ? '<' : order > 0 ? '>' : '=');
const TURNED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '=': '=', '?': '?' };

const FILES = readdirSync(FOLDER).sort();

test('every ecosystem with an order of its own has its answers', () => {
  expect(FILES).toEqual(
    ['Go', 'Hex', 'Maven', 'NuGet', 'Packagist', 'Pub', 'PyPI', 'RubyGems', 'crates.io', 'npm'].map(
      name => `${name}.txt`,
    ),
  );
});

describe.each(FILES)('%s', file => {
  const name = file.replace(/\.txt$/, '');
  const ecosystem = ECOSYSTEMS.find(known => known === name) ?? 'npm';
  const cases = readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split(' '));
  const { compare } = versionOrder(ecosystem);

  test('has enough cases that can be told', () => {
    expect(cases.filter(([, sign]) => sign !== '?').length).toBeGreaterThanOrEqual(LEAST[name] ?? 50);
  });

  test('agrees with all of them, in both directions', () => {
    const wrong = cases.filter(
      ([a = '', sign = '', b = '']) => signOf(compare(a, b)) !== sign || signOf(compare(b, a)) !== TURNED[sign],
    );
    expect(wrong.map(words => words.join(' '))).toEqual([]);
  });
});
