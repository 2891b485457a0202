/** What a comment says that suppresses a finding. */

export type Word = {
  /** The line of the comment. */
  readonly line: number;
  /** As it is written there; it may hold anything. */
  readonly reason: string;
};
