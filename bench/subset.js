/** A copy of the built program with fewer rules, to see what the number of rules costs. */

import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTypeScript } from '../scripts/import-typescript.js';

/** Builds it in `target` with every nth rule file, about `wanted` rules; returns how many there are, and the program. */
export async function buildSubset(root, target, wanted) {
  const { writeRuleset } = await importTypeScript(root, 'scripts/compile-rules.ts');
  const rules = join(root, 'rules', 'secrets');
  const chosen = join(target, 'rules');
  mkdirSync(chosen, { recursive: true });
  const files = readdirSync(rules)
    .filter(name => name.endsWith('.yaml'))
    .sort();
  const count = name => readFileSync(join(rules, name), 'utf8').match(/^ {2}- id:/gm)?.length ?? 0;
  const all = files.reduce((sum, name) => sum + count(name), 0);
  const step = Math.max(1, Math.floor(all / wanted));
  for (const name of files.filter((_, number) => number % step === 0)) cpSync(join(rules, name), join(chosen, name));
  cpSync(join(root, 'bin'), join(target, 'bin'), { recursive: true });
  cpSync(join(root, 'dist'), join(target, 'dist'), { recursive: true });
  return { rules: writeRuleset(chosen, join(target, 'dist')), program: join(target, 'bin', 'gate.js') };
}
