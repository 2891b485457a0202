/**
 * `npm run bench:history -- [--releases FOLDER] [--commits N] [--rounds N] [--dry]`: measures `gate scan --history` beside gitleaks,
 * where that is on PATH, on one clone of a repository made of real packages' releases, and checks that each planted secret
 * is found at the commit that brought it. Writes docs/bench-history.md. The releases come from npm once and are kept in FOLDER.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildHistory, fetchReleases } from './history-corpus.js';
import { alternate } from './measure.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    releases: { type: 'string' },
    commits: { type: 'string', default: '5200' },
    rounds: { type: 'string', default: '3' },
    dry: { type: 'boolean', default: false },
  },
});

/** Seconds after which a slow program is not run again. */
const PATIENCE = 60;
const BUFFER = 1 << 28;
const gate = [process.execPath, join(root, 'bin', 'gate.js'), 'scan', '--history', '--no-config'];
const tell = text => process.stderr.write(`bench: ${text}\n`);

function ask(command, cwd) {
  const [program, ...args] = command;
  return spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: BUFFER });
}

/** Planted secrets that are not reported in their file at the commit that brought them. */
function findMissed({ folder, planted }) {
  const { findings } = JSON.parse(ask([...gate, '--no-cache', '--format', 'json'], folder).stdout);
  const log = ask(['git', 'log', '--all', '--format=%H %s'], folder).stdout.split('\n');
  const subjects = new Map(log.map(line => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]));
  const found = new Set(findings.map(({ path, commit }) => `${path} ${subjects.get(commit)}`));
  return planted.filter(({ path, message }) => !found.has(`${path} ${message}`));
}

/** gitleaks with its own rules, reading the same history; null where it is not on PATH. */
function findGitleaks(folder) {
  const { status, stdout } = ask(['gitleaks', 'version'], folder);
  if (status !== 0) return null;
  const command = ['gitleaks', 'git', '--no-banner', '--exit-code', '0', '--log-level', 'error', folder];
  const [version = ''] = /\d+\.\d[\w.-]*/.exec(stdout) ?? [];
  return { name: `gitleaks ${version}`.trim(), command };
}

const seconds = ({ median, least, most }) =>
  least === most ? median.toFixed(1) : `${median.toFixed(1)} (${least.toFixed(1)}–${most.toFixed(1)})`;

function renderPage({ commits, planted, contents, costs, gitleaks, missed, rounds }) {
  const own = costs.get('gate').wall.median;
  const rows = [...costs].map(([name, { wall, cpu, memory }]) => {
    const ratio = (wall.median / own).toFixed(wall.median / own < 10 ? 1 : 0);
    return `| ${name} | ${seconds(wall)} | ${seconds(cpu)} | ${ratio} | ${memory === null ? '–' : memory.toFixed(0)} |\n`;
  });
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node.js ${process.version.slice(1)}`;
  return (
    '# Benchmark of the history\n\nWritten by `npm run bench:history`.\n\n' +
    `${commits} commits of ${contents} contents, made of successive releases of real npm packages with merges and renames; ` +
    `${planted} secrets planted and removed again. gate missed ${missed} of them at the commit that brought them. ` +
    `One clone, each program with its own rules, ${rounds} rounds in turns; a program that took more than ${PATIENCE} seconds ran once. ` +
    `${machine}.\n\n| | wall s | CPU s | times the wall time of gate | peak MB |\n| --- | --- | --- | --- | --- |\n${rows.join('')}` +
    `${gitleaks === null ? '\ngitleaks was not on PATH.\n' : ''}`
  );
}

async function main() {
  const work = mkdtempSync(join(tmpdir(), 'gate-bench-history-'));
  try {
    const releases = resolve(values.releases ?? join(work, 'releases'));
    fetchReleases(releases, tell);
    tell('building the repository');
    const { planted, commits, folder } = await buildHistory(releases, join(work, 'repository'), Number(values.commits));
    const missed = findMissed({ folder, planted });
    for (const { path, message } of missed) tell(`missed ${path} of "${message}"`);
    const gitleaks = findGitleaks(folder);
    const cases = [
      { name: 'gate', command: [...gate, '--no-cache'], cwd: folder, memory: true },
      { name: 'gate, once more with its cache', command: gate, cwd: folder, memory: true },
      ...(gitleaks === null ? [] : [{ name: gitleaks.name, command: gitleaks.command, cwd: folder, memory: true }]),
    ];
    tell('measuring');
    const rounds = Number(values.rounds);
    const costs = alternate(cases, rounds, PATIENCE);
    const { stats } = JSON.parse(ask([...gate, '--format', 'json'], folder).stdout);
    const page = renderPage({
      commits,
      planted: planted.length,
      contents: stats.files,
      costs,
      gitleaks,
      missed: missed.length,
      rounds,
    });
    if (values.dry) process.stdout.write(page);
    else writeFileSync(join(root, 'docs', 'bench-history.md'), page);
    process.exitCode = missed.length > 0 ? 1 : 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

await main();
