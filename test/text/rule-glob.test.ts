import { describe, expect, it } from 'vitest';
import type { Config } from '../../lib/model/config.ts';
import { isRulePattern, matchesRuleId, settingFor } from '../../lib/text/rule-glob.ts';

describe('matchesRuleId', () => {
  it.each<[pattern: string, id: string, fits: boolean]>([
    ['github-token', 'github-token', true],
    ['github-token', 'github-token-old', false],
    ['github-*', 'github-token', true],
    ['github*', 'github-token', true],
    ['github-*', 'gitlab-token', false],
    ['*', 'anything', true],
  ])('%s and %s: %s', (pattern, id, fits) => {
    expect(matchesRuleId(pattern, id)).toBe(fits);
  });
});

describe('isRulePattern', () => {
  it.each(['github-token', 'github-*', 'github*', '*', 'generic', 'npm-2fa'])('%s is one', text =>
    expect(isRulePattern(text)).toBe(true),
  );
  it.each(['', 'GitHub-token', 'a--b', '-a', 'a-', '**', '*-token', 'a*b', 'a b', 'a\n'])('%j is none', text =>
    expect(isRulePattern(text)).toBe(false),
  );
});

describe('settingFor', () => {
  const rules: Config['rules'] = [
    ['github-*', { enabled: false }],
    ['github-token', { enabled: true, severity: 'low' }],
    ['*-nothing', { enabled: false }],
  ];
  it('gives the last setting that fits', () => {
    expect(settingFor('github-token', rules)).toEqual({ enabled: true, severity: 'low' });
    expect(settingFor('github-other', rules)).toEqual({ enabled: false });
    expect(settingFor('gitlab-token', rules)).toBeUndefined();
  });
});
