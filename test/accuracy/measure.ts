/** Scans the labelled set with the real engine and compares what it reports with the labels, line by line. */

import type { Engine } from '../../lib/engine/engine.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { Document, Label } from './document.ts';

/** Counts of one family. `found` and `missed` are secrets, `false` findings where there is none. */
export type Tally = { found: number; missed: number; false: number };

export type Score = Tally & { readonly precision: number; readonly recall: number; readonly f1: number };

export type Accuracy = {
  readonly families: Readonly<Record<string, Score>>;
  /** By sort of value: made by a program, by a person, of weak words, or encoded. */
  readonly sorts: Readonly<Record<string, Score>>;
  readonly all: Score;
  /** The mean over the families, each counting the same however many documents it has. */
  readonly mean: Pick<Score, 'precision' | 'recall' | 'f1'>;
  /** Places, for whoever improves on them; the values are made up, but reports stay free of values all the same. */
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
};

type Place = { readonly line: number; readonly column: number };

const placeOf = (text: string, offset: number): Place => {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
};

const isBefore = (a: Place, b: Place): boolean => a.line < b.line || (a.line === b.line && a.column < b.column);

/** Whether a finding and a label share at least one character. */
function touches(finding: Finding, label: Label, text: string): boolean {
  const { startLine, startColumn, endLine, endColumn } = finding.location;
  const start = { line: startLine, column: startColumn };
  const end = { line: endLine, column: endColumn };
  return isBefore(start, placeOf(text, label.end)) && isBefore(placeOf(text, label.start), end);
}

function scan(engine: Engine, { path, text }: Document): readonly Finding[] {
  const bytes = Buffer.from(text);
  const own = { start: 0, end: bytes.length };
  const start = { line: 1, column: 1 };
  return engine({ path, bytes, origin: 'file', offset: 0, start, own, continued: false, added: null }).findings;
}

/** Shares of 1, rounded to three digits; precision is 1 where nothing was reported, recall where nothing was to find. */
export function toScore(tally: Tally): Score {
  const { found, missed } = tally;
  const round = (share: number): number => Math.round(share * 1000) / 1000;
  const share = (part: number, rest: number): number => (part + rest === 0 ? 1 : part / (part + rest));
  const [precision, recall] = [share(found, tally.false), share(found, missed)];
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { ...tally, precision: round(precision), recall: round(recall), f1: round(f1) };
}

const scores = (tallies: ReadonlyMap<string, Tally>): Record<string, Score> =>
  Object.fromEntries([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, tally]) => [key, toScore(tally)]));

/** Scores of `engine` on `documents`. A finding on a doubtful value counts neither for nor against it. */
export function measure(engine: Engine, documents: readonly Document[]): Accuracy {
  const families = new Map<string, Tally>();
  const sorts = new Map<string, Tally>();
  const missed: string[] = [];
  const wrong: string[] = [];
  const of = (map: Map<string, Tally>, key: string): Tally => {
    const tally = map.get(key) ?? { found: 0, missed: 0, false: 0 };
    map.set(key, tally);
    return tally;
  };
  for (const document of documents) {
    const { family, path, text, labels } = document;
    const findings = scan(engine, document);
    const tally = of(families, family);
    for (const label of labels.filter(({ doubtful }) => !doubtful)) {
      const outcome = findings.some(finding => touches(finding, label, text)) ? 'found' : 'missed';
      tally[outcome] += 1;
      of(sorts, label.sort)[outcome] += 1;
      if (outcome === 'missed') missed.push(`${path}:${placeOf(text, label.start).line} (${label.sort})`);
    }
    for (const finding of findings) {
      if (labels.some(label => touches(finding, label, text))) continue;
      tally.false += 1;
      wrong.push(`${path}:${finding.location.startLine} ${finding.ruleId}`);
    }
  }
  const all = { found: 0, missed: 0, false: 0 };
  for (const tally of families.values()) {
    all.found += tally.found;
    all.missed += tally.missed;
    all.false += tally.false;
  }
  const byFamily = scores(families);
  return { families: byFamily, sorts: scores(sorts), all: toScore(all), mean: meanOf(byFamily), missed, wrong };
}

function meanOf(families: Readonly<Record<string, Score>>): Accuracy['mean'] {
  const list = Object.values(families);
  const mean = (key: 'precision' | 'recall' | 'f1'): number =>
    Math.round((list.reduce((sum, score) => sum + score[key], 0) / list.length) * 1000) / 1000;
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') };
}
