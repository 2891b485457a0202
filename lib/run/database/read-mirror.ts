/** Reads archives and lists as they are fetched, or as somebody put them into a folder: `ECOSYSTEM/all.zip`, `names.txt`, `versions.jsonl`. */

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EcosystemKnowledge } from '../../dependencies/advisories/database.ts';
import type { Lists } from '../../dependencies/advisories/gather.ts';
import { createGatherer } from '../../dependencies/advisories/gather.ts';
import { readOsvRecord } from '../../dependencies/advisories/osv.ts';
import { readNameLine, readVersionsLine } from '../../dependencies/advisories/read-lists.ts';
import type { BadArchive, KnownVersions } from '../../model/advisory.ts';
import { GateError } from '../../model/failure.ts';
import type { Ecosystem } from '../../model/package.ts';
import { errorReason } from '../../text/error-words.ts';
import { visitZip } from './zip.ts';

export const MIRROR_FILES = ['all.zip', 'names.txt', 'versions.jsonl'] as const;
export type MirrorFile = (typeof MIRROR_FILES)[number];

/** A file of a mirror, and the day on which it was fetched. */
export type MirrorPart = { readonly path: string; readonly date: string };
export type MirrorParts = Readonly<Partial<Record<MirrorFile, MirrorPart>>>;

/** A file of a mirror that cannot be used: whoever fetched it should not keep it. */
export class DamagedFile extends GateError {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(
      `${path} cannot be used: ${reason}`,
      'The database is as it was. Try again; if it stays so, ask whoever keeps the mirror.',
    );
    this.path = path;
  }
}

async function readRecords({ path }: MirrorPart, take: (value: unknown) => void): Promise<void> {
  try {
    const count = await visitZip(readFileSync(path), (name, content) => {
      if (!name.endsWith('.json')) return;
      let value: unknown;
      try {
        value = JSON.parse(content.toString('utf8'));
      } catch {
        throw new Error(`${name} is no JSON`);
      }
      take(value);
    });
    if (count === 0) throw new Error('the archive is empty');
  } catch (error) {
    throw new DamagedFile(path, errorReason(error));
  }
}

/** Full lists have millions of lines. */
function visitLines(path: string, visit: (line: string, number: number) => void): void {
  const bytes = readFileSync(path);
  let number = 0;
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(10, at);
    const end = found === -1 ? bytes.length : found;
    visit(bytes.toString('utf8', at, end), ++number);
    at = end + 1;
  }
}

/** A list that was cut short would make names unknown that are not. */
function endsWithLine(path: string): boolean {
  const bytes = readFileSync(path);
  return bytes.at(-1) === 10;
}

function readNames(part: MirrorPart, ecosystem: Ecosystem): Lists['names'] {
  const list = new Set<string>();
  if (!endsWithLine(part.path)) throw new DamagedFile(part.path, 'its last line has no end: it is cut short');
  visitLines(part.path, line => {
    const name = readNameLine(ecosystem, line);
    if (name !== null) list.add(name);
  });
  if (list.size === 0) throw new DamagedFile(part.path, 'it holds no name');
  return { date: part.date, list };
}

function readVersions(part: MirrorPart, ecosystem: Ecosystem): Lists['versions'] {
  const known = new Map<string, KnownVersions>();
  visitLines(part.path, (line, number) => {
    if (line.trim() === '') return;
    const read = readVersionsLine(ecosystem, line);
    if (read === null) throw new DamagedFile(part.path, `line ${number} is no entry`);
    known.set(...read);
  });
  return { date: part.date, known };
}

/** Reads what there is of one ecosystem. `archives` is filled with digests. Throws DamagedFile. */
export async function readMirror(
  ecosystem: Ecosystem,
  parts: MirrorParts,
  archives: Map<string, BadArchive>,
): Promise<EcosystemKnowledge> {
  const gatherer = createGatherer(ecosystem, archives);
  const { 'all.zip': zip, 'names.txt': names, 'versions.jsonl': versions } = parts;
  if (zip !== undefined) {
    await readRecords(zip, value => {
      const record = readOsvRecord(value);
      if (record === null) throw new Error('it holds a file that is no record of OSV');
      gatherer.take(record);
    });
  }
  return gatherer.finish(zip?.date ?? null, {
    names: names === undefined ? null : readNames(names, ecosystem),
    versions: versions === undefined ? null : readVersions(versions, ecosystem),
  });
}

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** What a folder of somebody's own holds of an ecosystem; files are as old as they say. */
export function findMirrorParts(folder: string, ecosystem: Ecosystem): MirrorParts {
  return Object.fromEntries(
    MIRROR_FILES.flatMap(name => {
      const path = join(folder, ecosystem, name);
      const status = statSync(path, { throwIfNoEntry: false });
      return status?.isFile() ? [[name, { path, date: dayOf(status.mtime) }]] : [];
    }),
  );
}
