/**
 * What bin/gate.js requires: loads the bundled program with the code that V8 compiled when it was built, which halves the
 * time that compiling takes at a start. Another version of Node refuses that code and compiles anew, as it would without.
 */

const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const HEAD = Buffer.from('(function (exports, require, module, __filename, __dirname) {');
const TAIL = Buffer.from('\n})');
const CHUNKS = join(__dirname, 'chunks');

/** The script of every file that was loaded here. */
const scripts = new Map();
/** Whether chunks are loaded here that have no compiled code yet: only while it is made. */
const settings = { all: false };

function readCache(file) {
  try {
    return readFileSync(`${file}.cache`);
  } catch {
    return undefined;
  }
}

/** The script of a CommonJS file, wrapped as Node wraps it. The build leaves only ASCII in it. */
function compile(file, cachedData) {
  const source = Buffer.concat([HEAD, readFileSync(file), TAIL]).toString('latin1');
  return new Script(source, { filename: file, cachedData });
}

/** What a chunk requires: other chunks with compiled code, which need no search, and what Node finds. */
function requireFrom(from) {
  let nodeRequire = null;
  return name => {
    const file = join(dirname(from), name);
    const known = name.startsWith('./') ? require.cache[file] : undefined;
    if (known !== undefined) return known.exports;
    const cache = name.startsWith('./') ? readCache(file) : undefined;
    if (cache !== undefined || (settings.all && name.startsWith('./'))) return load(file, cache).exports;
    nodeRequire ??= createRequire(from);
    return nodeRequire(name);
  };
}

/** Runs a file and puts it into the cache of required modules. */
function load(file, cache = readCache(file)) {
  const module = { exports: {}, id: file, filename: file, loaded: false, children: [], paths: [] };
  const script = compile(file, cache);
  scripts.set(file, script);
  require.cache[file] = module;
  try {
    script.runInThisContext().call(module.exports, module.exports, requireFrom(file), module, file, dirname(file));
  } catch (error) {
    delete require.cache[file];
    throw error;
  }
  module.loaded = true;
  return module;
}

exports.scripts = scripts;
exports.settings = settings;
exports.start = () => {
  load(join(CHUNKS, 'rolldown-runtime.js'));
  load(join(CHUNKS, 'scan.js'));
  load(join(__dirname, 'program.js')).exports.start();
};
