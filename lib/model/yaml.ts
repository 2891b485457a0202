/** A YAML text as plain values that know their lines, so that what is wrong with one can be said with its place. */

export type YamlScalar = {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** 1-based. */
  readonly line: number;
};

export type YamlList = { readonly kind: 'list'; readonly items: readonly YamlNode[]; readonly line: number };

/** `line` is the key's. */
export type YamlEntry = { readonly key: string; readonly line: number; readonly value: YamlNode };

/** Entries stand in file order; no key stands twice. */
export type YamlMap = { readonly kind: 'map'; readonly entries: readonly YamlEntry[]; readonly line: number };

export type YamlNode = YamlScalar | YamlList | YamlMap;
