import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePackages, encodePackages } from '../../../lib/dependencies/advisories/store.ts';
import { stepBetween } from '../../../lib/dependencies/resemblance.ts';
import { builtInPackages, makeData, makeFact } from '../../packages.ts';

const FACTS = [
  makeFact('bad', { versions: ['1.0.0'], hashes: ['sha512-AAAA'] }),
  makeFact('bad', { kind: 'deprecated', use: 'good' }),
  makeFact('yaml', { ecosystem: 'PyPI', kind: 'import-confusion', use: 'pyyaml' }),
];
const POPULAR = { npm: ['lodash', '@types/node', 'ünïcode-name', 'socket.io'], Go: ['example.com/a/b'] };
const bytes = (): Buffer => encodePackages({ date: '2026-01-02', facts: FACTS, popular: POPULAR });

describe('the file of package facts', () => {
  test('gives back what was put in', () => {
    const data = decodePackages(bytes());
    expect(data.date).toBe('2026-01-02');
    expect(data.facts('npm', 'bad')).toEqual([FACTS[0], FACTS[1]]);
    expect(data.facts('PyPI', 'yaml')).toEqual([FACTS[2]]);
    expect(data.facts('PyPI', 'bad')).toEqual([]);
    expect(data.facts('Hex', 'bad')).toEqual([]);
    expect(data.badHash('sha512-AAAA')).toEqual(FACTS[0]);
    expect(data.badHash('sha512-BBBB')).toBeNull();
    expect(data.badHash('constructor')).toBeNull();
    expect(POPULAR.npm.map(name => data.rank('npm', name))).toEqual([1, 2, 3, 4]);
    expect(data.rank('npm', 'example.com/a/b')).toBeNull();
    expect(data.rank('Go', 'example.com/a/b')).toBe(1);
    expect(data.oneEditFrom('npm', 'lodahs')).toEqual([{ name: 'lodash', rank: 1 }]);
    expect(data.looksLike('npm', 'types-node')).toEqual([{ name: '@types/node', rank: 2 }]);
    expect(data.looksLike('npm', 'socket.io')).toEqual([]);
    expect(data.oneEditFrom('Hex', 'lodahs')).toEqual([]);
  });

  test('is read wherever it stands in memory', () => {
    const whole = Buffer.concat([Buffer.alloc(1), bytes()]);
    expect(decodePackages(whole.subarray(1)).rank('npm', 'lodash')).toBe(1);
  });

  test('is the same for the same facts', () => {
    expect(bytes().equals(bytes())).toBe(true);
  });

  test('of another version, or cut short, is refused', () => {
    expect(() => decodePackages(Buffer.from('gatePK00 and more'))).toThrow(/build again/);
    expect(() => decodePackages(bytes().subarray(0, -4))).toThrow(/cut short/);
  });
});

test('every name one step away is found, and no other', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.uniqueArray(letters, { minLength: 1, maxLength: 30 }), letters, (names, wanted) => {
      const found = makeData([], { npm: names }).oneEditFrom('npm', wanted);
      const near = names.flatMap((name, index) =>
        stepBetween(name, wanted) === null ? [] : { name, rank: index + 1 },
      );
      expect(found).toEqual(near);
    }),
    { numRuns: 300 },
  );
});

test('what gate ships fits into 3 MB and knows the names that all know', () => {
  const data = builtInPackages();
  expect(data.rank('npm', 'lodash')).not.toBeNull();
  expect(data.rank('PyPI', 'requests')).not.toBeNull();
  expect(data.rank('crates.io', 'serde')).not.toBeNull();
  expect(data.rank('Go', 'golang.org/x/net')).not.toBeNull();
  expect(data.rank('RubyGems', 'rake')).not.toBeNull();
  expect(data.facts('npm', 'event-stream')[0]?.versions).toEqual(['3.3.6']);
});
