/** Numbers of versions as they are written: dates and commit counts are longer than a double can hold. */

const strip = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** Compares two runs of ASCII digits by value, leading zeros aside. */
export function compareDigits(a: string, b: string): number {
  const [x, y] = [strip(a), strip(b)];
  return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
}

/** Compares lists of such numbers; what is missing at the end of one is 0. */
export function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const order = compareDigits(a[at] ?? '0', b[at] ?? '0');
    if (order !== 0) return order;
  }
  return 0;
}

/** By code unit. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
