/** The message of a commit as git will keep it, with its lines where they stand in the file. */

/** Below this line git shows a diff to the author and drops it. */
const SCISSORS = /^.{0,4} ?-{10,} >8 -{10,}[^\n]*$/m;

/**
 * `text` is the file that git hands to commit-msg, `comment` the character (or word) that begins its comments. Comments
 * become empty lines; what stands below the scissors is left out.
 */
export function cleanMessage(text: string, comment: string): string {
  const cut = SCISSORS.exec(text);
  const kept = cut === null ? text : text.slice(0, cut.index);
  return kept
    .split('\n')
    .map(line => (line.startsWith(comment) ? '' : line))
    .join('\n');
}
