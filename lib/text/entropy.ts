/** Shannon entropy of short strings, from counts and a table of n·log2 n: no allocation and no logarithm per character. */

/** Few counts are greater, and a larger table takes a start its time. */
const TABLE_SIZE = 256;
const N_LOG_N = new Float64Array(TABLE_SIZE + 1);
for (let n = 1; n <= TABLE_SIZE; n++) N_LOG_N[n] = n * Math.log2(n);
const counts = new Uint16Array(256);

const nLogN = (n: number): number => N_LOG_N[n] ?? n * Math.log2(n);

/** Entropy in bits a byte of `bytes[start]` to `bytes[end - 1]`; 0 for an empty range. At most 65,535 bytes. */
export function entropyOf(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length <= 0) return 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    counts[byte] = (counts[byte] ?? 0) + 1;
  }
  let sum = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const count = counts[byte] ?? 0;
    if (count === 0) continue;
    sum += nLogN(count);
    counts[byte] = 0;
  }
  return Math.log2(length) - sum / length;
}

/** Room for values of usual length, so that none is made for each. */
const room = new Uint8Array(512);

/** Entropy in bits a character of a string of characters up to U+00FF. */
export function entropyOfText(text: string): number {
  const { length } = text;
  if (length > room.length) return entropyOf(Buffer.from(text, 'latin1'), 0, length);
  for (let at = 0; at < length; at++) room[at] = text.charCodeAt(at);
  return entropyOf(room, 0, length);
}
