import { expect, test } from 'vitest';
import { hideCredentials } from '../../lib/text/hide-credentials.ts';

const word = ['sesame', '1'].join('');

test.each([
  ['^1.2.3', '^1.2.3'],
  ['git@example.com:a/b.git', 'git@example.com:a/b.git'],
  [`git+https://me:${word}@example.com/a.git#v1`, 'git+https://example.com/a.git#v1'],
  [`https://${word}@example.com/a@2/b?token=${word}#x`, 'https://example.com/a@2/b#x'],
])('%s', (text, hidden) => {
  expect(hideCredentials(text)).toBe(hidden);
});
