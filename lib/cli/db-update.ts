/** Carries `gate db update` out. */

import { GateError } from '../model/failure.ts';
import type { Ecosystem } from '../model/package.ts';
import { OSV_ECOSYSTEMS } from '../run/database/ecosystems.ts';
import type { UpdateProgress } from '../run/database/update.ts';
import { nearestWord } from '../text/nearest.ts';
import type { DbOptions } from './db-place.ts';
import { findPlace, today } from './db-place.ts';
import type { Io } from './io.ts';
import { countOf, writeLines } from './rules-output.ts';

export type DbUpdateOptions = DbOptions & {
  readonly from?: string;
  readonly ecosystem?: readonly string[];
  readonly progress: boolean;
};

const IDLE_MILLISECONDS = 30_000;

function readEcosystems(names: readonly string[] | undefined): readonly Ecosystem[] | null {
  if (names === undefined) return null;
  return names.map(name => {
    const found = OSV_ECOSYSTEMS.find(known => known.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
    const near = nearestWord(name, OSV_ECOSYSTEMS);
    throw new GateError(
      `there are no advisories for "${name}"`,
      near === undefined ? `Use one of ${OSV_ECOSYSTEMS.join(', ')}.` : `Did you mean ${near}?`,
    );
  });
}

const BAR = 20;
const EVERY = 100;
const CLEAR_LINE = '\r\x1b[2K';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

function drawBar(done: number, total: number | null): string {
  if (total === null || total === 0) return `${megabytes(done)} MB`;
  const part = Math.min(1, done / total);
  const filled = Math.round(part * BAR);
  const bar = `${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}`;
  return `[${bar}] ${Math.round(part * 100)} % of ${megabytes(total)} MB`;
}

/** A line that is drawn over again, ten times a second at most. */
function createBar({ writeError, now }: Io): UpdateProgress & { readonly done: () => void } {
  let next = 0;
  const draw = (text: string): void => {
    if (now() < next) return;
    next = now() + EVERY;
    writeError(`${CLEAR_LINE}${text}`);
  };
  return {
    fetching: (ecosystem, file, done, total) => draw(`${ecosystem} ${file} ${drawBar(done, total)}`),
    compiling: ecosystem => {
      next = 0;
      draw(`compiling ${ecosystem} …`);
    },
    done: () => writeError(CLEAR_LINE),
  };
}

const NO_BAR = { fetching: () => {}, compiling: () => {}, done: () => {} };

/** Exit code 0. Throws GateError; then the old database is as it was. */
export async function runDbUpdate(options: DbUpdateOptions, io: Io): Promise<number> {
  const { place, config } = await findPlace(options, io);
  const ecosystems = readEcosystems(options.ecosystem);
  const base = options.from ?? config.databaseUrl;
  if (base === null) {
    throw new GateError(
      'no address is set to fetch from',
      'Set database-url in gate.yaml, or name a mirror with --from: it has ECOSYSTEM/all.zip as OSV publishes them.',
    );
  }
  const { updateDatabase } = await import('../run/database/update.ts');
  const bar = io.stderrIsTerminal && options.progress ? createBar(io) : NO_BAR;
  const request = { place, base, ecosystems, today: today(), progress: bar, idleMilliseconds: IDLE_MILLISECONDS };
  const files = await updateDatabase(request).finally(bar.done);
  const count = (wanted: string): number => files.filter(({ outcome }) => outcome === wanted).length;
  writeLines(io, [
    `${countOf(count('fetched'), 'file')} fetched, ${count('unchanged')} unchanged: ${place.file} is of ${request.today}`,
  ]);
  return 0;
}
