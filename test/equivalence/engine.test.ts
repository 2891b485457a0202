/** The engine says the same of a text that it is given whole and of one that it is given in pieces. */

import { expect, test } from 'vitest';
import { createEngine } from '../../lib/engine/engine.ts';
import type { Chunk } from '../../lib/model/chunk.ts';
import { builtInRuleset } from '../rules.ts';
import { piecesOf, wholeChunk } from './plain-search.ts';
import { fillSamples } from './samples.ts';

const ruleset = builtInRuleset();

/** No rule, detector or judge reads farther. */
const MARGIN = 64 * 1024;

function scan(chunks: Iterable<Chunk>): string[] {
  const engine = createEngine({
    ruleset,
    entropy: true,
    settings: [],
    minConfidence: 'low',
    filters: [],
    limit: work => work(),
    salt: 'salt',
    lineHashes: false,
  });
  const found: string[] = [];
  for (const chunk of chunks) {
    for (const finding of engine(chunk).findings) {
      const { ruleId, confidence, location, fingerprint, excerpt } = finding;
      const masked = finding.kind === 'secret' ? finding.masked : '';
      const { startLine, startColumn, endLine, endColumn } = location;
      const place = [startLine, startColumn, endLine, endColumn].join(':');
      found.push([place, ruleId, confidence, masked, fingerprint, excerpt.text].join(' '));
    }
  }
  return found;
}

const TEXT = fillSamples(3)
  .map(({ text }, number) => (number % 3 === 0 ? `é ${text}` : text))
  .join('\n');

test.each([
  { name: 'lines', text: TEXT, sizes: { piece: 4099, margin: MARGIN } },
  { name: 'lines in small pieces', text: TEXT, sizes: { piece: 1009, margin: MARGIN } },
  { name: 'CRLF lines', text: TEXT.replaceAll('\n', '\r\n'), sizes: { piece: 4099, margin: MARGIN } },
  { name: 'one line', text: TEXT.replaceAll('\n', ' '), sizes: { piece: 4099, margin: MARGIN } },
])(
  '$name',
  ({ text, sizes }) => {
    const bytes = Buffer.from(text);
    const whole = scan([wholeChunk(bytes)]);
    const pieces = scan(piecesOf(bytes, sizes));
    expect(whole.length).toBeGreaterThan(ruleset.count);
    expect(pieces.filter(found => !whole.includes(found))).toEqual([]);
    expect(whole.filter(found => !pieces.includes(found))).toEqual([]);
    expect(pieces.sort()).toEqual(whole.sort());
  },
  60_000,
);
