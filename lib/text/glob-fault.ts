/** Says what is wrong with a glob that could never fit a path, so that it is not silently without effect. */

const LONGEST = 1000;
/** As many as the matcher follows: the time grows with the depth of a path to the power of this. */
const MOST_CROSSINGS = 3;

/** What is wrong with a glob (a line as in .gitignore, relative to the root), or null; never quotes it. */
export function explainGlob(glob: string): string | null {
  const body = glob.replace(/^!?(?:\.\/)?/, '').trim();
  if (body === '' || body === '/') return 'is an empty glob';
  if (glob.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (/[\n\r\0]/.test(glob)) return 'is more than one line';
  if (glob.startsWith('#')) return 'begins with `#`, which is a comment among globs: write `\\#`';
  if (/^\.\.?(?:\/|$)|\/\.\.?(?:\/|$)/.test(body)) return 'has `.` or `..` as a folder: globs are relative to the root';
  if (/^[A-Za-z]:[\\/]/.test(body)) return 'is an absolute path: globs are relative to the root';
  if (/\\[A-Za-z0-9]/.test(body)) return 'has a backslash between folders: write `/`';
  if ((body.match(/\*\*\//g)?.length ?? 0) > MOST_CROSSINGS) return `holds \`**/\` more than ${MOST_CROSSINGS} times`;
  return hasOpenBracket(body) ? 'has a `[` that is never closed' : null;
}

function hasOpenBracket(glob: string): boolean {
  const plain = glob.replace(/\\./g, '').replace(/\[[!^]?\]?[^\]]*\]/g, '');
  return plain.includes('[');
}
