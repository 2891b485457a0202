/** The checksum of Bech32 (BIP 173), in which age and Nostr write their keys. */

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM = 6;

function remainder(values: readonly number[]): number {
  let rest = 1;
  for (const value of values) {
    const top = rest >>> 25;
    rest = ((rest & 0x1ffffff) << 5) ^ value;
    GENERATORS.forEach((generator, bit) => {
      if ((top >>> bit) & 1) rest ^= generator;
    });
  }
  return rest;
}

/** The name before the last `1`, spelt out as the checksum takes it, and the values behind it; null for what is no Bech32. */
function readParts(text: string): { name: number[]; values: number[] } | null {
  const lower = text.toLowerCase();
  const split = lower.lastIndexOf('1');
  const values = [...lower.slice(split + 1)].map(char => ALPHABET.indexOf(char));
  if (split < 1 || values.length < CHECKSUM || values.includes(-1)) return null;
  if (text !== lower && text !== text.toUpperCase()) return null;
  const codes = [...lower.slice(0, split)].map(char => char.charCodeAt(0));
  return { name: [...codes.map(code => code >> 5), 0, ...codes.map(code => code & 31)], values };
}

/** Whether the last 6 characters are the checksum of the text before them; the text is all capitals or all small letters. */
export function holdsBech32(text: string): boolean {
  const parts = readParts(text);
  return parts !== null && remainder([...parts.name, ...parts.values]) === 1;
}

/** The same text with its last 6 characters changed so that its checksum holds. Throws SyntaxError for what is no Bech32. */
export function sealBech32(text: string): string {
  const parts = readParts(text);
  if (parts === null) throw new SyntaxError('this is not Bech32');
  const rest = remainder([...parts.name, ...parts.values.slice(0, -CHECKSUM), 0, 0, 0, 0, 0, 0]) ^ 1;
  const tail = Array.from({ length: CHECKSUM }, (_, at) => ALPHABET[(rest >>> (5 * (CHECKSUM - 1 - at))) & 31]).join(
    '',
  );
  return text.slice(0, -CHECKSUM) + (text === text.toUpperCase() ? tail.toUpperCase() : tail);
}
