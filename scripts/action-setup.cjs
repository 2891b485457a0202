/**
 * Tells action.yml, as lines for GITHUB_OUTPUT, whether this Node runs gate, under what key npm's downloads are kept, and
 * whether this checkout is built already. CommonJS in old words: it has to run on a Node that gate does not run on.
 */

'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const root = path.dirname(__dirname);
const [major, minor] = process.versions.node.split('.').map(Number);
const fit = (major === 20 && minor >= 18) || (major === 22 && minor >= 9) || major > 22;
const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
const inside = path.relative(process.env.GITHUB_WORKSPACE || '/nowhere', root);
const isLocal = !inside.startsWith('..') && !path.isAbsolute(inside);
// A checkout of the runner's own never changes; one in the workspace may have.
const built =
  !isLocal && fs.existsSync(path.join(root, 'dist/gate.js')) && fs.existsSync(path.join(root, 'node_modules'));

process.stdout.write(`fit=${fit}\nbuilt=${built}\nkey=${crypto.createHash('sha256').update(lock).digest('hex')}\n`);
