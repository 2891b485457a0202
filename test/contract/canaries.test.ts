/** No output ever holds a raw secret: a sample of every rule is planted, and every format is searched for it. */

import { describe, expect, test } from 'vitest';
import { detectEntropy } from '../../lib/detection/detectors/entropy.ts';
import { createPatternDetector } from '../../lib/detection/detectors/pattern.ts';
import { createView, sliceOf } from '../../lib/detection/text-view.ts';
import { createEngine } from '../../lib/engine/engine.ts';
import type { Chunk } from '../../lib/model/chunk.ts';
import type { ScanResult } from '../../lib/model/scan-result.ts';
import { REPORTERS } from '../../lib/reporters/index.ts';
import { createHits, findKeywords } from '../../lib/text/automaton.ts';
import { wholeChunk } from '../../lib/text/whole-chunk.ts';
import { builtInRules, builtInRuleset, sample } from '../rules.ts';

const ruleset = builtInRuleset();
const engine = createEngine({
  ruleset,
  entropy: true,
  knownValues: [],
  settings: [],
  minConfidence: 'low',
  filters: [({ finding }) => (finding.ruleId.length % 3 === 0 ? { by: 'inline', reason: 'every third' } : null)],
  limit: work => work(),
  salt: 'salt',
  lineHashes: true,
});
const detect = createPatternDetector(ruleset, work => work());
const hits = createHits();

const chunkOf = (text: string): Chunk => wholeChunk('a/b.txt', Buffer.from(text));

/** Everything that any detector takes for a secret in a text, whatever the judges say. */
function secretsIn(chunk: Chunk): string[] {
  findKeywords(ruleset.automaton, chunk.bytes, hits);
  const view = createView(chunk, hits);
  return [...detect(view).matches, ...detectEntropy(view)]
    .map(match => sliceOf(view, match.secret))
    .filter(secret => secret.length >= 8);
}

function resultOf(chunk: Chunk): ScanResult {
  const { findings, suppressed, diagnostics, hidden } = engine(chunk);
  const stats = { files: 1, bytes: chunk.bytes.length, skipped: {}, seconds: 0 };
  return {
    version: '0.0.0',
    findings,
    suppressed,
    diagnostics,
    stale: [],
    stats,
    hidden,
    ruleset: { rules: 1, hash: 'x' },
    rules: [],
  };
}

/** What stays readable of a secret at most: its public prefix. The rest must not stand in any output. */
const tailOf = (secret: string): string => secret.slice(Math.max(0, Math.min(16, secret.length - 8)));

describe.each(Object.keys(REPORTERS) as (keyof typeof REPORTERS)[])('%s', id => {
  test('holds no secret of any rule', async () => {
    const render = await REPORTERS[id].load();
    const leaks: string[] = [];
    let reported = 0;
    builtInRules().forEach((rule, index) => {
      const chunk = chunkOf(rule.match.map(template => sample(template, index + 1)).join('\n'));
      const result = resultOf(chunk);
      reported += result.findings.length;
      const text = render(result, { color: false, quiet: false, verbose: true, failOn: 'low' });
      for (const secret of secretsIn(chunk)) if (text.includes(tailOf(secret))) leaks.push(rule.id);
    });
    expect(reported).toBeGreaterThan(builtInRules().length / 2);
    expect(leaks).toEqual([]);
  }, 60_000);
});
