/** The popular names of one ecosystem, most popular first, with the tables by which they and names close to them are found. */

import type { NearName } from '../../model/package-fact.ts';
import { skeletonOf, stepBetween } from '../resemblance.ts';
import type { HashTable } from './hash-table.ts';
import { buildTable, findInTable, hashName, visitEdits } from './hash-table.ts';

/** Names further down are known, but nobody gains by squatting on them, and each one more makes false alarms. */
const MOST_TARGETS = 6000;

export type PopularNames = {
  /** UTF-8, each ended by a line feed; `starts` holds one more entry than there are names. */
  readonly text: Buffer;
  readonly starts: Uint32Array;
  readonly exact: HashTable;
  readonly edits: HashTable;
  readonly skeletons: HashTable;
};

function editsOf(name: string): number[] {
  const hashes: number[] = [];
  visitEdits(name, hash => hashes.push(hash));
  return hashes;
}

/** `names` are canonical, without doubles, 65,536 at most. */
export function buildPopularNames(names: readonly string[]): PopularNames {
  const encoded = names.map(name => Buffer.from(`${name}\n`));
  const starts = new Uint32Array(names.length + 1);
  encoded.forEach((bytes, number) => {
    starts[number + 1] = (starts[number] ?? 0) + bytes.length;
  });
  const nameOf = (number: number): string => names[number] ?? '';
  const targets = Math.min(names.length, MOST_TARGETS);
  return {
    text: Buffer.concat(encoded),
    starts,
    exact: buildTable(names.length, number => [hashName(nameOf(number))]),
    edits: buildTable(targets, number => editsOf(nameOf(number))),
    skeletons: buildTable(targets, number => [hashName(skeletonOf(nameOf(number)))]),
  };
}

const nameAt = ({ text, starts }: PopularNames, number: number): string =>
  text.toString('utf8', starts[number], (starts[number + 1] ?? 1) - 1);

export function rankIn(popular: PopularNames, name: string): number | null {
  const numbers: number[] = [];
  findInTable(popular.exact, hashName(name), numbers);
  const number = numbers.find(candidate => nameAt(popular, candidate) === name);
  return number === undefined ? null : number + 1;
}

const nearNames = (popular: PopularNames, numbers: Iterable<number>, isNear: (name: string) => boolean): NearName[] =>
  [...new Set(numbers)]
    .sort((a, b) => a - b)
    .map(number => ({ name: nameAt(popular, number), rank: number + 1 }))
    .filter(({ name }) => isNear(name));

/** Names one step from `name`, most popular first. */
export function oneEditIn(popular: PopularNames, name: string): NearName[] {
  const numbers: number[] = [];
  visitEdits(name, hash => findInTable(popular.edits, hash, numbers));
  return numbers.length === 0 ? [] : nearNames(popular, numbers, other => stepBetween(other, name) !== null);
}

/** Other names that look the same, most popular first. */
export function sameSkeletonIn(popular: PopularNames, name: string): NearName[] {
  const skeleton = skeletonOf(name);
  const numbers: number[] = [];
  findInTable(popular.skeletons, hashName(skeleton), numbers);
  if (numbers.length === 0) return [];
  return nearNames(popular, numbers, other => other !== name && skeletonOf(other) === skeleton);
}
