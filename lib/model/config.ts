/** gate.yaml as values, defaults filled in. */

import type { Confidence, Severity } from './severity.ts';
import type { YamlNode } from './yaml.ts';

/** Suppresses a finding when every criterion given here holds. */
export type AllowEntry = {
  /** Where it stands in gate.yaml, 1-based. */
  readonly line?: number;
  /** Globs as in .gitignore; empty means every path. */
  readonly paths: readonly string[];
  /** Rule ids, a trailing `*` allowed; empty means every rule. */
  readonly rules: readonly string[];
  /** Regular expressions on the secret itself; empty means every value. */
  readonly values: readonly string[];
  readonly reason: string;
};

export type RuleSetting = { readonly enabled: boolean; readonly severity?: Severity };

export type Config = {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Settings by rule id or id pattern with a trailing `*`, in file order; the last that fits wins. */
  readonly rules: readonly (readonly [pattern: string, setting: RuleSetting])[];
  readonly allow: readonly AllowEntry[];
  readonly failOn: Severity;
  readonly minConfidence: Confidence;
  readonly maxFileSize: number;
  readonly entropy: boolean;
  /** Hosts that packages may come from, besides the one that most of a lockfile's come from. */
  readonly allowedHosts: readonly string[];
  /** Whether Actions are wanted by commit, so that a tag or a branch is reported. */
  readonly pinActions: boolean;
  /** Whether imports of code are compared with what manifests declare. */
  readonly undeclaredImports: boolean;
  /** The folder of the local database, absolute; null where none is named. */
  readonly database: string | null;
  /** Where `gate db update` fetches from; null where nothing is set. */
  readonly databaseUrl: string | null;
  /** How many days old the data on packages may be; null: any age will do. */
  readonly maxDataAge: number | null;
  /** Files of further rules, absolute. */
  readonly signatures: readonly string[];
  /** The rules written out under `custom-rules`, still as YAML: the ruleset's loader reads them. Null when there are none. */
  readonly customRules: YamlNode | null;
  /** The file this came from, absolute; null when it is the defaults alone. */
  readonly file: string | null;
};
