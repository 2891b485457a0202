/** What NuGet makes of an id and a version that a manifest asks for. */

const EXACT = /^\[\s*([^\s,[\]()*]{1,200})\s*(?:,\s*([^\s,[\]()*]{1,200})\s*)?\]$/;
const PLAIN = /^\d[\w.+-]{0,200}$/;

const ID = /^[\p{L}\p{N}_.-]{1,200}$/u;

/** Whether a text can be the id of a package; what is broken in the XML around it can make it anything. */
export const isNugetId = (text: string): boolean => ID.test(text);

/**
 * `1.2` means 1.2 or later, and NuGet takes the lowest that there is, so that it is the version; `[1.2]` too. Ranges and
 * floating versions (`1.*`) leave it open: null.
 */
export function nugetVersion(range: string): string | null {
  const [, low, high] = EXACT.exec(range) ?? [];
  if (low !== undefined && (high === undefined || high === low)) return low;
  return PLAIN.test(range) && !range.includes('*') ? range : null;
}
