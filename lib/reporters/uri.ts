/** Paths as URI references (RFC 3986), the way SARIF wants them: relative to the root, `/` between, everything else encoded. */

/** All that a path may hold as it is: unreserved characters, sub-delimiters, `:`, `@` and `/`. */
const TO_ENCODE = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/]+/g;

const encode = (path: string): string =>
  path.replace(TO_ENCODE, run =>
    Array.from(Buffer.from(run, 'utf8'), byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );

/**
 * A relative path stays relative, `../` too, with `./` before it where its first segment would read as a scheme; an absolute
 * one, of Windows or not, becomes a `file:` URI.
 */
export function toUri(path: string): string {
  if (/^[A-Za-z]:[\\/]/.test(path)) return `file:///${encode(path.replaceAll('\\', '/'))}`;
  if (path.startsWith('//')) return `file:${encode(path)}`;
  if (path.startsWith('/')) return `file://${encode(path)}`;
  const uri = encode(path);
  return /^[^/]*:/.test(uri) ? `./${uri}` : uri;
}
