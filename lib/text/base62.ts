/** Numbers in base 62, as GitHub and those who followed it write the checksums of their tokens. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A whole number of 0 or more in digits, then capitals, then small letters; zeros fill it up to `width` characters. */
export function toBase62(number: number, width: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) text = `${DIGITS[rest % 62]}${text}`;
  return text.padStart(width, '0');
}
