/** Errors that end a run: a message for people, told apart from defects in gate itself. */

/** Wrong usage or configuration, or something asked for that cannot be done: exit code 2. Carries no text of scanned files. */
export class GateError extends Error {
  override readonly name = 'GateError';
  /** What to do about it, as a sentence. */
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}
