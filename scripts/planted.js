/**
 * `npm run planted -- [--seed N] [--most N] [--verbose] DIR…`: plants the secrets of the labelled set at random places of
 * real source trees and prints which share of them is found. The trees are read only: what is planted stays in memory.
 */

import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importTypeScript } from './import-typescript.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    most: { type: 'string', default: '300' },
    verbose: { type: 'boolean', default: false },
  },
});
if (positionals.length === 0) throw new Error('name at least one folder with source code');
const { runPlanted, formatPlanted } = await importTypeScript(root, 'scripts/planted.ts');
const trees = positionals.map(name => resolve(name));
console.log(formatPlanted(runPlanted(root, trees, Number(values.seed), Number(values.most)), values.verbose));
