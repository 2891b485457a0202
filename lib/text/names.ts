/** Splits the names of programs and configurations into words: `dbPassword`, `DB_PASSWORD` and `db-password` are the same two. */

/** The words of a name in lower case: split at signs, before a capital that follows a small letter, and around digits. */
export function splitName(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());
}
