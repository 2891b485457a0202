/** Hides secrets in text that will be shown. Everything gate prints of a scanned file goes through here. */

const STARS = '********';

/** The first `visible` characters of a secret and a fixed number of stars, so that not even its length is told. */
export const maskSecret = (secret: string, visible: number): string => secret.slice(0, visible) + STARS;

/** A stretch to hide in a text, with what stands in its place. Offsets are indices of the text. */
export type Mask = { readonly start: number; readonly end: number; readonly masked: string };

export type MaskedText = { readonly text: string; readonly start: number; readonly end: number };

/** Overlapping stretches joined, in order; a joined one is shown as its first part is. */
function joinOverlaps(masks: readonly Mask[]): Mask[] {
  const joined: Mask[] = [];
  for (const mask of [...masks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (last === undefined || mask.start >= last.end) joined.push(mask);
    else joined[joined.length - 1] = { ...last, end: Math.max(last.end, mask.end) };
  }
  return joined;
}

/**
 * Replaces every masked stretch of `text` and returns where the stretch that holds index `focus` now lies. Stretches may
 * overlap: what any of them covers is hidden.
 */
export function maskText(text: string, masks: readonly Mask[], focus: number): MaskedText {
  let out = '';
  let at = 0;
  let shown = { start: 0, end: 0 };
  for (const { start, end, masked } of joinOverlaps(masks)) {
    out += text.slice(at, start);
    if (start <= focus && focus < end) shown = { start: out.length, end: out.length + masked.length };
    out += masked;
    at = end;
  }
  return { text: out + text.slice(at), ...shown };
}
