/** Numbers and reasons as people write them: plural forms, sizes in powers of ten, names of the kinds of diagnostic. */

const THOUSANDS = /\B(?=(\d{3})+$)/g;

/** `1234567` as `1,234,567`. */
export function groupDigits(number: number): string {
  return String(number).replace(THOUSANDS, ',');
}

/** `1 file`, `2 files`. */
export function countOf(number: number, one: string, many = `${one}s`): string {
  return `${groupDigits(number)} ${number === 1 ? one : many}`;
}

const UNITS = ['KB', 'MB', 'GB', 'TB'] as const;

/** `999 B`, `1.2 MB`, `35 GB`: powers of ten, as `--max-file-size` reads them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  do {
    value /= 1000;
    unit++;
  } while (value >= 999.5 && unit < UNITS.length - 1);
  return `${value < 9.95 ? value.toFixed(1) : groupDigits(Math.round(value))} ${UNITS[unit]}`;
}

/** `0.31 s`, `12.4 s`, `250 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  return seconds < 99.95 ? `${seconds.toFixed(1)} s` : `${groupDigits(Math.round(seconds))} s`;
}

/** Reasons that are things are counted as such; all others are read as adjectives. */
const NOUNS: ReadonlyMap<string, readonly [one: string, many: string]> = new Map([
  ['lfs-pointer', ['LFS pointer', 'LFS pointers']],
  ['submodule', ['submodule', 'submodules']],
  ['symlink-outside', ['link to outside', 'links to outside']],
  ['unreadable-path', ['unreadable path', 'unreadable paths']],
  ['rule-timeout', ['rule out of time', 'rules out of time']],
  ['rule-warning', ['rule warning', 'rule warnings']],
  ['doubtful-record', ['doubtful record', 'doubtful records']],
  ['old-data', ['data too old', 'data too old']],
  ['report-truncated', ['report cut short', 'reports cut short']],
  ['truncated-diff', ['truncated diff', 'truncated diffs']],
  ['git-failed', ['failure of git', 'failures of git']],
  ['broken-object', ['broken object', 'broken objects']],
  ['shallow-clone', ['shallow clone', 'shallow clones']],
  ['partial-clone', ['partial clone', 'partial clones']],
]);

/** `3 binary`, `1 too big`, `2 submodules`: how often a diagnostic's kind, or another reason to skip, occurred. */
export function countOfReason(number: number, reason: string): string {
  const [one, many] = NOUNS.get(reason) ?? [];
  const words = reason.replaceAll('-', ' ');
  return countOf(number, one ?? words, many ?? words);
}
