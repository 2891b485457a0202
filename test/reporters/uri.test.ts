/** Paths as URI references, and the way back that code scanning takes. */

import { describe, expect, it } from 'vitest';
import { toUri } from '../../lib/reporters/uri.ts';

describe('toUri', () => {
  it.each([
    ['src/app.ts', 'src/app.ts'],
    ['.env', '.env'],
    ['../up/a', '../up/a'],
    ['a b/#c?.txt', 'a%20b/%23c%3F.txt'],
    ['100%', '100%25'],
    ['a:b/c', './a:b/c'],
    ['a/b:c', 'a/b:c'],
    ['a\nb', 'a%0Ab'],
    ['a\\b', 'a%5Cb'],
    ['schl\u00fcssel', 'schl%C3%BCssel'],
    ['\u{1f511}', '%F0%9F%94%91'],
    ['lone\ud800', 'lone%EF%BF%BD'],
    ['<stdin>', '%3Cstdin%3E'],
    ['/tmp/a b', 'file:///tmp/a%20b'],
    ['C:/a/b', 'file:///C:/a/b'],
    ['c:\\a\\b', 'file:///c:/a/b'],
    ['//server/share/a', 'file://server/share/a'],
  ])('writes %j as %s', (path, uri) => {
    expect(toUri(path)).toBe(uri);
    expect(URL.canParse(uri, 'file:///root/')).toBe(true);
  });

  it.each(['a b/%41.txt', 'x:y', '\u9375/\t&=+'])('decodes to %j again', path => {
    expect(decodeURIComponent(toUri(path)).replace(/^\.\//, '')).toBe(path);
  });
});
