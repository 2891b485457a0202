/** Carries `gate explain` out. */

import { dirname, resolve } from 'node:path';
import { GateError } from '../model/failure.ts';
import type { Confidence } from '../model/severity.ts';
import type { Explanation } from '../run/explain.ts';
import { explainPlace, explainText } from '../run/explain.ts';
import { describeExplanation } from './explain-text.ts';
import type { Io } from './io.ts';
import type { RulesOptions } from './rules-context.ts';
import { loadContext } from './rules-context.ts';
import { writeJson, writeLines } from './rules-output.ts';

export type ExplainOptions = RulesOptions & { readonly text?: string; readonly minConfidence?: Confidence };

/** `FILE:LINE`; a column behind it, as reports have it, is read over. */
const PLACE = /^(.+?):(\d+)(?::\d+)?$/;

function readPlace(place: string): { file: string; line: number } {
  const [, file, line] = PLACE.exec(place) ?? [];
  if (file === undefined || Number(line) < 1) {
    throw new GateError(
      'the place has to be FILE:LINE, lines counted from 1',
      'For example: gate explain src/app.js:12',
    );
  }
  return { file, line: Number(line) };
}

async function explain(place: string | undefined, options: ExplainOptions, io: Io): Promise<Explanation> {
  const { text, minConfidence } = options;
  if ((place === undefined) === (text === undefined)) {
    throw new GateError('one of FILE:LINE and --text is needed', 'For example: gate explain src/app.js:12');
  }
  const where = place === undefined ? null : readPlace(place);
  const absolute = where === null ? null : resolve(io.cwd, where.file);
  const { config, rules } = await loadContext(options, absolute === null ? io.cwd : dirname(absolute), io);
  const request = { config: minConfidence === undefined ? config : { ...config, minConfidence }, rules };
  if (where === null || absolute === null) return explainText(text ?? '', request);
  return explainPlace(absolute, where.line, io.cwd, io.env, request);
}

/** Exit code 0 whatever is found. Throws GateError for a place that is none. */
export async function runExplain(place: string | undefined, options: ExplainOptions, io: Io): Promise<number> {
  const explanation = await explain(place, options, io);
  if (options.format === 'json') writeJson(io, explanation);
  else writeLines(io, describeExplanation(explanation));
  return 0;
}
