/** The options that say which database a command is about. */

import type { Config } from '../model/config.ts';
import type { DatabasePlace } from '../run/database/place.ts';
import { placeDatabase } from '../run/database/place.ts';
import type { Io } from './io.ts';
import type { ConfigOptions } from './read-config.ts';
import { readConfig } from './read-config.ts';

export type DbOptions = Pick<ConfigOptions, 'config' | 'db'>;

/** `YYYY-MM-DD`, in the time of the world. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Throws GateError for a fault in gate.yaml. */
export async function findPlace(options: DbOptions, io: Io): Promise<{ place: DatabasePlace; config: Config }> {
  const config = await readConfig(options, io.cwd, io);
  return { place: placeDatabase(config.database ?? io.cwd), config };
}
