/**
 * Builds dist/: the bundled program (CommonJS, because it starts faster than modules do), the compiled rules and the compiled
 * facts on packages. Needs nothing but what `npm ci` installs, and prints nothing, since `npm pack` takes standard output for
 * a file name.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { compileKernels } from './compile-kernels.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Two builds of one version may differ: what one of them remembers is nothing to the other. */
function hashSources() {
  const hash = createHash('sha256').update(version);
  const names = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  );
  for (const name of names.sort()) hash.update(`\0${name}\0`).update(readFileSync(join(root, 'lib', name)));
  return hash.digest('hex').slice(0, 16);
}

/** What a scan of a diff imports on demand and always needs. */
const ALWAYS =
  /\/lib\/(?:cli\/scan-command|config\/(?:defaults|find)|sources\/(?:filtered|stdin)|reporters\/text)\.ts$/;
const START = /\/lib\/cli\/start\.ts$/;

/** A plugin that gathers in `hot` what every scan of a diff loads. One file of it starts faster than thirty. */
function gatherHot(hot) {
  function gather(context, id) {
    if (hot.has(id)) return;
    hot.add(id);
    const info = context.getModuleInfo(id);
    const always = info?.dynamicallyImportedIds.filter(other => ALWAYS.test(other.replaceAll('\\', '/'))) ?? [];
    for (const other of [...(info?.importedIds ?? []), ...always]) gather(context, other);
  }
  return {
    name: 'gather-hot',
    buildEnd() {
      const start = [...this.getModuleIds()].find(id => START.test(id.replaceAll('\\', '/')));
      if (start !== undefined) gather(this, start);
      hot.delete(start);
    },
  };
}

/** The argument parser loads it for commands that are programs of their own. There are none here, and it takes its time. */
const NO_CHILD_PROCESS = {
  name: 'no-child-process',
  resolveId(source, importer) {
    const unused = source === 'node:child_process' && importer?.replaceAll('\\', '/').includes('/commander/');
    return unused ? '\0no-child-process' : null;
  },
  load: id => (id === '\0no-child-process' ? 'module.exports = {};' : null),
};

/** It asks about the terminal when it loads, which costs more than all it does. gate says itself whether it wants colours. */
const NO_COLOR_DETECTION = {
  name: 'no-color-detection',
  transform: (code, id) => (id.includes('picocolors') ? code.replace('let p = process || {}', 'let p = {}') : null),
};

/** It sorts some names of its own when it loads, by a collator that takes as long to make as all else that it loads. */
const NO_COLLATOR = {
  name: 'no-collator',
  transform: (code, id) =>
    id.includes('packageurl-js')
      ? code.replace(
          'const { compare: localeCompare } = new Intl.Collator()',
          'const localeCompare = (a, b) => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0)',
        )
      : null,
};

/** Its main file is UMD, which no bundler can follow. */
const MODULES = { 'jsonc-parser': join(root, 'node_modules/jsonc-parser/lib/esm/main.js') };

/** Too much to bundle for one rarely used command; it is loaded from node_modules. */
const EXTERNAL = [/^@npmcli\/arborist/];

async function bundle(input, dir, format) {
  const hot = new Set();
  const build = await rolldown({
    input,
    platform: 'node',
    external: EXTERNAL,
    resolve: { alias: MODULES },
    cwd: root,
    logLevel: 'silent',
    transform: { define: { GATE_VERSION: JSON.stringify(version), GATE_BUILD: JSON.stringify(hashSources()) } },
    plugins: [gatherHot(hot), compileKernels(), NO_CHILD_PROCESS, NO_COLOR_DETECTION, NO_COLLATOR],
    preserveEntrySignatures: 'allow-extension',
  });
  await build.write({
    dir,
    format,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    exports: 'named',
    comments: false,
    codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: 'scan', test: id => hot.has(id) }] },
  });
  await build.close();
}

/** A program of ASCII alone takes half the memory and is read as it is. No raw template in it holds anything else. */
function escapeBeyondAscii(folder) {
  for (const name of readdirSync(folder).filter(each => each.endsWith('.js'))) {
    const file = join(folder, name);
    const escaped = unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(/[\u0080-\uffff]/g, escaped));
  }
}

