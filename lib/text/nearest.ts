/** Finds the word that somebody meant, for messages about a word that is not known. */

/**
 * Edit distance in which two neighbours that swapped places count as one step (optimal string alignment, the restricted
 * form of Damerau's distance).
 */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = column > 1 && row > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
        swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = next;
  }
  return last[b.length] ?? 0;
}

/**
 * The candidate closest to `word`, upper and lower case alike, if it is two edits away at most, or a third of the word's
 * length where that is more; the first of several that are equally close. Nothing is near a word of one or two
 * characters but its other case.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const allowed = word.length < 3 ? 0 : Math.max(2, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = Math.min(allowed, word.length - 1) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps >= least || steps >= candidate.length) continue;
    least = steps;
    best = candidate;
  }
  return best;
}
