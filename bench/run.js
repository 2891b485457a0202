/**
 * `npm run bench -- [FOLDER…] [--tree MB] [--peer-tree MB] [--large MB] [--rounds N]`: measures the built program on source
 * trees from the machine's own packages (or from the named folders) and writes docs/bench.md, docs/bench.svg and the
 * README's section. `--dry` prints instead.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildRepository, buildTree, concatenate, findPackages, multiplyTree } from './corpus.js';
import { alternate } from './measure.js';
import { findPeers } from './peers.js';
import { drawBars, renderPage, renderSection } from './report.js';
import { buildVariant } from './subset.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    tree: { type: 'string', default: '100' },
    'peer-tree': { type: 'string', default: '60' },
    large: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    dry: { type: 'boolean', default: false },
  },
});
const MEGABYTE = 1e6;
/** Sets of rules that the shipped one is compared with: a few of them, those and as many others as make 900, all and 900 others. */
const VARIANTS = [
  { name: 'subset', shipped: 200, generated: 0 },
  { name: 'subset and generated', shipped: 200, generated: 700 },
  { name: 'shipped and generated', shipped: Number.POSITIVE_INFINITY, generated: 900 },
];
/** They take ten seconds each. */
const LARGE_ROUNDS = 3;
/** Seconds after which a slow peer is not run again. */
const PATIENCE = 15;

const gate = join(root, 'bin', 'gate.js');
const scan = (program, ...args) => [
  process.execPath,
  program,
  'scan',
  '--no-config',
  '--no-gitignore',
  '--quiet',
  ...args,
];
const tell = text => process.stderr.write(`bench: ${text}\n`);

/** What a scan of folders of 1, 2 and 4 quarters of the tree's size costs; the largest is the tree itself. */
function measureGrowth(work, kinds, bytes, rounds) {
  const trees = [4, 2, 1].map(part => {
    const folder = join(work, `tree-${part}`);
    return { name: String(part), folder, ...buildTree(folder, kinds, bytes / part) };
  });
  const cases = trees.map(({ name, folder }) => ({ name, command: scan(gate, folder), memory: true }));
  const costs = alternate(cases, rounds);
  return trees.map(tree => ({ ...tree, cost: costs.get(tree.name) }));
}

function measureThreads(tree, rounds) {
  const cases = ['1', '2'].map(jobs => ({ name: jobs, command: scan(gate, '--jobs', jobs, tree), memory: true }));
  return alternate(cases, rounds);
}

/** Cold starts, and the same with the certificates that this machine has Node parse at every start, if it does. */
function measureStart(work, tree, rounds) {
  const cwd = join(work, 'repository');
  const input = buildRepository(tree, cwd);
  const cases = [
    { name: 'node', command: [process.execPath, '-e', '0'], cwd },
    { name: 'version', command: [process.execPath, gate, '--version'], cwd },
    { name: 'diff', command: [process.execPath, gate, 'scan'], cwd, input },
    { name: 'staged', command: [process.execPath, gate, 'scan', '--staged'], cwd },
  ];
  const { NODE_EXTRA_CA_CERTS: certificates } = process.env;
  const env = { NODE_EXTRA_CA_CERTS: certificates };
  const laden = certificates ? cases.map(each => ({ ...each, name: `${each.name} laden`, env })) : [];
  return alternate([...cases, ...laden], rounds);
}

async function measureRules(work, tree, rounds) {
  const counts = new Map();
  const cases = [{ name: 'shipped', command: scan(gate, '--jobs', '1', tree) }];
  for (const { name, ...wanted } of VARIANTS) {
    const { rules, program } = await buildVariant(root, join(work, name), wanted);
    counts.set(name, rules);
    cases.push({ name, command: scan(program, '--jobs', '1', tree) });
  }
  return { counts, costs: alternate(cases, rounds) };
}

function measureLarge(work, tree, megabytes) {
  const folder = join(work, 'large');
  const copies = Math.ceil((megabytes * MEGABYTE) / tree.bytes);
  multiplyTree(tree.folder, folder, copies);
  const file = join(work, 'large.txt');
  const bytes = concatenate(tree.folder, file, megabytes * MEGABYTE);
  const cases = [
    { name: 'tree', command: scan(gate, folder), memory: true },
    { name: 'file', command: scan(gate, '--max-file-size', '100GB', file), memory: true },
  ];
  const costs = alternate(cases, LARGE_ROUNDS);
  rmSync(file);
  return { files: tree.files * copies, treeBytes: tree.bytes * copies, fileBytes: bytes, costs };
}

function measurePeers(work, kinds, megabytes, rounds) {
  const folder = join(work, 'peers');
  const tree = buildTree(folder, kinds, megabytes * MEGABYTE);
  const peers = findPeers();
  const cases = [
    { name: 'gate', command: scan(gate, folder), memory: true },
    { name: 'gate --jobs 1', command: scan(gate, '--jobs', '1', folder), memory: true },
    ...peers.map(({ name, command }) => ({ name, command: command(folder), memory: true })),
  ];
  const costs = alternate(cases, rounds, PATIENCE);
  return { tree, costs, versions: new Map(peers.map(({ name, version }) => [name, version])) };
}

async function main() {
  const rounds = Number(values.rounds);
  const kinds =
    positionals.length > 0
      ? [{ kind: 'named folders', folders: positionals.map(path => resolve(path)) }]
      : findPackages(root);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const work = mkdtempSync(join(tmpdir(), 'gate-bench-'));
  try {
    tell('growth');
    const growth = measureGrowth(work, kinds, Number(values.tree) * MEGABYTE, rounds);
    const tree = growth.at(-1);
    tell('threads');
    const threads = measureThreads(tree.folder, rounds);
    tell('start');
    const start = measureStart(work, tree.folder, 4 * rounds + 1);
    tell('rules');
    const rules = await measureRules(work, tree.folder, rounds);
    tell('other scanners');
    const peers = measurePeers(work, kinds, Number(values['peer-tree']), rounds);
    tell('large inputs');
    const large = measureLarge(work, tree, Number(values.large));
    const machine = { cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, node: process.version, version };
    publish({ machine, rounds, growth, threads, start, rules, peers, large });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function publish(results) {
  const page = renderPage(results);
  if (values.dry) {
    process.stdout.write(page);
    return;
  }
  writeFileSync(join(root, 'docs', 'bench.md'), page);
  writeFileSync(join(root, 'docs', 'bench.svg'), drawBars(results));
  const file = join(root, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const section = `<!-- bench -->\n${renderSection(results)}<!-- /bench -->`;
  writeFileSync(
    file,
    readme.replace(/<!-- bench -->[\s\S]*?<!-- \/bench -->/, () => section),
  );
}

await main();
