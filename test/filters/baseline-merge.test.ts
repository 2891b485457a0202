/** Two branches that each add and remove findings merge their baselines: with real merges by git. */

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseBaseline, renderBaseline } from '../../lib/filters/baseline-file.ts';
import type { Baseline, BaselineEntry } from '../../lib/model/baseline.ts';
import { makeRepository } from '../sources/repository.ts';

const FILE = '.gate-baseline.jsonl';
const TRIALS = 100;

/** Numbers from 0 to 1, the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const entry = (name: string): BaselineEntry => ({
  id: createHash('sha256').update(name).digest('hex').slice(0, 32),
  rule: 'generic-secret',
  path: `src/${name}.ts`,
  line: 0,
});

const baselineOf = (entries: readonly BaselineEntry[]): Baseline => ({
  salts: ['00112233445566778899aabbccddeeff'],
  scope: 'files',
  entries,
  file: FILE,
});

const idsIn = (entries: readonly BaselineEntry[]): Set<string> => new Set(entries.map(({ id }) => id));

type Trial = { readonly base: BaselineEntry[]; readonly sides: readonly BaselineEntry[][] };

function makeTrial(number: number): Trial {
  const random = createRandom(number + 1);
  const count = (most: number) => Math.floor(random() * (most + 1));
  const base = Array.from({ length: count(300) }, (_, at) => entry(`base-${number}-${at}`));
  const sides = ['a', 'b'].map(side => {
    const share = random() * 0.2;
    const left = base.filter(() => random() > share);
    return [...left, ...Array.from({ length: count(25) }, (_, at) => entry(`${side}-${number}-${at}`))];
  });
  return { base, sides };
}

function mergeAll(attributes: string) {
  const repository = makeRepository();
  const { dir } = repository;
  const git = (...args: string[]) => execFileSync('git', args, { cwd: dir, stdio: 'pipe' });
  const save = (entries: readonly BaselineEntry[]) => {
    writeFileSync(join(dir, FILE), renderBaseline(baselineOf(entries)));
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'x');
  };
  writeFileSync(join(dir, '.gitattributes'), attributes);
  const tally = { conflicts: 0, lost: 0, removedByBoth: 0, removed: 0, back: 0, faults: 0 };
  for (let number = 0; number < TRIALS; number++) {
    const { base, sides } = makeTrial(number);
    const [a = [], b = []] = sides;
    git('checkout', '-q', '-B', 'main');
    save(base);
    git('checkout', '-q', '-B', 'a');
    save(a);
    git('checkout', '-q', '-B', 'b', 'main');
    save(b);
    const merge = spawnSync('git', ['merge', '-q', '--no-edit', 'a'], { cwd: dir });
    if (merge.status !== 0) {
      tally.conflicts += 1;
      git('merge', '--abort');
      continue;
    }
    const merged = idsIn(parseBaseline(readFileSync(join(dir, FILE), 'utf8'), FILE).entries);
    const [inBase, inA, inB] = [idsIn(base), idsIn(a), idsIn(b)];
    const wanted = [...inA, ...inB].filter(id => (inA.has(id) && inB.has(id)) || !inBase.has(id));
    tally.lost += wanted.filter(id => !merged.has(id)).length;
    const removed = [...inBase].filter(id => !inA.has(id) || !inB.has(id));
    tally.removed += removed.length;
    tally.back += removed.filter(id => merged.has(id)).length;
    tally.removedByBoth += removed.filter(id => !inA.has(id) && !inB.has(id) && merged.has(id)).length;
    tally.faults += [...merged].filter(id => !inBase.has(id) && !inA.has(id) && !inB.has(id)).length;
  }
  return tally;
}

describe('100 random merges', () => {
  test('with the attribute that gate writes never conflict, and lose no entry', () => {
    const { conflicts, lost, removedByBoth, faults, removed, back } = mergeAll(`/${FILE} merge=union\n`);
    expect({ conflicts, lost, removedByBoth, faults }).toEqual({ conflicts: 0, lost: 0, removedByBoth: 0, faults: 0 });
    expect(back / removed).toBeLessThan(0.2);
    if (process.env['TELL']) process.stderr.write(`back ${back} of ${removed}\n`);
  }, 120_000);

  test('without it lose no entry either', () => {
    const { conflicts, lost, faults } = mergeAll('');
    expect({ lost, faults }).toEqual({ lost: 0, faults: 0 });
    if (process.env['TELL']) process.stderr.write(`conflicts without the attribute: ${conflicts}\n`);
  }, 120_000);
});
