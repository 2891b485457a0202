/** Hashes, from Node's own crypto, which loads only when the first one is asked for. */

const crypto = () => process.getBuiltinModule('node:crypto');

/** SHA-256 of text in UTF-8, in lower-case hexadecimal. */
export const sha256Hex = (text: string): string => crypto().createHash('sha256').update(text).digest('hex');

/** SHA-256 of bytes that come in parts, in lower-case hexadecimal. */
export function sha256OfParts(parts: Iterable<Uint8Array>): string {
  const hash = crypto().createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** SHA-1 of text in UTF-8, in lower-case hexadecimal: to compare with what others hashed, for nothing else. */
export const sha1Hex = (text: string): string => crypto().createHash('sha1').update(text).digest('hex');

/** HMAC-SHA-256 of text in UTF-8 under `key`, in lower-case hexadecimal. */
export const hmacHex = (key: string, text: string): string =>
  crypto().createHmac('sha256', key).update(text).digest('hex');
