/** Other scanners take the text of a capturing group for the secret; gate takes that of the group named `secret`. */

/** An escape, a class, or an opening bracket with what makes it a group of its kind. */
const TOKEN = /\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|(?<open>\((?:\?(?:P?<(?![=!])[^>]*>)?)?)/gs;

type Group = { readonly start: number; readonly end: number };

/** Where the opening brackets of capturing groups stand, with their names, in order. */
function listCaptures(pattern: string): Group[] {
  return [...pattern.matchAll(TOKEN)].flatMap(({ 0: token, index, groups }) =>
    groups?.['open'] !== undefined && token !== '(?' ? [{ start: index, end: index + token.length }] : [],
  );
}

export const countCaptures = (pattern: string): number => listCaptures(pattern).length;

/** The pattern with its nth capturing group (from 1) named `secret`, and every other one without a name. */
export function nameSecret(pattern: string, nth: number): string {
  let out = '';
  let at = 0;
  listCaptures(pattern).forEach(({ start, end }, index) => {
    out += pattern.slice(at, start) + (index + 1 === nth ? '(?<secret>' : '(');
    at = end;
  });
  return out + pattern.slice(at);
}

/** Whether the only capturing group is the whole of what may be left out: `(RSA )?` is no secret. */
export function isOptional(pattern: string): boolean {
  const [group] = listCaptures(pattern);
  if (group === undefined) return false;
  let depth = 0;
  for (const { 0: token, index } of pattern.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]/gs)) {
    if (index < group.start) continue;
    if (token === '(') depth += 1;
    if (token === ')' && --depth === 0) return /^(?:[?*]|\{0)/.test(pattern.slice(index + 1));
  }
  return false;
}
