/**
 * Counts which packages other packages depend on, and writes rules/packages/popular/*.txt: `NAME COUNT` lines, most first.
 *
 *   node scripts/count-popular.js --debian LISTS --tables FOLDER --manifests FOLDER …
 *
 * The evidence: what Debian ships (its index of files names each npm, PyPI, crates.io, RubyGems and Go package that it
 * packages, its package lists how many of its packages depend on each), the dependency tables in package.json, METADATA, go.mod
 * and gemspec files below FOLDER …, and those in answers of `npm view` (*.json) and `pip install --report` (report.json).
 * LISTS is a folder of apt's lists that `apt-get update` filled with the index Contents too. A dependent counts once.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importTypeScript } from './import-typescript.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { canonicalName } = await importTypeScript(root, 'lib/dependencies/names.ts');
const { values } = parseArgs({
  options: {
    debian: { type: 'string' },
    tables: { type: 'string', multiple: true, default: [] },
    manifests: { type: 'string', multiple: true, default: [] },
  },
});

/** Dependents of each package, by ecosystem: ecosystem → canonical name → set of dependents. */
const evidence = new Map();

const VALID = {
  npm: /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[A-Za-z0-9~-][\w.~-]*$/,
  PyPI: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
  'crates.io': /^[a-z][a-z0-9-]*$/,
  RubyGems: /^[A-Za-z0-9][\w.-]*$/,
  Go: /^[\w.-]+\.[a-z]+\/[\w./~-]+$/,
};

function count(ecosystem, written, dependent) {
  const name = canonicalName(ecosystem, written);
  if (!VALID[ecosystem].test(name) || name.length > 100 || /\/(?:testdata|_?examples?|internal)(?:\/|$)/.test(name))
    return;
  const names = evidence.get(ecosystem) ?? new Map();
  evidence.set(ecosystem, names);
  const dependents = names.get(name) ?? new Set();
  names.set(name, dependents.add(dependent));
}

function readList(path) {
  const { stdout, status } = spawnSync('/usr/lib/apt/apt-helper', ['cat-file', path], { maxBuffer: 2 ** 31 - 1 });
  if (status !== 0) throw new Error(`cannot read ${basename(path)}`);
  return stdout.toString('utf8');
}

/** Where Debian puts what, and what the path tells of the name. A folder of modules may hold the modules of others too. */
const SHIPPED = [
  ['npm', /^usr\/(?:share|lib(?:\/[^/]+)?)\/nodejs\/((?:@[^/]+\/)?[^/@]+)\/package\.json\s+(\S+)$/gm],
  [
    'PyPI',
    /^usr\/lib\/python3\/dist-packages\/([^/]+?)-\d[^/]*\.(?:egg-info|dist-info)(?:\/(?:METADATA|PKG-INFO))?\s+(\S+)$/gm,
  ],
  ['crates.io', /^usr\/share\/cargo\/registry\/([^/]+)-\d[^/]*\/Cargo\.toml\s+(\S+)$/gm],
  [
    'RubyGems',
    /^usr\/(?:share|lib\/[^/]+)\/rubygems-integration\/[^/]+\/specifications\/([^/]+?)-\d[^/]*\.gemspec\s+(\S+)$/gm,
  ],
  ['Go', /^usr\/share\/gocode\/src\/([^\s]+)\/go\.mod\s+(\S+)$/gm],
];

/** How many packages each Debian package is needed by: package → set of dependents. */
function readDependents(folder, files) {
  const dependents = new Map();
  for (const entry of files.flatMap(file => readList(join(folder, file)).split('\n\n'))) {
    const name = /^Package: (\S+)$/m.exec(entry)?.[1];
    const lists = entry.match(/^(?:Depends|Recommends|Suggests|Pre-Depends): .*$/gm) ?? [];
    for (const [, other] of lists.join('\n').matchAll(/[:,|]\s*([a-z0-9][a-z0-9+.-]+)/g)) {
      const plain = other.replace(/^(librust-.+?)(?:-\d[\d.]*)?(?:\+[^ ]*)?-dev$/, '$1-dev');
      dependents.set(plain, (dependents.get(plain) ?? new Set()).add(name));
    }
  }
  return dependents;
}

