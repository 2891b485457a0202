/** Sizes as people write them: a number and a unit, powers of ten. */

const UNITS = ['B', 'KB', 'MB', 'GB'];
const SIZE = /^(\d{1,15}(?:\.\d{1,9})?) ?(B|KB|MB|GB)?$/i;

/** Bytes in `50MB`, `1.5 GB`, `512 kb` or `4096`; null for anything else, for less than one byte and for more than can be counted. */
export function parseSize(text: string): number | null {
  const [, digits, unit = 'B'] = SIZE.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const power = UNITS.indexOf(unit.toUpperCase());
  const bytes = Math.round(Number(digits) * 1000 ** power);
  return bytes >= 1 && bytes <= Number.MAX_SAFE_INTEGER ? bytes : null;
}

/** A number of bytes for people: `999 B`, `1.5 KB`, `50 MB`; one decimal at most. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let power = 0;
  while (Math.round(value * 10) >= 10_000 && power < UNITS.length - 1) {
    value /= 1000;
    power += 1;
  }
  return `${Math.round(value * 10) / 10} ${UNITS[power]}`;
}
