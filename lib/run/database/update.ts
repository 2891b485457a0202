/** Brings the local database up to date: fetches what has changed, compiles everything, and puts the result in place in one step. */

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, redateDatabase, verifyDatabase } from '../../dependencies/advisories/database.ts';
import type { AdvisoryDatabase } from '../../model/advisory.ts';
import { GateError } from '../../model/failure.ts';
import type { Ecosystem } from '../../model/package.ts';
import { compileDatabase } from './compile.ts';
import { OSV_ECOSYSTEMS } from './ecosystems.ts';
import type { FetchOutcome } from './fetch-file.ts';
import { fetchFile, forget } from './fetch-file.ts';
import { withLock } from './lock.ts';
import type { DatabasePlace } from './place.ts';
import type { MirrorFile, MirrorParts } from './read-mirror.ts';
import { DamagedFile, findMirrorParts, MIRROR_FILES } from './read-mirror.ts';
import { beside, replaceFile, writeFailure } from './write.ts';

export type UpdateProgress = {
  readonly fetching: (ecosystem: Ecosystem, file: MirrorFile, done: number, total: number | null) => void;
  readonly compiling: (ecosystem: Ecosystem) => void;
};

export type UpdateRequest = {
  readonly place: DatabasePlace;
  /** `BASE/ECOSYSTEM/all.zip`, `names.txt` and `versions.jsonl` are fetched. */
  readonly base: string;
  /** Null: all that the mirror has. Of those that are named, each must be there. */
  readonly ecosystems: readonly Ecosystem[] | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly progress: UpdateProgress;
  readonly idleMilliseconds: number;
};

export type UpdatedFile = { readonly ecosystem: Ecosystem; readonly file: MirrorFile; readonly outcome: FetchOutcome };

function readBase(base: string): URL {
  const url = URL.canParse(base) ? new URL(base.endsWith('/') ? base : `${base}/`) : null;
  if (url !== null && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new GateError(`"${base}" is no address that can be fetched from`, 'It must begin with https:// or http://.');
}

const dateFile = (file: string): string => `${file}.date`;

/** The day on which a fetched file was last known to be the newest. */
function dateOf(file: string): string | null {
  try {
    return readFileSync(dateFile(file), 'utf8');
  } catch {
    return null;
  }
}

async function fetchEcosystem(ecosystem: Ecosystem, base: URL, request: UpdateRequest): Promise<UpdatedFile[]> {
  const { place, progress, today, idleMilliseconds } = request;
  const folder = join(place.fetched, ecosystem);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw writeFailure(folder, error);
  }
  const files: UpdatedFile[] = [];
  for (const name of MIRROR_FILES) {
    const file = join(folder, name);
    const outcome = await fetchFile({
      url: new URL(`${encodeURIComponent(ecosystem)}/${name}`, base),
      file,
      idleMilliseconds,
      onProgress: (done, total) => progress.fetching(ecosystem, name, done, total),
    });
    files.push({ ecosystem, file: name, outcome });
    if (outcome !== 'missing') replaceFile(dateFile(file), [Buffer.from(today)]);
    else if (name === 'all.zip') break;
    // A list that is not kept up any more would call what is new unknown.
    else forget(file);
  }
  return files;
}

/** What was fetched, now or earlier. */
function findFetched(place: DatabasePlace, ecosystem: Ecosystem): MirrorParts {
  const parts = findMirrorParts(place.fetched, ecosystem);
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, { ...part, date: dateOf(part.path) ?? part.date }]),
  );
}

async function compileFetched({ place, today, progress }: UpdateRequest): Promise<void> {
  try {
    await compileDatabase(place, ecosystem => findFetched(place, ecosystem), today, progress.compiling);
  } catch (error) {
    // What is damaged would be called unchanged by the server for ever.
    if (error instanceof DamagedFile) forget(error.path);
    throw error;
  }
}

type OldDatabase = { readonly bytes: Buffer; readonly database: AdvisoryDatabase };

/** Null where there is none, and where it is damaged: the update mends it. Held whole, since an open file cannot be replaced everywhere. */
function readOld({ file }: DatabasePlace): OldDatabase | null {
  try {
    const bytes = readFileSync(file);
    verifyDatabase(bytes);
    return { bytes, database: openDatabase((offset, length) => bytes.subarray(offset, offset + length), bytes.length) };
  } catch {
    return null;
  }
}

/** Whether a file that was asked for leaves the database as it is. */
function saysNothingNew({ ecosystem, file, outcome }: UpdatedFile, old: AdvisoryDatabase): boolean {
  const held = old.ecosystems.get(ecosystem);
  if (outcome !== 'missing') return outcome === 'unchanged' && held !== undefined;
  if (file === 'all.zip') return true;
  return (file === 'names.txt' ? held?.names : held?.versions) == null;
}

/** Nothing has changed since it was compiled: only the days are new. */
function redate({ place, today }: UpdateRequest, files: readonly UpdatedFile[], bytes: Buffer): void {
  const asked = files.filter(({ outcome }) => outcome === 'unchanged').map(({ ecosystem }) => ecosystem);
  replaceFile(place.file, redateDatabase(bytes, today, new Set(asked)));
}

/** An imported database may hold more than was ever fetched here. */
function refuseToLose(old: AdvisoryDatabase | null, place: DatabasePlace): void {
  const lost = [...(old?.ecosystems.keys() ?? [])].filter(name => Object.keys(findFetched(place, name)).length === 0);
  if (lost.length === 0) return;
  throw new GateError(
    `the database was imported and holds ${lost.join(', ')}, of which nothing was fetched here`,
    `Fetch these too, or remove ${place.file} to do without them.`,
  );
}

/** Fetches, compiles and swaps. Throws GateError for whatever keeps it from being done; then the old database is as it was. */
export async function updateDatabase(request: UpdateRequest): Promise<readonly UpdatedFile[]> {
  const { place, ecosystems } = request;
  const base = readBase(request.base);
  return withLock(place.lock, async () => {
    rmSync(beside(place.file), { force: true });
    const old = readOld(place);
    const isFinished = old !== null && !existsSync(place.unfinished);
    replaceFile(place.unfinished, []);
    const files: UpdatedFile[] = [];
    for (const ecosystem of ecosystems ?? OSV_ECOSYSTEMS) {
      files.push(...(await fetchEcosystem(ecosystem, base, request)));
    }
    const missing = files.filter(({ file, outcome }) => file === 'all.zip' && outcome === 'missing');
    if (missing.length > 0 && (ecosystems !== null || files.every(({ outcome }) => outcome === 'missing'))) {
      const names = missing.map(({ ecosystem }) => ecosystem).join(', ');
      throw new GateError(`the mirror at ${base.host} has no advisories for ${names}`, 'Is the address right?');
    }
    if (isFinished && files.every(each => saysNothingNew(each, old.database))) redate(request, files, old.bytes);
    else {
      refuseToLose(old?.database ?? null, place);
      await compileFetched(request);
    }
    rmSync(place.unfinished, { force: true });
    return files;
  });
}
