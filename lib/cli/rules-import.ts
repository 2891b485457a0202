/** Carries `gate rules import` out. */

import { writeFileSync } from 'node:fs';
import { GateError } from '../model/failure.ts';
import { neutralise } from '../reporters/terminal.ts';
import { importRules } from '../run/import-rules.ts';
import { loadRules } from '../run/load-ruleset.ts';
import { listRules } from '../run/rule-docs.ts';
import { readRuleText } from '../run/rule-docs-files.ts';
import { errorCode } from '../text/error-words.ts';
import type { Io } from './io.ts';
import { nameFile } from './rules-context.ts';
import { countOf } from './rules-output.ts';

function writeOutput(file: string, text: string, cwd: string): void {
  const { absolute, shown } = nameFile(file, cwd);
  try {
    writeFileSync(absolute, text);
  } catch (error) {
    const code = errorCode(error) ?? 'it cannot be written';
    throw new GateError(`${shown} cannot be written (${code})`);
  }
}

/** The rules go to standard output or a file, what was lost to standard error. Throws GateError. */
export async function runImport(file: string, options: { readonly output?: string }, io: Io): Promise<number> {
  const { absolute, shown } = nameFile(file, io.cwd);
  const builtIn = await loadRules(io.dataDir, { files: [], config: null });
  const taken = new Set(listRules(io.dataDir, builtIn).map(({ id }) => id));
  const { text, format, rules, remarks } = importRules(readRuleText(absolute, shown), shown, taken);
  const { output } = options;
  if (output === undefined || output === '-') io.writeOut(text);
  else writeOutput(output, text, io.cwd);
  const lost = remarks.length === 0 ? '' : `; ${countOf(remarks.length, 'thing')} could not be carried over:`;
  const lines = [
    `${countOf(rules, 'rule')} from a ${format}${lost}`,
    ...remarks.map(remark => `  ${neutralise(remark)}`),
  ];
  io.writeError(`${lines.map(line => `gate: ${line}`).join('\n')}\n`);
  return 0;
}
