/** What scripts/accuracy.js runs: the labelled set through the real engine, as a table or as JSON. */

import { defaultEngine } from '../test/accuracy/engine.ts';
import { makeLabelledSet } from '../test/accuracy/labelled-set.ts';
import type { Accuracy, Score } from '../test/accuracy/measure.ts';
import { measure } from '../test/accuracy/measure.ts';

const percent = (share: number): string => (share * 100).toFixed(1).padStart(6);

const row = (name: string, score: Score): string =>
  `${name.padEnd(18)}${percent(score.precision)} ${percent(score.recall)} ${percent(score.f1)}` +
  `${String(score.found).padStart(8)}${String(score.missed).padStart(8)}${String(score.false).padStart(7)}`;

/** The scores as lines of text, families first, then sorts of values. */
export function formatAccuracy(accuracy: Accuracy, verbose: boolean): string {
  const { families, sorts, all, mean, missed, wrong } = accuracy;
  const table = (scores: Readonly<Record<string, Score>>): string[] =>
    Object.entries(scores).map(([name, score]) => row(name, score));
  const head = `${'family'.padEnd(18)}     P      R     F1   found  missed  false`;
  const meanRow = `${'mean of families'.padEnd(18)}${percent(mean.precision)} ${percent(mean.recall)} ${percent(mean.f1)}`;
  const places = verbose ? ['', 'missed', ...missed, '', 'false', ...wrong] : [];
  return [
    head,
    ...table(families),
    row('all', all),
    meanRow,
    '',
    'recall by sort of value',
    ...table(sorts),
    ...places,
  ].join('\n');
}

/** Scores of the project in `root` on as many variations of each template as `seeds` says. */
export function runAccuracy(root: string, seeds: number): Accuracy {
  const { rules, engine } = defaultEngine(root);
  return measure(
    engine,
    makeLabelledSet(
      root,
      rules,
      Array.from({ length: seeds }, (_, seed) => seed + 1),
    ),
  );
}

/** The floors that a run on the test's three seeds supports: two points below what was reached. */
export function floorsOf({ families }: Accuracy): Record<string, { precision: number; recall: number }> {
  const below = (share: number): number => Math.max(0, Math.floor(share * 100 - 2) / 100);
  return Object.fromEntries(
    Object.entries(families).map(([name, { precision, recall }]) => [
      name,
      { precision: below(precision), recall: below(recall) },
    ]),
  );
}
