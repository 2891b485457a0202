/** Sets of bytes as tables that are asked once a byte. */

export const DIGITS = '0123456789';
export const LOWER_CASE = 'abcdefghijklmnopqrstuvwxyz';
export const UPPER_CASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const HEX_DIGITS = `${DIGITS}abcdefABCDEF`;

/** Gives `value` to the byte of each character, which must be one of latin1. */
export function mark(table: Uint8Array, characters: string, value: number): void {
  for (let at = 0; at < characters.length; at++) table[characters.charCodeAt(at)] = value;
}

/** 1 for each byte whose character is among `characters`. Made at every start: no regular expression is asked 256 times. */
export function byteSet(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  mark(table, characters, 1);
  return table;
}
