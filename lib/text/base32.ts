/** Base 32 of RFC 4648, in which seeds of wallets and identifiers of cloud keys are written. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The bytes that whole groups of the text stand for; bits that fill no byte are left off. Null for another character. */
export function decodeBase32(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let bits = 0;
  let pending = 0;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value === -1) return null;
    pending = ((pending << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((pending >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

/** The text of whole groups: the number of bits is a multiple of 5, as in 5, 10 or 35 bytes. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = ((pending << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; ) {
      bits -= 5;
      text += ALPHABET[(pending >> bits) & 31];
    }
  }
  return text;
}
