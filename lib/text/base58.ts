/** Bitcoin's base 58 with its checksum, in which private keys of wallets are written. */

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const CHECKSUM = 4;

const crypto = () => process.getBuiltinModule('node:crypto');
const sha256 = (bytes: Uint8Array): Buffer => crypto().createHash('sha256').update(bytes).digest();

/** The bytes of a text, a leading `1` for each leading zero byte; null for a character that is not of the alphabet. */
export function decodeBase58(text: string): Uint8Array | null {
  let number = 0n;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value === -1) return null;
    number = number * 58n + BigInt(value);
  }
  const hex = number === 0n ? '' : number.toString(16);
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex')]);
}

export function encodeBase58(bytes: Uint8Array): string {
  let number = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = `${ALPHABET[Number(number % 58n)]}${text}`;
  const content = bytes.findIndex(byte => byte !== 0);
  return '1'.repeat(content === -1 ? bytes.length : content) + text;
}

const checksumOf = (payload: Uint8Array): Buffer => sha256(sha256(payload)).subarray(0, CHECKSUM);

/** Whether the last 4 bytes are the beginning of SHA-256 of SHA-256 of those before them (base58check). */
export function holdsBase58Check(text: string): boolean {
  const bytes = decodeBase58(text);
  if (bytes === null || bytes.length <= CHECKSUM) return false;
  return checksumOf(bytes.subarray(0, -CHECKSUM)).equals(bytes.subarray(-CHECKSUM));
}

/** The same text with the last characters changed so that its checksum holds. Throws SyntaxError for what is not base 58. */
export function sealBase58(text: string): string {
  const bytes = decodeBase58(text);
  if (bytes === null || bytes.length <= CHECKSUM) throw new SyntaxError('this is not base 58');
  const payload = bytes.subarray(0, -CHECKSUM);
  return encodeBase58(Buffer.concat([payload, checksumOf(payload)]));
}
