/**
 * `node cache-code.cjs DIST which [ARGUMENT …]`: runs one scan with the program in DIST and writes down the code that V8 has
 * compiled by then, for the loader to start from. `hot` stands for the chunks that every start loads, `cold` for the others.
 */

const { readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

const HOT = new Set(['program.js', 'rolldown-runtime.js', 'scan.js']);

/** Only code that Node itself loads may import modules. */
const IMPORTS = /\bimport\(/;

const [dist, which] = process.argv.splice(2, 2);
process.argv.splice(2, 0, 'scan');
const { scripts, settings, start } = require(join(dist, 'gate.js'));
settings.all = which === 'cold';
process.on('exit', () => {
  for (const [file, script] of scripts) {
    if (HOT.has(basename(file)) === (which === 'hot') && !IMPORTS.test(readFileSync(file, 'latin1')))
      writeFileSync(`${file}.cache`, script.createCachedData());
  }
});
start();
