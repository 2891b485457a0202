/** The detector of assignments and its judges on a text of one's own, with an automaton of its keywords alone. */

import { NAME_KEYWORDS } from '../../../lib/detection/assignment/keywords.ts';
import { createAssignmentDetector } from '../../../lib/detection/detectors/assignments.ts';
import { judge } from '../../../lib/detection/judges/index.ts';
import { createView } from '../../../lib/detection/text-view.ts';
import type { Confidence } from '../../../lib/model/severity.ts';
import { buildAutomaton, createHits, findKeywords } from '../../../lib/text/automaton.ts';

export type Scanned = {
  readonly value: string;
  readonly rule: string;
  readonly name: string | null;
  readonly confidence: Confidence | null;
};

const automaton = buildAutomaton(NAME_KEYWORDS);
const detect = createAssignmentDetector(new Uint8Array(NAME_KEYWORDS.length).fill(1));
const hits = createHits();

/** Everything the detector finds in a text, with the judges' word; a confidence of null was dropped. */
export function scanAssignments(text: string, path: string): Scanned[] {
  const bytes = Buffer.from(text);
  const own = { start: 0, end: bytes.length };
  findKeywords(automaton, bytes, hits);
  const view = createView(
    { path, bytes, origin: 'file', offset: 0, start: { line: 1, column: 1 }, own, continued: false, added: null },
    hits,
  );
  return detect(view).map(match => ({
    value: bytes.toString('utf8', match.secret.start, match.secret.end),
    rule: match.rule.id,
    name: match.name,
    confidence: judge(match, view).confidence,
  }));
}
