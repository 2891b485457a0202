/** Makes the database of archives and lists. */

import type { EcosystemKnowledge } from '../../dependencies/advisories/database.ts';
import { encodeDatabase } from '../../dependencies/advisories/database.ts';
import type { BadArchive } from '../../model/advisory.ts';
import { GateError } from '../../model/failure.ts';
import type { Ecosystem } from '../../model/package.ts';
import { OSV_ECOSYSTEMS } from './ecosystems.ts';
import type { DatabasePlace } from './place.ts';
import type { MirrorParts } from './read-mirror.ts';
import { readMirror } from './read-mirror.ts';
import { replaceFile } from './write.ts';

/** Compiles the parts of all ecosystems into the database. Throws GateError; then the old one is as it was. */
export async function compileDatabase(
  place: DatabasePlace,
  partsOf: (ecosystem: Ecosystem) => MirrorParts,
  date: string,
  compiling: (ecosystem: Ecosystem) => void,
): Promise<void> {
  const archives = new Map<string, BadArchive>();
  const ecosystems = new Map<Ecosystem, EcosystemKnowledge>();
  for (const ecosystem of OSV_ECOSYSTEMS) {
    const parts = partsOf(ecosystem);
    if (Object.keys(parts).length === 0) continue;
    compiling(ecosystem);
    ecosystems.set(ecosystem, await readMirror(ecosystem, parts, archives));
  }
  if (ecosystems.size === 0) throw new GateError('there is nothing to make a database of');
  replaceFile(place.file, encodeDatabase({ date, ecosystems, archives }));
}
