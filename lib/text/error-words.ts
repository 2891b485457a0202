/** What an error says of itself: whatever may be thrown is asked here, and only here. */

/** The code of an error of the operating system, such as `ENOENT`; undefined for every other error. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The message of an error, or what was thrown in the place of one as text. */
export const errorReason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
