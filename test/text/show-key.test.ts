import { describe, expect, it } from 'vitest';
import { showKey } from '../../lib/text/show-key.ts';

describe('showKey', () => {
  it.each(['exlude', 'max-file-size', 'My Company', 'Schlüssel', 'generic-high-entropy', 'INTERNAL_API_KEY_OLD'])(
    'names %s',
    key => expect(showKey(key)).toBe(`\`${key}\``),
  );

  it.each([`ghp_${'a1'.repeat(18)}`, 'x'.repeat(61), 'a\nb', 'a`b', `AKIA${'Q7'.repeat(8)}`])('does not name %j', key =>
    expect(showKey(key)).toBe('(a long key)'),
  );
});
