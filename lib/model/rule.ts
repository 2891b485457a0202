/** A detection rule, as it is written and as the compiler leaves it. */

import type { Confidence, Severity } from './severity.ts';

/** What every rule tells about itself; the part that listings need. */
export type RuleSummary = {
  readonly id: string;
  readonly service: string;
  readonly description: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
};

/** Prose that is only read when a finding of the rule is reported. */
export type RuleProse = { readonly remediation: string; readonly references: readonly string[] };

/** One entry of a rule file, its file's defaults filled in. `pattern` is a JavaScript regular expression that may hold inline flags. */
export type RuleSource = RuleSummary &
  RuleProse & {
    readonly pattern: string;
    readonly keywords: readonly string[];
    /** Words of a service name; then `pattern` is the value alone. */
    readonly near: readonly string[];
    readonly entropy: number;
    readonly anchored: boolean;
    readonly paths: readonly string[];
    /** The scheme by which a value can prove itself: a key of text/checksums.ts. */
    readonly checksum?: string;
    readonly match: readonly string[];
    readonly noMatch: readonly string[];
    /** Built-in rules are judged; rules a user writes are applied as written. */
    readonly origin: 'built-in' | 'user';
    /** File and line where the entry stands, for messages. */
    readonly file: string;
    readonly line: number;
  };

/** A rule's metadata for reports. */
export type RuleDoc = RuleSummary &
  RuleProse & {
    /** What its findings are about; secrets where it is not said. */
    readonly kind?: 'secret' | 'dependency';
  };
