/** Candidates for the tests of filters. */

import type { Candidate } from '../../lib/model/candidate.ts';

type Given = { ruleId?: string; path?: string; secret?: string; first?: string; last?: string; above?: string };

export function candidate({ ruleId = 'github-token', path = 'src/a.ts', secret = 'x', ...lines }: Given): Candidate {
  const { first = '', last = first, above = '' } = lines;
  return {
    secret,
    lines: { first, last, above },
    finding: {
      kind: 'secret',
      ruleId,
      service: 'GitHub',
      severity: 'high',
      confidence: 'high',
      message: 'GitHub token',
      location: { path, startLine: 2, startColumn: 1, endLine: 2, endColumn: 2 },
      masked: '****',
      fingerprint: '0'.repeat(32),
      excerpt: { text: '****', startColumn: 1, endColumn: 5 },
    },
  };
}
