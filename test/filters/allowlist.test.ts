import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../lib/config/defaults.ts';
import { allowlist } from '../../lib/filters/allowlist.ts';
import type { AllowEntry } from '../../lib/model/config.ts';
import { candidate } from './candidates.ts';

function filter(...entries: Partial<AllowEntry>[]) {
  const allow = entries.map((entry, at) => ({ paths: [], rules: [], values: [], reason: `entry ${at + 1}`, ...entry }));
  return allowlist.compile({ ...DEFAULTS, allow });
}

describe('allowlist', () => {
  const given = { ruleId: 'github-token', path: 'test/a/b.ts', secret: 'example-1234' };
  it.each<[entry: Partial<AllowEntry>, suppresses: boolean]>([
    [{ paths: ['test/'] }, true],
    [{ paths: ['/test/**/*.ts'] }, true],
    [{ paths: ['b.ts'] }, true],
    [{ paths: ['docs/', 'test/a/*'] }, true],
    [{ paths: ['docs/'] }, false],
    [{ paths: ['*.ts', '!b.ts'] }, false],
    [{ rules: ['github-token'] }, true],
    [{ rules: ['gitlab-*', 'github-*'] }, true],
    [{ rules: ['github'] }, false],
    [{ values: ['^example-'] }, true],
    [{ values: ['1234'] }, true],
    [{ values: ['^1234'] }, false],
    [{ values: ['EXAMPLE'] }, false],
    [{ values: ['(?i)EXAMPLE'] }, true],
    [{ paths: ['test/'], rules: ['github-*'], values: ['1234$'] }, true],
    [{ paths: ['test/'], rules: ['github-*'], values: ['5$'] }, false],
    [{ paths: ['test/'], rules: ['gitlab-*'], values: ['1234$'] }, false],
    [{ paths: ['docs/'], rules: ['github-*'], values: ['1234$'] }, false],
  ])('%j: %s', (entry, suppresses) => {
    const suppression = filter(entry)(candidate(given));
    expect(suppression).toEqual(suppresses ? { by: 'allowlist', reason: 'entry 1' } : null);
  });

  it('gives the reason of the first entry that fits', () => {
    const suppress = filter({ rules: ['gitlab-*'] }, { rules: ['github-*'] }, { paths: ['test/'] });
    expect(suppress(candidate(given))?.reason).toBe('entry 2');
  });

  it('gives the same answer each time', () => {
    const suppress = filter({ values: ['1'] });
    expect([1, 2, 3].map(() => suppress(candidate(given)) !== null)).toEqual([true, true, true]);
  });

  it('suppresses nothing without entries', () => {
    expect(filter()(candidate(given))).toBeNull();
  });
});
