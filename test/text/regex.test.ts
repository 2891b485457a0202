import { describe, expect, it } from 'vitest';
import { compileRegex, explainRegex } from '../../lib/text/regex.ts';

describe('compileRegex', () => {
  it.each<[source: string, text: string, found: boolean]>([
    ['^example', 'example-key', true],
    ['^example', 'Example-key', false],
    ['(?i)^example', 'Example-key', true],
    ['(?is)a.b', 'A\nB', true],
    ['b$', 'ab\nc', false],
    ['(?m)b$', 'ab\nc', true],
  ])('%s in %j: %s', (source, text, found) => {
    expect(compileRegex(source).test(text)).toBe(found);
  });

  it.each<[source: string, fault: string | null]>([
    ['a+', null],
    ['(', 'Unterminated group'],
    ['[b-a]', 'Range out of order in character class'],
    ['*', 'Nothing to repeat'],
    ['a)', "Unmatched ')'"],
    ['\\', '\\ at end of pattern'],
    ['x'.repeat(2001), 'longer than 2000 characters'],
  ])('explains %s', (source, fault) => {
    expect(explainRegex(source)).toBe(fault);
  });

  it('never quotes the expression', () => {
    const canary = 'canary: secret';
    for (const bad of [`(${canary}`, `${canary}[b-a]`, `(?<${canary}>)`, `*${canary}/: /`, `${canary}\\`]) {
      expect(explainRegex(bad)).not.toContain('canary');
      expect(explainRegex(bad)).not.toBeNull();
    }
  });
});
