/**
 * A repository with a long history: successive releases of real packages, each spread over many commits, on branches that
 * are merged, with folders that are renamed, and with secrets that are planted and removed again. The packages come from
 * npm's own client, into a folder that keeps them; the secrets are made on the spot.
 */

import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Packages whose releases are many and differ. */
const PACKAGES = [
  'express',
  'lodash',
  'commander',
  'yargs',
  'axios',
  'webpack',
  'eslint',
  'mocha',
  'jquery',
  'request',
  'async',
  'rxjs',
];
const RELEASES = 16;

const run = (program, args, cwd) => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
};

/** Evenly spread over the list, in its order, its last entry among them. */
function spread(list, count) {
  if (list.length <= count) return list;
  return Array.from({ length: count }, (_, at) => list[Math.round(((at + 1) * list.length) / count) - 1]);
}

/** Unpacks successive releases of each package below `folder`, as far as they are not there yet. Needs the network. */
export function fetchReleases(folder, tell) {
  for (const name of PACKAGES) {
    const target = join(folder, name);
    if (existsSync(join(target, 'done'))) continue;
    tell(`fetching ${name}`);
    mkdirSync(target, { recursive: true });
    const versions = JSON.parse(run('npm', ['view', name, 'versions', '--json'])).filter(each => /^[\d.]+$/.test(each));
    for (const [at, version] of spread(versions, RELEASES).entries()) {
      const archive = run('npm', ['pack', `${name}@${version}`, '--silent'], target)
        .trim()
        .split('\n')
        .at(-1);
      const into = join(target, String(at).padStart(3, '0'));
      mkdirSync(into, { recursive: true });
      run('tar', ['-xzf', archive, '-C', into, '--strip-components=1'], target);
    }
    mkdirSync(join(target, 'done'));
  }
}

/** The files of a folder by path, in code-unit order. */
function readFolder(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  return new Map(names.map(name => [relative(folder, name).replaceAll('\\', '/'), readFileSync(name)]));
}

const releasesOf = folder =>
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && /^\d+$/.test(entry.name))
    .map(entry => join(folder, entry.name))
    .sort();

/** Files that a release changes: `[path, bytes]`, bytes null for one that goes. */
function changesBetween(before, after, prefix) {
  const changed = [...after].filter(([path, bytes]) => before.get(path)?.equals(bytes) !== true);
  const gone = [...before.keys()].filter(path => !after.has(path)).map(path => [path, null]);
  return [...changed, ...gone].map(([path, bytes]) => [`${prefix}${path}`, bytes]);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const token = length => Array.from(randomBytes(length), byte => ALPHABET[byte % ALPHABET.length]).join('');
/** Shapes that every scanner's rules know. */
const SHAPES = [
  () => `ghp_${token(36)}`,
  () => `glpat-${token(20)}`,
  () => `AKIA${token(16).toUpperCase().replace(/[018]/g, 'Z').replace(/9/g, 'Q')}`,
];

/** A stream for git fast-import, commit by commit. */
function createWriter(stream) {
  let mark = 0;
  let time = 1_500_000_000;
  const write = text => stream.write(text);
  return {
    /** `lines` are `M`, `D` and `R` commands as [command, bytes?]. Returns the commit's mark. */
    commit(branch, message, commands, parents = []) {
      mark += 1;
      time += 3600;
      const who = `Ada <ada@example.org> ${time} +0000`;
      write(
        `commit refs/heads/${branch}\nmark :${mark}\nauthor ${who}\ncommitter ${who}\ndata ${Buffer.byteLength(message)}\n${message}\n`,
      );
      if (parents[0] !== undefined) write(`from :${parents[0]}\n`);
      for (const parent of parents.slice(1)) write(`merge :${parent}\n`);
      for (const [command, bytes] of commands) {
        write(`${command}\n`);
        if (bytes !== undefined) {
          write(`data ${bytes.length}\n`);
          stream.write(bytes);
          write('\n');
        }
      }
      write('\n');
      return mark;
    },
  };
}

const modify = (path, bytes) => (bytes === null ? [`D ${path}`] : [`M 100644 inline ${path}`, bytes]);

/**
 * Writes at least `commits` commits into a new repository `target`. Returns what was planted: secret, path and the message of
 * the commit that brought it.
 */
export async function buildHistory(releases, target, commits) {
  mkdirSync(target, { recursive: true });
  run('git', ['init', '--quiet', '--initial-branch=main'], target);
  const importer = spawn('git', ['fast-import', '--quiet'], { cwd: target, stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = new Promise((resolve, reject) =>
    importer.on('exit', code => (code === 0 ? resolve() : reject(new Error(`fast-import: ${code}`)))),
  );
  const writer = createWriter(importer.stdin);
  const packages = readdirSync(releases).sort();
  const steps = packages.flatMap(name => {
    let before = new Map();
    return releasesOf(join(releases, name)).map((folder, release) => {
      const after = readFolder(folder);
      const changes = changesBetween(before, after, `packages/${name}/`);
      before = after;
      return { name, release, changes };
    });
  });
  steps.sort((a, b) => a.release - b.release || (a.name < b.name ? -1 : 1));
  const total = steps.reduce((sum, { changes }) => sum + changes.length, 0);
  const size = Math.max(1, Math.floor(total / commits));
  const planted = [];
  let head;
  let pending = null;
  const next = (message, commands, parents = [head]) => {
    head = writer.commit('main', message, commands, head === undefined ? [] : parents);
  };
  const plant = (message, path, extra = []) => {
    const secret = SHAPES[planted.length % SHAPES.length]();
    planted.push({ secret, path, message });
    pending = path;
    return [...extra, modify(path, Buffer.from(`// settings\nconst value = 1;\nconst token = "${secret}";\n`))];
  };
  for (const [number, { name, release, changes }] of steps.entries()) {
    const base = head;
    const branch = number % 3 === 2 && base !== undefined;
    for (let first = 0; first < changes.length; first += size) {
      const part = changes.slice(first, first + size).map(([path, bytes]) => modify(path, bytes));
      next(`${name} ${release} ${first}`, part);
      if (pending !== null && first > 0) {
        next(`remove ${pending}`, [[`D ${pending}`]]);
        pending = null;
      }
    }
    if (number % 12 === 5) {
      const path = `packages/${name}/settings-${number}.js`;
      next(`plant ${number}`, plant(`plant ${number}`, path));
    }
    if (branch) {
      const side = writer.commit(
        `side-${number}`,
        `side ${number}`,
        [modify(`notes/${number}.md`, Buffer.from(`# ${name} ${release}\n`))],
        [base],
      );
      const merge = [modify(`notes/${number}.md`, Buffer.from(`# ${name} ${release}\n`))];
      const message = `merge ${number}`;
      const evil = number % 24 === 11 ? plant(message, `packages/${name}/merged-${number}.js`, merge) : merge;
      next(message, evil, [head, side]);
    }
    if (number % 20 === 19) {
      next(`rename ${number}`, [[`R packages/${name} archive/${name}`], ['R notes docs']]);
      next(`rename back ${number}`, [[`R archive/${name} packages/${name}`], ['R docs notes']]);
    }
  }
  importer.stdin.end();
  await ended;
  run('git', ['gc', '--quiet'], target);
  const logged = Number(run('git', ['rev-list', '--all', '--count'], target));
  return { planted, commits: logged, folder: target };
}
