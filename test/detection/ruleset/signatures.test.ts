import { describe, expect, it } from 'vitest';
import { readUserRules } from '../../../lib/detection/ruleset/load.ts';
import { GateError } from '../../../lib/model/failure.ts';

const check = (pattern: string): string | null => (pattern === '(' ? 'a group is never closed' : null);
const read = (text: string) => readUserRules(text, 'own.yaml', check);
const brief = (text: string) => read(text).map(({ id, pattern, line }) => [id, pattern, line]);

describe('the signatures format', () => {
  it('makes a rule of each entry', () => {
    const [rule, ...others] = read('- MyCompany:\n    - Internal API Key: "myco_[a-zA-Z0-9]{32}"\n');
    expect(others).toEqual([]);
    expect(rule).toEqual({
      id: 'user-mycompany-internal-api-key',
      service: 'MyCompany',
      description: 'Internal API Key',
      pattern: 'myco_[a-zA-Z0-9]{32}',
      near: [],
      keywords: [],
      severity: 'high',
      confidence: 'high',
      entropy: 0,
      anchored: false,
      paths: [],
      match: [],
      noMatch: [],
      remediation: 'Revoke this secret where it was issued, issue a new one, and keep that out of the text.',
      references: [],
      origin: 'user',
      file: 'own.yaml',
      line: 2,
    });
  });

  it.each<[name: string, text: string, rules: unknown[]]>([
    ['a document mark, a BOM and CRLF', '\uFEFF---\r\n- A:\r\n    - B: c\r\n', [['user-a-b', 'c', 3]]],
    [
      'entries that are not indented',
      '- A:\n  - B: c\n  - D: e\n',
      [
        ['user-a-b', 'c', 2],
        ['user-a-d', 'e', 3],
      ],
    ],
    ['entries that are commented out', '- A:\n    # - B: c\n    - D: e\n    - F: # (?i)g\n', [['user-a-d', 'e', 3]]],
    ['a service with all its entries commented out', '- A:\n    # - B: c\n- D:\n    - E: f\n', [['user-d-e', 'f', 4]]],
    [
      'a service that stands twice',
      '- A:\n    - B: c\n- A:\n    - D: e\n',
      [
        ['user-a-b', 'c', 2],
        ['user-a-d', 'e', 4],
      ],
    ],
    ['patterns without quotes', '- A:\n    - B: (?i)x[a-z]{2,}\\d\n', [['user-a-b', '(?i)x[a-z]{2,}\\d', 2]]],
    [
      'names with signs and accents',
      '- Müller & Co.:\n    - "API-Key (v2)": c\n',
      [['user-muller-co-api-key-v2', 'c', 2]],
    ],
    ['an empty list', '[]', []],
  ])('reads %s', (_, text, rules) => {
    expect(brief(text)).toEqual(rules);
  });

  it('gives names without Latin letters an id that stays the same', () => {
    const [first] = read('- A:\n    - 鍵: c\n');
    expect(first?.id).toMatch(/^user-a-[0-9a-f]{8}$/);
    expect(read('- B:\n    - x: y\n- A:\n    - 鍵: d\n')[1]?.id).toBe(first?.id);
  });

  it.each<[text: string, message: string, remedy?: string]>([
    ['- A:\n\t- B: c\n', '2: a tab is used as indentation', 'Indent with spaces.'],
    ['- A\n', '1: this is not an entry of the form `- Service:`'],
    ['- A: b\n', '1: `A` must be a list', 'Write `[a, b]`, or one line with `- ` for each entry.'],
    ['- A:\n    B: c\n', '2: `A` must be a list', 'Write `[a, b]`, or one line with `- ` for each entry.'],
    ['- A:\n    - b\n', '2: this is not an entry of the form `- Name: regex`'],
    [
      '- A:\n    - B: c\n      D: e\n',
      '3: a second key stands in one entry',
      'Write `- Name: regex` for each, and indent what belongs to it.',
    ],
    [
      '- A:\n    - B: c\n  D:\n    - E: f\n',
      '3: a second key stands in one entry',
      'Write `- Service:` for each, and indent what belongs to it.',
    ],
    ['- A:\n    - B:\n', '2: `B` has no regular expression'],
    ['- A:\n    - B: ""\n', '2: `B` is empty'],
    ['- A:\n    - B: 12345\n', '2: `B` must be text', 'Put it into quotes.'],
    ['- A:\n    - B: [a-z]\n', '2: `B` must be text'],
    ['- A:\n    - B: c\n    - D: (\n', '3: `D` is not a regular expression that gate can run: a group is never closed'],
    [
      '- A:\n    - B: c\n- a:\n    - b: d\n',
      '4: `b` has the same id as the entry in line 2: `user-a-b`',
      'Give one of them another name.',
    ],
    [
      '- A:\n    - B C: c\n    - B-C: c\n',
      '3: `B-C` has the same id as the entry in line 2: `user-a-b-c`',
      'Give one of them another name.',
    ],
  ])('rejects %j', (text, message, remedy) => {
    const fault = expect.objectContaining({ message: `own.yaml:${message}`, remedy });
    expect(() => read(text)).toThrow(GateError);
    expect(() => read(text)).toThrow(fault);
  });
});
