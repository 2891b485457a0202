/** Compiles rules/packages/ into the file that a scan reads when it meets a manifest. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactFile } from '../lib/dependencies/advisories/read-facts.ts';
import { readFactFile } from '../lib/dependencies/advisories/read-facts.ts';
import type { PackageKnowledge } from '../lib/dependencies/advisories/store.ts';
import { encodePackages } from '../lib/dependencies/advisories/store.ts';

const listFiles = (folder: string, ending: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith(ending))
        .sort()
    : [];

/** Every file of facts, by file name. */
export const readFactFiles = (folder: string): ReadonlyMap<string, FactFile> =>
  new Map(
    listFiles(folder, '.yaml').map(name => [
      name,
      readFactFile(readFileSync(join(folder, name), 'utf8'), `rules/packages/${name}`),
    ]),
  );

export type PopularRow = { readonly name: string; readonly dependents: number };

/** Names and how many packages are known to depend on each, most first, by ecosystem. Lines are `NAME COUNT`. */
export function readPopular(folder: string): Readonly<Record<string, readonly PopularRow[]>> {
  const entries = listFiles(join(folder, 'popular'), '.txt').map(file => {
    const lines = readFileSync(join(folder, 'popular', file), 'utf8')
      .split('\n')
      .filter(Boolean);
    const rows = lines.map(line => {
      const [name = '', dependents = ''] = line.split(' ');
      return { name, dependents: Number(dependents) };
    });
    return [file.slice(0, -'.txt'.length), rows] as const;
  });
  return Object.fromEntries(entries);
}

export function readKnowledge(folder: string): PackageKnowledge {
  const files = [...readFactFiles(folder).values()];
  const popular = Object.entries(readPopular(folder)).map(([ecosystem, rows]) => [
    ecosystem,
    rows.map(({ name }) => name),
  ]);
  return {
    date:
      files
        .map(({ checked }) => checked)
        .sort()
        .at(-1) ?? '',
    facts: files.flatMap(({ facts }) => facts),
    popular: Object.fromEntries(popular),
  };
}

/** Writes `packages.bin` into `target`. */
export function writePackages(folder: string, target: string): void {
  writeFileSync(join(target, 'packages.bin'), encodePackages(readKnowledge(folder)));
}
