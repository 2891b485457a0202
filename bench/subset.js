/** Copies of the built program with fewer or more rules, to see what the number of rules costs. */

import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTypeScript } from '../scripts/import-typescript.js';
import { generateRules } from './generate-rules.js';

/** Every nth rule file, so that they hold about `wanted` rules. */
function chooseFiles(rules, wanted) {
  const files = readdirSync(rules)
    .filter(name => name.endsWith('.yaml'))
    .sort();
  const count = name => readFileSync(join(rules, name), 'utf8').match(/^ {2}- id:/gm)?.length ?? 0;
  const all = files.reduce((sum, name) => sum + count(name), 0);
  const step = Math.max(1, Math.floor(all / wanted));
  return files.filter((_, number) => number % step === 0);
}

/**
 * Builds the program in `target` with about `shipped` of the shipped rules (all of them: Infinity) and `generated` others;
 * returns how many rules there are, and the program.
 */
export async function buildVariant(root, target, { shipped, generated }) {
  const { writeRuleset } = await importTypeScript(root, 'scripts/compile-rules.ts');
  const rules = join(root, 'rules', 'secrets');
  const chosen = join(target, 'rules');
  mkdirSync(chosen, { recursive: true });
  for (const name of chooseFiles(rules, shipped)) cpSync(join(rules, name), join(chosen, name));
  if (generated > 0) writeFileSync(join(chosen, 'generated.yaml'), generateRules(generated));
  cpSync(join(root, 'bin'), join(target, 'bin'), { recursive: true });
  cpSync(join(root, 'dist'), join(target, 'dist'), { recursive: true });
  return { rules: writeRuleset(chosen, join(target, 'dist')), program: join(target, 'bin', 'gate.js') };
}
