/** Finds what rules describe in encoded text: the detectors of patterns run on every decoded layer of a chunk. */

import { createEscapeCounter } from '../detection/decode/escapes.ts';
import { describeEncodings } from '../detection/decode/layer.ts';
import { scanLayers } from '../detection/decode/scan-layers.ts';
import type { RuleScope } from '../detection/detectors/pattern.ts';
import { createPatternDetector } from '../detection/detectors/pattern.ts';
import type { TimeLimit } from '../detection/detectors/raw-match.ts';
import { judge } from '../detection/judges/index.ts';
import type { PreparedRuleset } from '../detection/ruleset/prepare.ts';
import type { TextView } from '../detection/text-view.ts';
import { createHits } from '../text/automaton.ts';
import type { TextSearch } from '../text/text-search.ts';
import type { Judged } from './overlap.ts';

export type LayerDetector = (view: TextView) => Judged[];

/** Creates the detector. It has a pattern detector of its own, because detectors remember the text that they are in. */
export function createLayerDetector(
  ruleset: PreparedRuleset,
  search: TextSearch,
  limit: TimeLimit,
  scope: RuleScope,
): LayerDetector {
  const detectPatterns = createPatternDetector(ruleset, limit, scope);
  const hits = createHits();
  const scan = {
    countEscapes: createEscapeCounter(ruleset.keywords),
    findHits: (bytes: Buffer) => {
      search.findKeywords(bytes, hits);
      return hits;
    },
    detect: (view: TextView) => detectPatterns(view).matches,
    judge: (match: Parameters<typeof judge>[0], view: TextView) => judge(match, view).confidence,
  };
  return view =>
    scanLayers(view, scan).map(({ match, confidence, encodings }) => ({
      match,
      confidence,
      evidence: describeEncodings(encodings),
    }));
}
