/** Splits the names of programs and configurations into words: `dbPassword`, `DB_PASSWORD` and `db-password` are the same two. */

/** Letters with a stroke, which no decomposition takes apart. */
const STROKES: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', ı: 'i', ß: 'ss' };

/** Letters of Latin script without their marks: `contraseña` becomes `contrasena`. Other scripts stay as they are. */
function dropMarks(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[łŁøØđıß]/g, letter => STROKES[letter] ?? letter);
}

/** The words of a name in lower case: split at signs, before a capital that follows a small letter, and around digits. */
export function splitName(name: string): string[] {
  const plain = /^[\x20-\x7e]*$/.test(name) ? name : dropMarks(name);
  return plain
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());
}
