/**
 * `node cache-code.cjs DIST < DIFF`: runs one scan of standard input with the program in DIST and writes down the code that
 * V8 has compiled by then, for the loader to start from.
 */

const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const dist = process.argv[2];
process.argv.splice(2, 1, 'scan');
const loader = require(join(dist, 'gate.js'));
const scripts = ['rolldown-runtime.js', 'scan.js'].map(name => [name, loader.load(name)]);
process.on('exit', () => {
  for (const [name, script] of scripts) writeFileSync(join(dist, 'chunks', `${name}.cache`), script.createCachedData());
});
require(join(dist, 'program.js')).start();
