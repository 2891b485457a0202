import { describe, expect, test } from 'vitest';
import { languageScore } from '../../../lib/detection/judges/language.ts';
import { gradeValue } from '../../../lib/detection/judges/value-grade.ts';
import { sample } from '../../rules.ts';

test.each([
  ['password', 'weak'],
  ['changeme', 'weak'],
  ['secret', 'weak'],
  ['string', 'weak'],
  ['123456', 'weak'],
  ['true', 'weak'],
  ['password1', 'compound'],
  ['test123', 'compound'],
  ['my-secret-token', 'compound'],
  ['adminpassword', 'compound'],
  ['sunshine', 'words'],
  ['user-management-service', 'words'],
  ['Wachtwoord', 'words'],
  ['billing-gateway-2', 'words'],
  ['Falcon2019', 'human'],
  ['admin4711', 'human'],
  ['p@ssw0rd', 'human'],
  ['84920173', 'human'],
  ['walrus!7', 'human'],
])('%s is %s', (value, grade) => {
  expect(gradeValue(value)).toBe(grade);
});

describe('what a generator made is random', () => {
  test.each(['{alnum:16}', '{alnum:32}', '{hex:32}', '{base64:40}', '{lower-alnum:24}', '{uuid}', '{letters:20}'])(
    '%s',
    template => {
      const seeds = Array.from({ length: 200 }, (_, seed) => seed + 1);
      const random = seeds.filter(seed => gradeValue(sample(template, seed)) === 'random');
      expect(random.length / seeds.length).toBeGreaterThan(0.93);
    },
  );
});

test('words are more like language than random letters', () => {
  const words = ['sunshine', 'kubernetes', 'passwort', 'contrasena', 'management'];
  const random = Array.from({ length: 200 }, (_, seed) => languageScore(sample('{lower:10}', seed + 1)));
  expect(Math.min(...words.map(languageScore))).toBeGreaterThan(-0.1);
  expect(random.filter(score => score < -0.1).length).toBeGreaterThan(180);
});
