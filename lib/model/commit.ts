/** A commit of the history, as findings name it. */

export type Commit = {
  /** The object id in full. */
  readonly id: string;
  /** When its author wrote it: ISO 8601 with the author's time zone. */
  readonly authorDate: string;
};
