/** Leaves out findings of the history that came along when git says that their file was renamed: they are older than that commit. */

import type { Engine } from '../engine/engine.ts';
import type { Finding } from '../model/finding.ts';
import type { Renames } from '../sources/git/renames.ts';
import { wholeChunk } from '../text/whole-chunk.ts';

/** Which file of a commit a finding lies in. */
const placeOf = ({ location }: Finding): string => `${location.commit?.id ?? ''} ${location.path}`;

const spotOf = ({ ruleId, location }: Finding): string => `${ruleId} ${location.startLine}:${location.startColumn}`;

/** The fingerprints that the findings of a text would have under its former path, by rule and place. */
function formerFingerprints(engine: Engine, path: string, bytes: Buffer): Map<string, string> {
  const { findings, suppressed } = engine(wholeChunk(path, bytes));
  const all = [...findings, ...suppressed.map(({ finding }) => finding)];
  return new Map(all.map(finding => [spotOf(finding), finding.fingerprint]));
}

/**
 * The findings without those that stood in the file before it was renamed. `all` are all findings of the history, also those
 * that are suppressed; `readRenames` is asked for the contents of renamed files, as git stores them in text.
 */
export function dropCarried(
  findings: readonly Finding[],
  all: readonly Finding[],
  engine: Engine,
  readRenames: (commits: readonly string[], isAsked: (commit: string, path: string) => boolean) => Renames,
): Finding[] {
  const places = new Set(findings.map(placeOf));
  const commits = [...new Set(findings.flatMap(({ location }) => location.commit?.id ?? []))];
  const known = new Set(all.map(({ fingerprint }) => fingerprint));
  const former = new Map<string, Map<string, string>>();
  for (const { commit, path, oldPath, bytes } of readRenames(commits, (id, name) => places.has(`${id} ${name}`))) {
    former.set(`${commit} ${path}`, formerFingerprints(engine, oldPath, bytes));
  }
  return findings.filter(finding => {
    const before = former.get(placeOf(finding))?.get(spotOf(finding));
    return before === undefined || !known.has(before);
  });
}
