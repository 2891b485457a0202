import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../lib/config/defaults.ts';
import { findUnknownRules } from '../../lib/config/unknown-rules.ts';

describe('findUnknownRules', () => {
  it('names what fits no rule, once, with the nearest rule', () => {
    const config = {
      ...DEFAULTS,
      rules: [
        ['github-*', { enabled: false }],
        ['githb-token', { enabled: false }],
        ['nothing-like-it', { enabled: true }],
      ] as const,
      allow: [{ paths: [], values: [], rules: ['githb-token', 'stripe-key'], reason: 'x' }],
    };
    expect(findUnknownRules(config, ['github-token', 'stripe-key'], 'gate.yaml')).toEqual([
      { kind: 'rule-warning', path: 'gate.yaml', message: '`githb-token` fits no rule; did you mean `github-token`?' },
      { kind: 'rule-warning', path: 'gate.yaml', message: '`nothing-like-it` fits no rule' },
    ]);
    expect(findUnknownRules(DEFAULTS, [], 'gate.yaml')).toEqual([]);
  });
});
