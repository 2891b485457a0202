/** `node scripts/check-rules.js [FILE…]`: reports what is wrong with rule files. Without files, with all of them. */

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importTypeScript } from './import-typescript.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { checkFiles } = await importTypeScript(root, 'scripts/check-rules.ts');
const problems = checkFiles(root, process.argv.slice(2));
for (const problem of problems) console.log(problem);
console.log(`${problems.length} problem(s)`);
process.exitCode = problems.length === 0 ? 0 : 1;
