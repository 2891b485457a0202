/** Finds what another scanner's baseline speaks of with gate's own rules: in the files as they are, or in the commit it names. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import type { ForeignBaseline, ForeignEntry } from '../filters/foreign-baseline.ts';
import type { Filter } from '../model/candidate.ts';
import type { Finding } from '../model/finding.ts';
import { tryGit } from '../sources/git/plumbing.ts';
import { decodeText } from '../text/encoding.ts';
import { wholeChunk } from '../text/whole-chunk.ts';
import type { EngineSettings } from './build-engine.ts';
import { buildEngine } from './build-engine.ts';
import type { LoadedRules } from './load-ruleset.ts';

export type ImportedBaseline = {
  readonly findings: readonly Finding[];
  /** How many entries a finding stands for; those that are allowed by other means already need none. */
  readonly matched: number;
  readonly allowed: number;
  /** What could not be carried over, as sentences. */
  readonly lost: readonly string[];
};

/** A text of the repository, decoded; null where there is none. */
function readText(root: string, path: string, commit: string | null): Buffer | null {
  let raw: Buffer;
  try {
    if (commit === null) raw = readFileSync(join(root, path));
    else {
      const outcome = tryGit({ cwd: root, args: ['cat-file', 'blob', `${commit}:${path}`] });
      if (!outcome.ok) return null;
      raw = outcome.output;
    }
  } catch {
    return null;
  }
  const decoded = decodeText(raw);
  return decoded.kind === 'text' ? decoded.bytes : null;
}

type Met = { readonly finding: Finding; readonly isMeant: readonly boolean[] };

/** Finds in one text what `entries` mean. */
function createMatcher(settings: EngineSettings, rules: LoadedRules) {
  let asked: readonly ForeignEntry[] = [];
  let met: Met[] = [];
  const listen: Filter = ({ finding, secret }) => {
    met.push({ finding, isMeant: asked.map(({ isSecret }) => isSecret?.(secret) === true) });
    return null;
  };
  const engine: Engine = buildEngine(settings, rules, [listen]);
  return (path: string, bytes: Buffer, entries: readonly ForeignEntry[]) => {
    asked = entries;
    met = [];
    const { suppressed } = engine(wholeChunk(path, bytes));
    return { met, allowed: new Set(suppressed.map(({ finding }) => finding)) };
  };
}

const holdsLine = ({ location }: Finding, line: number | null): boolean =>
  line !== null && location.startLine <= line && line <= location.endLine;

/** The value tells it best; where no value fits, the line does. */
function findMeant(met: readonly Met[], entry: ForeignEntry, index: number): Finding[] {
  const same = met.filter(({ isMeant }) => isMeant[index] === true).map(({ finding }) => finding);
  const onLine = (list: readonly Finding[]) => list.filter(finding => holdsLine(finding, entry.line));
  if (same.length > 0) return onLine(same).length > 0 ? onLine(same) : same;
  return onLine(met.map(({ finding }) => finding));
}

const describe = ({ path, line, rule, commit }: ForeignEntry): string =>
  `${path}${line === null ? '' : `:${line}`} (${rule}${commit === null ? '' : `, commit ${commit.slice(0, 12)}`})`;

function groupByText(entries: readonly ForeignEntry[]): ForeignEntry[][] {
  const groups = new Map<string, ForeignEntry[]>();
  for (const entry of entries) {
    const key = `${entry.commit ?? ''}:${entry.path}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

/** `root` is the top of the repository; paths are relative to it. */
export function importBaseline(
  foreign: ForeignBaseline,
  root: string,
  settings: EngineSettings,
  rules: LoadedRules,
): ImportedBaseline {
  const match = createMatcher(settings, rules);
  const findings: Finding[] = [];
  const lost: string[] = [...foreign.faults];
  let matched = 0;
  let allowed = 0;
  for (const group of groupByText(foreign.entries)) {
    const [{ path, commit } = { path: '', commit: null }] = group;
    const bytes = readText(root, path, commit);
    const found = bytes === null ? null : match(path, bytes, group);
    for (const [index, entry] of group.entries()) {
      const meant = found === null ? [] : findMeant(found.met, entry, index);
      const open = meant.filter(finding => found?.allowed.has(finding) !== true);
      findings.push(...open);
      if (open.length > 0) matched += 1;
      else if (meant.length > 0) allowed += 1;
      else if (found === null)
        lost.push(`${describe(entry)}: there is no such text${commit === null ? '' : ' in the repository'}`);
      else lost.push(`${describe(entry)}: gate finds nothing there`);
    }
  }
  return { findings, matched, allowed, lost };
}
