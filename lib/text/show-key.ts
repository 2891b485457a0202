/** Names a key of a file in a message. Keys may be named, values never; a key that looks like a pasted secret is not named either. */

const LONGEST = 60;
const TOKEN_LIKE = /(?=[A-Za-z_]*\d)\w{16}/;

/** The key in backticks, or `(a long key)` where naming it could show a secret or break a line. */
export function showKey(key: string): string {
  const plain = key.length <= LONGEST && !/[`\p{Cc}]/u.test(key) && !TOKEN_LIKE.test(key);
  return plain ? `\`${key}\`` : '(a long key)';
}
