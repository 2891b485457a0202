/** What action.yml runs once gate is built. See scripts/action/main.ts. */

import { writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importTypeScript } from './import-typescript.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { main } = await importTypeScript(root, 'scripts/action/main.ts');
process.exitCode = main(root, process.env, text => writeSync(1, text));
