/** Turns another scanner's file of rules into one of gate's. */

import type { Imported } from '../detection/ruleset/import/imported.ts';
import { makeIdsUnique } from '../detection/ruleset/import/imported.ts';
import { readForeignRules } from '../detection/ruleset/import/index.ts';
import { writeRules } from '../detection/ruleset/import/write-rules.ts';

export type ImportResult = {
  /** The YAML text. */
  readonly text: string;
  readonly format: string;
  readonly rules: number;
  /** What could not be carried over, as sentences with rule ids. */
  readonly remarks: readonly string[];
};

/** The rules with ids that no rule of `taken` has. Throws GateError `FILE…: what is wrong`. */
export function readImport(text: string, file: string, taken: ReadonlySet<string>): Imported {
  const imported = readForeignRules(text, file);
  return { ...imported, rules: makeIdsUnique(imported.rules, taken) };
}

/** Throws GateError for a file that cannot be read as any of the formats. */
export function importRules(text: string, file: string, taken: ReadonlySet<string>): ImportResult {
  const imported = readImport(text, file, taken);
  const { format, rules, remarks } = imported;
  return {
    text: writeRules(imported, file),
    format,
    rules: rules.length,
    remarks: [...remarks, ...rules.flatMap(({ id, lost }) => lost.map(clause => `${id}: ${clause}`))],
  };
}
