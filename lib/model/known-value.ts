/** One of the user's own secrets, to be looked for wherever it appears. Lives in memory only. */

export type KnownValue = {
  /** Where it is known from, as reports may say it: `the environment variable API_KEY`, `API_KEY in .env`. */
  readonly origin: string;
  readonly value: string;
};
