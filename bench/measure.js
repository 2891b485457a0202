/** Runs programs and says what they cost. Figures of one run mean little on a busy machine: `alternate` takes turns and medians. */

import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Certificates that Node reads and parses at every start, whatever it runs: a setting of the machine, and no tool's own cost. */
const { NODE_EXTRA_CA_CERTS: _, ...ENVIRONMENT } = process.env;
const TIME = '/usr/bin/time';
const TIMED = 'TIMEFORMAT="%U %S %R"; { time "$@" >/dev/null 2>/dev/null; } 2>"$BENCH_TIMES"';

/**
 * Runs `command` ([program, ...arguments]) and returns CPU seconds (user and system, children included), wall seconds, exit
 * status, and with `memory` the peak resident size in MB where the machine can tell. `input` is a file for standard input.
 */
export function measure(command, { cwd, input, memory = false, env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gate-bench-'));
  const times = join(folder, 'times');
  const peak = join(folder, 'peak');
  const withPeak = memory && existsSync(TIME);
  const whole = withPeak ? [TIME, '-q', '-o', peak, '-f', '%M', ...command] : command;
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
  try {
    const { status } = spawnSync('bash', ['-c', TIMED, 'bench', ...whole], {
      cwd,
      stdio: [stdin, 'ignore', 'ignore'],
      env: { ...ENVIRONMENT, ...env, BENCH_TIMES: times },
    });
    const [user, system, wall] = readFileSync(times, 'utf8').trim().split(/\s+/).slice(-3).map(Number);
    const kilobytes = withPeak ? Number(readFileSync(peak, 'utf8').trim().split('\n').at(-1)) : null;
    return { cpu: user + system, wall, status, memory: kilobytes === null ? null : kilobytes / 1024 };
  } finally {
    if (typeof stdin === 'number') closeSync(stdin);
    rmSync(folder, { recursive: true, force: true });
  }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median, least and greatest of each figure of several runs. */
export function summarize(runs) {
  const spread = values => ({ median: median(values), least: Math.min(...values), most: Math.max(...values) });
  const memories = runs.map(run => run.memory).filter(memory => memory !== null);
  return {
    runs: runs.length,
    cpu: spread(runs.map(run => run.cpu)),
    wall: spread(runs.map(run => run.wall)),
    memory: memories.length === 0 ? null : Math.max(...memories),
  };
}

/**
 * Runs each of `cases` ({ name, command, …options }) in turn, `rounds` times, after one round that does not count. A case
 * that has taken more than `patience` seconds is not run again, and one that fills them at once counts with that run.
 */
export function alternate(cases, rounds, patience = Number.POSITIVE_INFINITY) {
  const runs = new Map(cases.map(({ name }) => [name, []]));
  const spent = new Map();
  for (let round = 0; round <= rounds; round++) {
    for (const { name, command, ...options } of cases) {
      const own = runs.get(name);
      const before = spent.get(name) ?? 0;
      if (before > patience && own.length > 0) continue;
      const run = measure(command, options);
      spent.set(name, before + run.wall);
      if (round > 0 || run.wall > patience) own.push(run);
    }
  }
  return new Map([...runs].map(([name, own]) => [name, summarize(own)]));
}
