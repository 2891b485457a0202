/** Scans what commits hold. Of a finding that many of them hold the first is kept: the commit that brought it. */

import type { ChunkResult, Engine } from '../engine/engine.ts';
import type { Finding } from '../model/finding.ts';
import type { Source } from '../model/source.ts';
import { readRenames } from '../sources/git/renames.ts';
import { dropCarried } from './carried-findings.ts';
import type { Collected } from './collect.ts';
import { collect } from './collect.ts';
import type { HeldManifest } from './hold-manifests.ts';
import type { Lanes } from './lanes.ts';

/** Where a fingerprint was found first: the same secret twice in that content is two findings. */
type First = { readonly commit: string; readonly path: string };

type IsFirst = (finding: Finding) => boolean;

/**
 * Tells of findings, which have to come in the order of their commits, whether they are the first of their fingerprint: in the
 * first file of a commit that has it, however often it stands there.
 */
export function createFirstTest(): IsFirst {
  const firsts = new Map<string, First>();
  return ({ fingerprint, location }) => {
    const commit = location.commit?.id ?? '';
    const first = firsts.get(fingerprint);
    if (first === undefined) firsts.set(fingerprint, { commit, path: location.path });
    return first === undefined || (first.commit === commit && first.path === location.path);
  };
}

/** An engine that reports each fingerprint in the first content that has it alone. */
function keepFirst(engine: Engine): Engine {
  const isFirst = createFirstTest();
  return (chunk): ChunkResult => {
    const result = engine(chunk);
    if (result.findings.length === 0 && result.suppressed.length === 0) return result;
    return {
      ...result,
      findings: result.findings.filter(isFirst),
      suppressed: result.suppressed.filter(({ finding }) => isFirst(finding)),
    };
  };
}

/** Manifests by commit, in their order: what one commit changes is judged together. */
export function groupByCommit(held: readonly HeldManifest[]): HeldManifest[][] {
  const groups = new Map<string, HeldManifest[]>();
  for (const manifest of held) {
    const id = manifest.commit?.id ?? '';
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [manifest]);
    else group.push(manifest);
  }
  return [...groups.values()];
}

/**
 * Reads `source` to its end. Where whole contents count (`lines` is `all`), a finding that came along with a renamed file is
 * left out.
 */
export function collectCommits(
  source: Source,
  lanes: Lanes,
  cwd: string,
  lines: 'all' | 'added',
  tick: (files: number, bytes: number) => void,
): Collected {
  const collected = collect(source, { ...lanes, scan: keepFirst(lanes.scan) }, tick);
  if (lines === 'added' || collected.findings.length === 0) return collected;
  const all = [...collected.findings, ...collected.suppressed.map(({ finding }) => finding)];
  const findings = dropCarried(collected.findings, all, lanes.scan, (commits, isAsked) =>
    readRenames(cwd, commits, isAsked),
  );
  return { ...collected, findings };
}
