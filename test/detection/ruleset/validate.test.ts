import { describe, expect, it } from 'vitest';
import { listFaults, validateRules } from '../../../lib/detection/ruleset/validate.ts';
import { GateError } from '../../../lib/model/failure.ts';
import type { RuleSource } from '../../../lib/model/rule.ts';

function rule(given: Partial<RuleSource>): RuleSource {
  return {
    ...{ id: 'acme-token', service: 'Acme', description: 'Acme token', severity: 'high', confidence: 'high' },
    ...{ remediation: 'Revoke it.', references: [], pattern: 'acme_x', keywords: ['acme_'], near: [], entropy: 0 },
    ...{ anchored: true, paths: [], match: [], noMatch: [], origin: 'built-in', file: 'acme.yaml', line: 3 },
    ...given,
  };
}

describe('listFaults', () => {
  it.each<[given: Partial<RuleSource>]>([
    [{}],
    [{ id: 'a1-b2-c3' }],
    [{ id: 'single', origin: 'user' }],
    [{ id: 'user-a-b', origin: 'user', keywords: [] }],
    [{ keywords: ['"auths"', 'abc'] }],
    [{ near: ['acme', 'data dog', 'x_abc'], keywords: [] }],
  ])('finds none in %j', given => expect(listFaults([rule(given)])).toEqual([]));

  const shape = 'Write it as `provider-kind`: lower case, digits and hyphens.';
  const leaveOut = 'Leave `keywords` out: they are then taken from the pattern.';
  it.each<[given: Partial<RuleSource>, message: string, remedy?: string]>([
    [{ id: 'single' }, 'rule `single` has an id of the wrong shape', shape],
    [{ id: 'Acme-token' }, 'rule `Acme-token` has an id of the wrong shape', shape],
    [{ id: 'acme--token' }, 'rule `acme--token` has an id of the wrong shape', shape],
    [{ id: 'a_b', origin: 'user' }, 'rule `a_b` has an id of the wrong shape', shape],
    [{ id: `a-${'b-'.repeat(100)}c`, origin: 'user' }, 'rule (a long key) has an id of the wrong shape', shape],
    [{ id: 'user-token' }, 'rule `user-token` has an id that begins as those of signatures do', shape],
    [{ keywords: ['acme_', 'ac'] }, 'rule `acme-token` has a keyword of less than 3 characters', leaveOut],
    [{ keywords: ['schlüssel'] }, 'rule `acme-token` has a keyword with characters beyond ASCII', leaveOut],
    [{ near: ['a|b'] }, 'rule `acme-token` has a word in `near` that is more than letters, digits and `_`, `-`, `.`'],
    [{ near: ['acme', 'ab_cd'] }, 'rule `acme-token` has a word in `near` without 3 letters or digits in a row'],
    [
      { near: ['acme'], pattern: '(?<secret>x)' },
      'rule `acme-token` has a group `secret` in `value`',
      'The whole value is the secret: remove the name.',
    ],
  ])('finds %j', (given, message, remedy) => {
    const faults = listFaults([rule(given)]).map(fault => ({ message: fault.message, remedy: fault.remedy }));
    expect(faults).toEqual([{ message: `acme.yaml:3: ${message}`, remedy }]);
  });

  it('names both places of an id that stands twice', () => {
    const twice = [rule({}), rule({ id: 'acme-key' }), rule({ file: 'other.yaml', line: 9 })];
    expect(listFaults(twice).map(({ message }) => message)).toEqual([
      'other.yaml:9: rule `acme-token` is a built-in rule already (acme.yaml:3)',
    ]);
    const users = [rule({ origin: 'user', line: 1 }), rule({ origin: 'user', line: 5 })];
    expect(listFaults(users).map(({ message }) => message)).toEqual([
      'acme.yaml:5: rule `acme-token` stands at acme.yaml:1 already',
    ]);
  });
});

describe('validateRules', () => {
  it('throws the first fault', () => {
    const rules = [rule({}), rule({ id: 'B', line: 8 }), rule({ id: 'C', line: 9 })];
    expect(() => validateRules(rules)).toThrow(GateError);
    expect(() => validateRules(rules)).toThrow('acme.yaml:8: rule `B` has an id of the wrong shape');
    expect(() => validateRules(rules.slice(0, 1))).not.toThrow();
  });
});
