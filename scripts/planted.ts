/** What scripts/planted.js runs: the secrets of the labelled set at random places of real trees, through the real engine. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createRandom } from '../lib/text/random.ts';
import type { Document } from '../test/accuracy/document.ts';
import { defaultEngine } from '../test/accuracy/engine.ts';
import { makeLabelledSet } from '../test/accuracy/labelled-set.ts';
import type { Accuracy, Score } from '../test/accuracy/measure.ts';
import { measure } from '../test/accuracy/measure.ts';
import type { Host } from '../test/accuracy/plant.ts';
import { kindOfPath, plant } from '../test/accuracy/plant.ts';
import { pick } from '../test/accuracy/values.ts';

const LARGEST = 100_000;
/** Of each kind of file, so many are read: enough that places differ. */
const HOSTS_OF_A_KIND = 200;

/** The paths of a tree, without links; folders of version control are left out. */
function listFiles(folder: string, below: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = `${below}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === '.git' ? [] : listFiles(join(folder, entry.name), path);
    return entry.isFile() ? [path] : [];
  });
}

function readHost(tree: string, path: string): Host[] {
  const file = join(tree, '..', path);
  if (statSync(file).size > LARGEST) return [];
  const bytes = readFileSync(file);
  return bytes.includes(0) ? [] : [{ path, text: bytes.toString('utf8') }];
}

function readHosts(trees: readonly string[], seed: number): Host[] {
  const random = createRandom(seed);
  const byKind = new Map<string, (readonly [tree: string, path: string])[]>();
  for (const tree of trees) {
    for (const path of listFiles(tree, basename(tree)).sort()) {
      const list = byKind.get(kindOfPath(path)) ?? [];
      list.push([tree, path]);
      byKind.set(kindOfPath(path), list);
    }
  }
  return [...byKind.values()].flatMap(files => {
    const chosen = Array.from({ length: Math.min(files.length, HOSTS_OF_A_KIND) }, () => pick(files, random));
    return [...new Set(chosen)].flatMap(([tree, path]) => readHost(tree, path));
  });
}

/** At most `most` documents of each family, evenly taken. */
function thin(documents: readonly Document[], most: number): Document[] {
  const families = groupByFamily(documents);
  return [...families.values()].flatMap(list => {
    const step = Math.max(1, list.length / most);
    return Array.from({ length: Math.min(most, list.length) }, (_, at) => list[Math.floor(at * step)] ?? []).flat();
  });
}

function groupByFamily(documents: readonly Document[]): Map<string, Document[]> {
  const families = new Map<string, Document[]>();
  for (const document of documents) {
    const list = families.get(document.family) ?? [];
    list.push(document);
    families.set(document.family, list);
  }
  return families;
}

/** Recall of the project in `root` on what is planted into `trees`. */
export function runPlanted(root: string, trees: readonly string[], seed: number, most: number): Accuracy {
  const { rules, engine } = defaultEngine(root);
  const seeds = Array.from({ length: 10 }, (_, at) => seed * 100 + at);
  const documents = makeLabelledSet(root, rules, seeds).filter(({ labels }) => labels.length > 0);
  const hosts = readHosts(trees, seed);
  if (hosts.length === 0) throw new Error('the trees hold no text files');
  return measure(engine, plant(thin(documents, most), hosts, createRandom(seed)));
}

const row = (name: string, { recall, found, missed }: Score): string =>
  `${name.padEnd(18)}${(recall * 100).toFixed(1).padStart(6)}${String(found).padStart(8)}${String(missed).padStart(8)}`;

/** Recall as lines of text; with `verbose`, where the missed ones stand. */
export function formatPlanted({ families, sorts, all, missed }: Accuracy, verbose: boolean): string {
  const table = (scores: Readonly<Record<string, Score>>): string[] =>
    Object.entries(scores).map(([name, score]) => row(name, score));
  const head = `${'family'.padEnd(18)}     R   found  missed`;
  const places = verbose ? ['', 'missed', ...missed] : [];
  return [head, ...table(families), row('all', all), '', ...table(sorts), ...places].join('\n');
}
