/** Puts the properties that a manifest defines itself into the places where it uses them. */

/** How often values may name other properties, and how long the result may grow. */
const DEEPEST = 10;
const LONGEST = 1000;

/**
 * `text` with its references replaced, or null where one of them is not known here. `reference` finds them: global, with
 * the name as its first group.
 */
export function substitute(
  text: string,
  reference: RegExp,
  lookUp: (name: string) => string | undefined,
): string | null {
  let current = text;
  for (let round = 0; round <= DEEPEST; round++) {
    let known = true;
    let found = false;
    const next = current.replace(reference, (written, name: string) => {
      found = true;
      const value = lookUp(name);
      if (value === undefined) known = false;
      return value ?? written;
    });
    if (!found) return current;
    if (!known || next.length > LONGEST) return null;
    current = next;
  }
  return null;
}
