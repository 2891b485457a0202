/** How an ecosystem orders versions and reads ranges; null wherever it cannot be told. */

export type VersionOrder = {
  /** Below 0 where `a` comes first, 0 where they are the same version, however written. */
  readonly compare: (a: string, b: string) => number | null;
  readonly satisfies: (version: string, range: string) => boolean | null;
  /** The one version that a range allows (`=1.2.3`, `==1.2`), where it does so. */
  readonly exact: (range: string) => string | null;
};