/** What a start typically reads: an ordinary change of a few lines. */
const ORDINARY_DIFF = `diff --git a/src/app.js b/src/app.js
--- a/src/app.js
+++ b/src/app.js
@@ -1,2 +1,4 @@
 const one = 1;
+const total = compute(one, 'a name', options.password);
+export const url = 'https://example.org/path?query=value';
 start(one);
`;

/** What a scan of a folder typically reads: an ordinary project's manifests, and what says how to install something. */
const ORDINARY_MANIFESTS = {
  'package.json': JSON.stringify({ name: 'a', version: '1.0.0', dependencies: { ms: '^2.1.3', debug: '^4.0.0' } }),
  'package-lock.json': JSON.stringify(
    {
      name: 'a',
      version: '1.0.0',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'a', version: '1.0.0', dependencies: { ms: '^2.1.3', debug: '^4.0.0' } },
        'node_modules/debug': {
          version: '4.4.0',
          integrity: `sha512-${'A'.repeat(86)}==`,
          dependencies: { ms: '^2.1.3' },
        },
        'node_modules/ms': { version: '2.1.3', integrity: `sha512-${'A'.repeat(86)}==`, license: 'MIT' },
      },
    },
    null,
    2,
  ),
  'requirements.txt': 'requests>=2.31\nflask==3.0.0\n',
  'pyproject.toml': '[project]\nname = "a"\ndependencies = ["requests>=2.31"]\n',
  'go.mod': 'module example.org/a\n\ngo 1.22\n\nrequire golang.org/x/text v0.14.0\n',
  'go.sum': `golang.org/x/text v0.14.0 h1:${'A'.repeat(43)}=\n`,
  'README.md': '# A\n\n```sh\nnpm install debug\npip install "flask>=3"\n```\n\nor `npx a`\n',
  Makefile: 'all:\n\tnpm ci && npm install ms\n',
  Dockerfile: 'FROM node:20\nRUN npm install ms@2.1.3 && pip install flask\n',
  'setup.sh': '#!/bin/sh\nset -e\nnpm install --global debug\n',
  '.github/workflows/ci.yml':
    'jobs:\n  a:\n    steps:\n      - run: npm ci\n      - run: |\n          pip install flask\n',
};

/** Lets V8 compile what a start needs, once, here. Without the result the program starts slower and works the same. */
function cacheCode(target) {
  const script = join(root, 'scripts', 'cache-code.cjs');
  const project = mkdtempSync(join(tmpdir(), 'gate-build-'));
  for (const [name, text] of Object.entries(ORDINARY_MANIFESTS)) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), text);
  }
  const run = (...args) =>
    spawnSync(process.execPath, [script, target, ...args], {
      input: ORDINARY_DIFF,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  run('hot');
  run('cold', '--no-config', project);
  rmSync(project, { recursive: true });
}

mkdirSync(join(root, 'node_modules'), { recursive: true });
const work = mkdtempSync(join(root, 'node_modules', '.gate-build-'));
try {
  const target = join(work, 'dist');
  await bundle({ program: 'lib/cli/start.ts', worker: 'lib/run/worker.ts' }, target, 'cjs');
  for (const folder of [target, join(target, 'chunks')]) escapeBeyondAscii(folder);
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
  writeFileSync(join(work, 'package.json'), '{ "type": "module" }\n');
  const tools = { rules: 'scripts/compile-rules.ts', packages: 'scripts/compile-packages.ts' };
  await bundle(tools, join(work, 'tools'), 'esm');
  const { writeRuleset } = await import(pathToFileURL(join(work, 'tools', 'rules.js')).href);
  writeRuleset(join(root, 'rules', 'secrets'), target);
  const { writePackages } = await import(pathToFileURL(join(work, 'tools', 'packages.js')).href);
  writePackages(join(root, 'rules', 'packages'), target);
  cpSync(join(root, 'scripts', 'loader.cjs'), join(target, 'gate.js'));
  cacheCode(target);
  if (existsSync(dist)) rmSync(dist, { recursive: true });
  try {
    renameSync(target, dist);
  } catch {
    cpSync(target, dist, { recursive: true });
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
