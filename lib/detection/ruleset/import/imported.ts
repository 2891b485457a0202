/** What is read from other scanners' files: rules as gate can run them, and what of them it cannot. */

/** `keywords` is empty where gate infers them from the pattern; `paths` are globs. */
export type ImportedRule = {
  readonly id: string;
  readonly service: string;
  readonly description: string;
  readonly pattern: string;
  readonly keywords: readonly string[];
  readonly entropy: number;
  readonly paths: readonly string[];
  /** Parts that gate has no place for, as clauses. */
  readonly lost: readonly string[];
};

export type Imported = {
  /** Name of the format, for people. */
  readonly format: string;
  readonly rules: readonly ImportedRule[];
  /** What of the whole file, or which of its rules, could not be carried over, as sentences. */
  readonly remarks: readonly string[];
};

/** Any text as a rule id: lower case, digits and hyphens; '' where nothing is left of it. */
export const toId = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 120);

/** Gives every rule an id of its own: a number behind one that stands twice or is `taken`. */
export function makeIdsUnique(rules: readonly ImportedRule[], taken: ReadonlySet<string>): ImportedRule[] {
  const used = new Set(taken);
  return rules.map(rule => {
    let id = used.has(rule.id) ? `${rule.id}-imported` : rule.id;
    for (let number = 2; used.has(id); number++) id = `${rule.id}-imported-${number}`;
    used.add(id);
    return { ...rule, id };
  });
}
