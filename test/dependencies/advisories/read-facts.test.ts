import { expect, test } from 'vitest';
import { readFactFile } from '../../../lib/dependencies/advisories/read-facts.ts';

const HEAD = `checked: '2026-11-21'
kind: malicious
ecosystem: PyPI
versions: ['*']
source: a report
date: '2020'
confidence: medium
`;

test('entries take from the head of their file what they leave out, and their names are canonical', () => {
  const { checked, facts } = readFactFile(
    `${HEAD}facts:\n  - name: Some_Name\n  - name: other\n    versions: ['1.0', '1.1']\n    confidence: low\n    hashes: [sha512-AA]\n`,
    'a.yaml',
  );
  expect(checked).toBe('2026-11-21');
  const shared = { kind: 'malicious', ecosystem: 'PyPI', source: 'a report', date: '2020' };
  expect(facts).toEqual([
    { ...shared, name: 'some-name', versions: ['*'], confidence: 'medium' },
    { ...shared, name: 'other', versions: ['1.0', '1.1'], confidence: 'low', hashes: ['sha512-AA'] },
  ]);
});

test.each([
  [`${HEAD}facts:\n  - versions: ['1.0']\n`, 'a.yaml:9: the entry has no `name`'],
  [`${HEAD}facts:\n  - name: a\n    kinds: malicious\n`, 'a.yaml:10: unknown key `kinds`'],
  [`${HEAD}facts:\n  - name: a\n    kind: bad\n`, 'a.yaml:10: `kind` must be one of'],
  [`${HEAD}facts:\n  - name: a\n    date: '2020-13'\n`, 'a.yaml:10: `date` must be a date'],
  [`${HEAD}facts:\n  - name: a\n    versions: 1.0\n`, 'a.yaml:10: `versions` must be a list'],
  ['facts: []\n', 'a.yaml:1: the file has no `checked`'],
])('says what is wrong and where (%#)', (text, message) => {
  expect(() => readFactFile(text, 'a.yaml')).toThrow(message);
});
