import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../lib/config/defaults.ts';
import { compileFilters, FILTERS } from '../../lib/filters/index.ts';
import { candidate } from './candidates.ts';

const config = { ...DEFAULTS, allow: [{ paths: ['a.ts'], rules: [], values: [], reason: 'listed' }] };
const reasons = (heedInline: boolean, path: string): (string | undefined)[] =>
  compileFilters(config, heedInline)
    .map(filter => filter(candidate({ path, first: 'x # gate:allow -- said so' }))?.reason)
    .filter(reason => reason !== undefined);

describe('compileFilters', () => {
  it('asks the allowlist, then the comments', () => {
    expect(reasons(true, 'a.ts')).toEqual(['listed', 'said so']);
    expect(reasons(true, 'b.ts')).toEqual(['said so']);
  });

  it('leaves comments out when asked to', () => {
    expect(reasons(false, 'a.ts')).toEqual(['listed']);
    expect(reasons(false, 'b.ts')).toEqual([]);
  });

  it('describes every filter', () => {
    for (const { description } of Object.values(FILTERS)) expect(description).toMatch(/^\S.{20,120}$/);
  });
});
