/** Recognises the short text that Git LFS commits in the place of a file. */

/** A pointer is below 1,024 bytes (Git LFS, "The Pointer", docs/spec.md). */
const MAX_POINTER = 1024;

/** Every line of a pointer, so that no other text can pass for one and go unread. */
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-\d-[\w.-]{1,100} sha256:[0-9a-f]{64}\n){0,10}oid sha256:[0-9a-f]{64}\nsize \d{1,20}\n?$/;

/** True when `bytes` is a pointer and nothing else. */
export const isLfsPointer = (bytes: Buffer): boolean =>
  bytes.length < MAX_POINTER && POINTER.test(bytes.toString('latin1'));
