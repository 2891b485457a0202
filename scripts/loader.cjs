/**
 * What bin/gate.js requires: loads the bundled program with the code that V8 compiled when it was built, which halves the
 * time that compiling takes at a start. Another version of Node refuses that code and compiles anew, as it would without.
 */

const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const PARAMETERS = '(function (exports, require, module, __filename, __dirname) {';

function readCache(file) {
  try {
    return readFileSync(`${file}.cache`);
  } catch {
    return undefined;
  }
}

/** The script of a CommonJS file, wrapped as Node wraps it. The build leaves only ASCII in it. */
function compile(file, cachedData) {
  return new Script(`${PARAMETERS}${readFileSync(file, 'latin1')}\n})`, { filename: file, cachedData });
}

/** Runs the file `name` of this folder's chunks and puts it into the cache of required modules. */
function load(name) {
  const file = join(__dirname, 'chunks', name);
  const module = { exports: {}, id: file, filename: file, loaded: false, children: [], paths: [] };
  const script = compile(file, readCache(file));
  const run = script.runInThisContext();
  require.cache[file] = module;
  run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  module.loaded = true;
  return script;
}

exports.load = load;
exports.start = () => {
  load('rolldown-runtime.js');
  load('scan.js');
  require('./program.js').start();
};
