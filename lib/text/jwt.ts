/** Reads the public parts of a JSON web token: what it is signed with and when it ends. */

export type JwtParts = {
  readonly alg: string;
  /** Seconds since 1970; null where the token names no end. */
  readonly exp: number | null;
};

function readObject(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? Object.fromEntries(Object.entries(value)) : null;
  } catch {
    return null;
  }
}

/** The names of RFC 7518 and RFC 8037: anything else is not repeated in a report. */
const ALGORITHM = /^(?:[HREP]S(?:256|384|512)|ES256K|EdDSA|none)$/;

/** What header and claims say (RFC 7519); null unless both are JSON objects and the header names a known algorithm. */
export function readJwt(token: string): JwtParts | null {
  const [header = '', claims = ''] = token.split('.');
  const alg = readObject(header)?.['alg'];
  const body = readObject(claims);
  if (body === null || typeof alg !== 'string' || !ALGORITHM.test(alg)) return null;
  const exp = body['exp'];
  return { alg, exp: typeof exp === 'number' && exp > 0 && exp < 1e11 ? Math.floor(exp) : null };
}
