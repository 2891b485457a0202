/** Source trees to measure on: text files of packages that happen to be on the machine, or of a folder that is named. */

import { spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const HEAD = Buffer.alloc(8192);
/** Longer files are data, and a few of them would be most of a tree. */
const LONGEST = 2_000_000;

/** Names of other scanners of secrets, as folders of packages and modules have them. */
const SCANNERS = ['gitleaks', 'betterleaks', 'kingfisher', 'trufflehog', 'secretlint', 'detect-secrets'];
const SCANNER_FOLDER = /^@?(?:gitleaks|betterleaks|kingfisher|trufflehog|secretlint|detect[-_]secrets)(?:[-_.@].*)?$/i;

/** Said wherever figures of the corpus are: the sources of such scanners are made of sample tokens, as no other source is. */
export const LEFT_OUT = `Sources of scanners of secrets (${SCANNERS.join(', ')}) are left out: they are made of sample tokens.`;

/** Whether a folder of that name holds the sources of another scanner. */
export const isScannerFolder = name => SCANNER_FOLDER.test(name);

function ask(program, ...args) {
  const { stdout, status } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

/** Folders of real packages, by kind; only those that are there. */
export function findPackages(root) {
  const python = 'import sysconfig; print(sysconfig.get_paths()["stdlib"])';
  const kinds = {
    'Node packages': [join(root, 'node_modules'), ask('npm', 'root', '--global')],
    'Go modules': [ask('go', 'env', 'GOMODCACHE'), ask('go', 'env', 'GOROOT')],
    'Rust crates': [join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry', 'src')],
    'Python packages': [ask('python3', '-c', python)],
    'shared files of the system': ['/usr/share'],
  };
  return Object.entries(kinds).flatMap(([kind, folders]) => {
    const present = folders.filter(folder => folder !== '' && existsSync(folder));
    return present.length === 0 ? [] : [{ kind, folders: present }];
  });
}

function isText(file) {
  const fd = openSync(file, 'r');
  try {
    const length = readSync(fd, HEAD, 0, HEAD.length, 0);
    return length > 0 && !HEAD.subarray(0, length).includes(0);
  } finally {
    closeSync(fd);
  }
}

/**
 * The text files below a folder, in a fixed order; what git ignores by name is left out so that every tool sees the same, and
 * so are the sources of other scanners.
 */
function* textFiles(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const file = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isScannerFolder(entry.name)) yield* textFiles(file);
    } else if (entry.isFile()) {
      const { size } = statSync(file);
      if (size <= LONGEST && isText(file)) yield { file, size };
    }
  }
}

function place(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/**
 * Copies text files into `target` until there are `bytes` of them, an equal share from each kind as far as it goes; returns
 * what became of it: files, bytes and the bytes of each kind.
 */
export function buildTree(target, kinds, bytes) {
  const walks = kinds.map(({ kind, folders }) => ({ kind, files: filesOf(folders), bytes: 0, done: false }));
  const sums = { files: 0, bytes: 0 };
  while (sums.bytes < bytes && walks.some(walk => !walk.done)) {
    const open = walks.filter(walk => !walk.done);
    const walk = open.reduce((least, other) => (other.bytes < least.bytes ? other : least));
    const next = walk.files.next();
    if (next.done) {
      walk.done = true;
      continue;
    }
    const folder = `${walks.indexOf(walk)}/${next.value.path}`;
    place(next.value.file, join(target, folder));
    walk.bytes += next.value.size;
    sums.bytes += next.value.size;
    sums.files += 1;
  }
  return { ...sums, kinds: walks.filter(walk => walk.bytes > 0).map(walk => ({ kind: walk.kind, bytes: walk.bytes })) };
}

function* filesOf(folders) {
  for (const [number, folder] of folders.entries()) {
    for (const { file, size } of textFiles(folder)) yield { file, size, path: number + file.slice(folder.length) };
  }
}

/** Every file of the tree once more in `copies` folders of `target`: links, which cost no space. */
export function multiplyTree(tree, target, copies) {
  const names = [...filesOf([tree])];
  for (let copy = 0; copy < copies; copy++) {
    for (const { file } of names) {
      const to = join(target, String(copy), file.slice(tree.length));
      mkdirSync(dirname(to), { recursive: true });
      linkSync(file, to);
    }
  }
}

/** Writes the files of the tree one behind the other, over and over, into one file of at least `bytes`. */
export function concatenate(tree, target, bytes) {
  const fd = openSync(target, 'w');
  let length = 0;
  while (length < bytes) {
    for (const { file } of filesOf([tree])) {
      if (length >= bytes) break;
      length += writeSync(fd, readFileSync(file));
      length += writeSync(fd, '\n');
    }
  }
  closeSync(fd);
  return length;
}

/** A repository with the tree's first files committed and 30 added lines staged; returns the diff as a file. */
export function buildRepository(tree, target) {
  const git = (...args) =>
    spawnSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], { cwd: target });
  mkdirSync(target);
  git('init', '--quiet');
  const files = [...filesOf([tree])].slice(0, 300);
  for (const { file } of files) place(file, join(target, file.slice(tree.length)));
  git('add', '--all');
  git('commit', '--quiet', '--message', 'base');
  const code = files.filter(({ size }) => size > 4000)[0] ?? files[0];
  const path = join(target, code.file.slice(tree.length));
  const lines = readFileSync(path, 'utf8').split('\n');
  const added = lines.slice(0, 30).map((line, number) => `${line} ${number}`);
  const fd = openSync(path, 'w');
  writeSync(fd, [...lines.slice(0, 20), ...added, ...lines.slice(20)].join('\n'));
  closeSync(fd);
  git('add', '--all');
  const diff = `${target}.diff`;
  const out = openSync(diff, 'w');
  writeSync(out, git('diff', '--cached').stdout);
  closeSync(out);
  return diff;
}