function countShipped(text, dependents) {
  for (const [ecosystem, pattern] of SHIPPED) {
    for (const [, name, packages] of text.matchAll(pattern)) {
      for (const debian of packages.split(',').map(path => basename(path))) {
        count(ecosystem, name, `debian ${debian}`);
        for (const dependent of dependents.get(debian) ?? []) count(ecosystem, name, `debian ${dependent}`);
      }
    }
  }
}

function countDebian(folder) {
  const files = readdirSync(folder);
  const dependents = readDependents(
    folder,
    files.filter(name => /_Packages(?:\.\w+)?$/.test(name)),
  );
  for (const file of files.filter(name => /_Contents-[^_]+$/.test(name))) {
    countShipped(readList(join(folder, file)), dependents);
  }
}

const TABLES = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

function countNpm(manifest) {
  if (typeof manifest?.name !== 'string') return;
  for (const table of TABLES) {
    for (const [name, range] of Object.entries(manifest[table] ?? {})) {
      if (typeof range === 'string' && /^(?:workspace|file|link|git|http|github):/.test(range)) continue;
      const real = /^npm:(@?[^@]+)/.exec(range)?.[1] ?? name;
      count('npm', real, `npm ${manifest.name}`);
    }
  }
}

function countPython(name, requirements) {
  for (const requirement of requirements) {
    const other = /^[A-Za-z0-9][\w.-]*/.exec(requirement)?.[0];
    if (other !== undefined && canonicalName('PyPI', other) !== canonicalName('PyPI', name))
      count('PyPI', other, `pypi ${name}`);
  }
}

const parse = text => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

function countManifest(path) {
  const file = basename(path);
  const text = readFileSync(path, 'utf8');
  if (file === 'package.json' && /node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(path)) countNpm(parse(text));
  if (file === 'METADATA') {
    const lines = [...text.matchAll(/^Requires-Dist: (.*)$/gm)].map(([, requirement]) => requirement);
    countPython(/^Name: (.*)$/m.exec(text)?.[1] ?? path, lines);
  }
  if (file === 'go.mod' || path.endsWith('.mod')) {
    const own = /^module\s+(\S+)/m.exec(text)?.[1];
    for (const [, name] of text.matchAll(/^(?:require\s+|\s+)(\S+\.\S+\/\S+)\s+v\d/gm))
      if (own) count('Go', name, `go ${own}`);
  }
  if (file.endsWith('.gemspec')) {
    const own = file.replace(/(?:-\d[^/]*)?\.gemspec$/, '');
    for (const [, name] of text.matchAll(/add_(?:runtime_|development_)?dependency\(?\s*%?q?<?[("']([\w.-]+)/g))
      count('RubyGems', name, `gem ${own}`);
  }
}

const WANTED = /(?:^|\/)(?:package\.json|METADATA|go\.mod)$|\/cache\/download\/.*\.mod$|\.gemspec$/;

for (const folder of values.manifests) {
  for (const name of readdirSync(folder, { recursive: true }).sort()) {
    if (WANTED.test(`/${name}`)) {
      try {
        countManifest(join(folder, name));
      } catch (error) {
        if (error.code !== 'EISDIR' && error.code !== 'ENOENT') throw error;
      }
    }
  }
}
for (const folder of values.tables) {
  for (const name of readdirSync(folder).sort()) {
    const answer = parse(readFileSync(join(folder, name), 'utf8'));
    for (const { metadata } of answer?.install ?? []) {
      count('PyPI', metadata.name, 'asked for');
      countPython(metadata.name, metadata.requires_dist ?? []);
    }
    const manifest = Array.isArray(answer) ? answer.at(-1) : answer;
    if (typeof manifest?.name === 'string') count('npm', manifest.name, 'asked for');
    countNpm(manifest);
  }
}
if (values.debian !== undefined) countDebian(values.debian);

const target = join(root, 'rules', 'packages', 'popular');
mkdirSync(target, { recursive: true });
for (const [ecosystem, names] of evidence) {
  const rows = [...names].map(([name, dependents]) => [name, dependents.size]);
  rows.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  writeFileSync(join(target, `${ecosystem}.txt`), rows.map(([name, number]) => `${name} ${number}\n`).join(''));
  console.log(
    `${ecosystem}: ${rows.length} names, ${rows.filter(([, number]) => number > 1).length} with more than one dependent`,
  );
}
