/** Cyclic redundancy checks, by which issuers let anybody tell a token of theirs from a made-up one without asking them. */

/** Of the reflected polynomial 0xEDB88320. */
const makeTable = (): Uint32Array =>
  Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    return rest;
  });

/** Made when a token is met: it takes a millisecond, of which a start has few. */
let known: Uint32Array | null = null;

/** CRC-32 as in zip, Ethernet and PNG (ISO 3309) of text in latin1: a number from 0 to 2^32 - 1. */
export function crc32(text: string): number {
  known ??= makeTable();
  const table = known;
  let rest = 0xffffffff;
  for (let at = 0; at < text.length; at++) {
    rest = (rest >>> 8) ^ (table[(rest ^ text.charCodeAt(at)) & 0xff] as number);
  }
  return (rest ^ 0xffffffff) >>> 0;
}

/** CRC-24 of OpenPGP's armour (RFC 9580, section 6.1.1): a number from 0 to 2^24 - 1. */
export function crc24(bytes: Uint8Array): number {
  let rest = 0xb704ce;
  for (const byte of bytes) {
    rest ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) rest = rest & 0x800000 ? (rest << 1) ^ 0x1864cfb : rest << 1;
  }
  return rest & 0xffffff;
}

/** CRC-16 of XMODEM (polynomial 0x1021, begun with 0), which Stellar's keys end in: a number from 0 to 65,535. */
export function crc16(bytes: Uint8Array): number {
  let rest = 0;
  for (const byte of bytes) {
    rest ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) rest = (rest & 0x8000 ? (rest << 1) ^ 0x1021 : rest << 1) & 0xffff;
  }
  return rest;
}
