/** What the operating system says when a file can't be read, in words, without the path that its own message holds. */

import { errorCode } from '../text/error-words.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it is gone',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead nowhere',
  ENAMETOOLONG: 'its path is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program holds it',
  EIO: 'the disk failed',
  ENXIO: 'it is a socket',
};

/** A message for a diagnostic. Throws `error` again when it did not come from the operating system. */
export function describeFileError(error: unknown): string {
  const code = errorCode(error);
  if (code === undefined) throw error;
  const reason = REASONS[code];
  return reason === undefined ? `can't be read (${code})` : `can't be read: ${reason} (${code})`;
}
